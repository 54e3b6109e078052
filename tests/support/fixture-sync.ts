import { fail } from '../../main/domain/outcome.ts';
import { LiveValue } from '../../main/engine/doors/live-value.ts';
import { procedures } from '../../main/engine/doors/procedures.ts';
import { valueOr } from '../../main/engine/doors/settle.ts';
import { type SyncStatus, type SyncTarget, syncStates } from '../../preload/contract/sync-status.ts';
import type { FixtureFeeds } from './fixture-feeds.ts';

const off: SyncTarget = { on: false, address: null, station: null, key: null, allowInsecure: false };
const at = Date.now() - 26 * 3_600_000;
const quiet: SyncStatus = {
  state: 'off',
  note: '',
  address: null,
  waiting: { predictions: 1_204, samples: 12, labels: 3, pictures: 4 },
  sent: { predictions: 48_796, samples: 240, labels: 96, pictures: 240 },
  received: { labels: 7, leftOut: 0 },
  failed: 2,
  failures: [
    {
      id: 9,
      kind: 'picture',
      code: 'not_found',
      reason: 'The file of the sample is not there any more; put it back and try again.',
      since: at,
    },
    {
      id: 7,
      kind: 'label',
      code: 'bad_input',
      reason:
        'marks.0.box: expected a rectangle inside the picture of 640 x 640, got one that reaches beyond it. ' +
        'Correct the label at the station or review the sample anew.',
      since: at - 7_200_000,
    },
  ],
  lastContactAt: null,
  nextTryAt: null,
  contacted: [],
};
const notes: Partial<Record<SyncStatus['state'], string>> = {
  paused:
    'The endpoint at https://paused.example: expected an answer, got none within 30 s. ' +
    'See that it runs and that the network leads there; it is tried again.',
  stopped:
    'The endpoint: expected a station key that it gave out and has not revoked, got another. ' +
    'Enrol the station anew at the endpoint and set the key that it prints.',
};

/** Sync in memory: it contacts nobody. An address that begins with the name of a state is in that state, any other is idle. */
export function fixtureSync(feeds: FixtureFeeds) {
  let target = off;
  const live = new LiveValue<SyncStatus>(quiet);
  const change = (part: Partial<SyncStatus>): void => live.set({ ...live.get(), ...part });
  const turn = (to: SyncTarget): SyncTarget => {
    target = to;
    const { address } = to;
    const host = address === null ? 'off' : new URL(address).hostname;
    const state = syncStates.find((known) => host.startsWith(known)) ?? 'idle';
    const now = Date.now();
    const contacted = live.get().contacted.filter((other) => other.address !== address);
    const one = address === null ? [] : [{ address, firstAt: at, lastAt: now, requests: 1_482 }];
    change({
      state,
      address,
      note: notes[state] ?? '',
      lastContactAt: address === null ? null : now,
      nextTryAt: state === 'paused' ? now + 272_000 : null,
      contacted: [...one, ...contacted],
      waiting: state === 'idle' ? { predictions: 0, samples: 0, labels: 0, pictures: 0 } : quiet.waiting,
    });
    return target;
  };
  return {
    get: procedures.sync.get.handler(() => target),
    configure: procedures.sync.configure.handler(({ input: { address, stationKey, allowInsecure } }) => {
      if (!URL.canParse(address)) {
        const expected = 'one like https://sync.example.com';
        return valueOr(
          fail('bad_input', { thing: 'The address of the endpoint', expected, remedy: 'Correct the address.' }),
        );
      }
      const [, station = '', key = ''] = stationKey.split('.');
      return turn({ on: true, address: new URL(address).origin, station, key, allowInsecure });
    }),
    forget: procedures.sync.forget.handler(() => turn(off)),
    status: procedures.sync.status.handler(() => live.get()),
    watch: procedures.sync.watch.handler(({ signal }) => live.watch(feeds.until(signal))),
    retry: procedures.sync.retry.handler(() => {
      const items = live.get().failed;
      change({ failed: 0, failures: [] });
      return { items };
    }),
  };
}
