import type { OutgoingKind, SyncStatus } from '../../preload/contract/sync-status.ts';

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many);

/** Words of the Sync page. */
export const enSync = {
  title: 'Sync',
  lead: 'What leaves this station for your endpoint, and what comes back. It works on without a network and loses nothing by it.',
  states: {
    off: 'Off',
    idle: 'Idle',
    sending: 'Sending',
    paused: 'Paused',
    stopped: 'Stopped',
  } satisfies Record<SyncStatus['state'], string>,
  stateText: {
    off: 'Nothing is sent.',
    idle: 'All that may leave is at the endpoint.',
    sending: 'On its way to the endpoint.',
    paused: 'Something is in the way. It tries again by itself.',
    stopped: 'It does not try again until somebody sets the endpoint anew.',
  } satisfies Record<SyncStatus['state'], string>,
  setAside: (n: string, count: number) => `${n} ${plural(count, 'thing was', 'things were')} set aside, see below.`,
  off: {
    title: 'Nothing leaves this station',
    text: 'With an endpoint set, you see here what waits, what went, what failed and why, and every address that was contacted. You need the address of your endpoint and the station key that it printed.',
    onlyAdmin: 'An admin can set the endpoint.',
  },
  set: 'Set an endpoint',
  change: 'Change',
  forget: 'Forget',
  endpoint: 'Endpoint',
  address: 'Address',
  station: 'Known there as',
  key: 'Key',
  noKey: 'cannot be read',
  lastContact: 'Last contact',
  never: 'never',
  nextTry: 'Next try',
  inTime: (time: string) => `in ${time}`,
  tryingNow: 'now',
  tryNow: 'Try now',
  flows: 'What waits and what went',
  columns: { kind: 'Kind', waiting: 'Waiting', sent: 'Sent', received: 'Received' },
  leftOut: (n: string, count: number) =>
    `${n} ${plural(count, 'label', 'labels')} from the endpoint fitted no sample here, or reached outside it, and ${plural(count, 'was', 'were')} left out. Label the item here instead.`,
  kinds: {
    prediction: 'Predictions',
    sample: 'Samples',
    label: 'Labels',
    picture: 'Pictures and sounds',
  } satisfies Record<OutgoingKind, string>,
  kind: { prediction: 'Prediction', sample: 'Sample', label: 'Label', picture: 'Picture or sound' } satisfies Record<
    OutgoingKind,
    string
  >,
  failures: {
    title: 'What failed and why',
    text: 'Set aside, newest first; the rest went on without it.',
    none: 'Nothing was set aside.',
    newest: (shown: string, all: string) => `The newest ${shown} of ${all}.`,
    columns: { since: 'Since', kind: 'What', reason: 'Why' },
    retry: 'Send these again',
    retried: (n: string, count: number) => `${n} ${plural(count, 'thing waits', 'things wait')} again.`,
    nothingToRetry: 'It tries again now.',
  },
  contacted: {
    title: 'Every address contacted',
    none: 'None was contacted so far.',
    columns: { address: 'Address', first: 'First', last: 'Last', requests: 'Requests' },
  },
  sheet: {
    title: 'Set the endpoint',
    lead: 'From then on this station contacts that address by itself.',
    address: 'Address',
    addressHint: 'Scheme, host and port, like https://sync.example.com',
    key: 'Station key',
    keyHint: 'The whole line that enrol printed. It is stored encrypted and never shown again.',
    anew: 'At another endpoint everything is sent from the beginning.',
    insecureTitle: 'Others could read along',
    insecureText: 'Over plain http whoever is on the way reads all that is sent. The key itself is never sent.',
    insecureRemedy: 'Put the endpoint behind TLS and use its https address.',
    allowInsecure: 'Send without encryption all the same',
    save: 'Set and start',
    saved: 'The endpoint is set.',
  },
  forgetSheet: {
    title: 'Forget the endpoint',
    text: 'Address and key are deleted here and nothing is sent any more. What is at the endpoint stays there, what waits stays here.',
    later: 'To go on later you need a station key again; it goes on where it was.',
    sure: 'Forget address and key',
    forgotten: 'The endpoint was forgotten.',
  },
  settings: {
    on: 'Sends to',
    open: 'Open Sync',
  },
  tryCommand: 'Sync: try again now',
};
