import { isPlcSettings, type OutputKind, type OutputSettings } from '../../../preload/contract/output-settings.ts';
import { type Output, type OutputDraft, type OutputSecrets, outputDraft } from '../../../preload/contract/outputs.ts';

export const outputKinds = [
  'opc-ua',
  'modbus-tcp',
  'mqtt',
  'webhook',
  'folder',
] as const satisfies readonly OutputKind[];

export const toldSignals = ['ready', 'busy', 'result', 'ok', 'ng', 'error'] as const;
export const numberSignals = ['part', 'heartbeat', 'recipe'] as const;
export const heardSignals = ['trigger', 'ack'] as const;

/** As it is typed: everything is text until it is saved. */
export interface Draft {
  readonly kind: OutputKind;
  readonly name: string;
  readonly enabled: boolean;
  readonly always: boolean;
  readonly tells: Output['tells'];
  readonly unsureIs: Output['unsureIs'];
  readonly deadlineMs: string;
  readonly mostPerSecond: string;
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly host: string;
  readonly port: string;
  readonly unit: string;
  readonly pollMs: string;
  readonly heardFrom: string;
  readonly security: string;
  readonly thumbprint: string;
  readonly handshake: boolean;
  readonly verdictMs: string;
  readonly ackMs: string;
  readonly pulseMs: string;
  /** Node ids, coils or registers, by signal. */
  readonly places: Readonly<Record<string, string>>;
  readonly format: 'json' | 'sparkplug-b';
  readonly topic: string;
  readonly retained: boolean;
  readonly group: string;
  readonly node: string;
  readonly device: string;
  readonly qos: 0 | 1;
  readonly caFile: string;
  readonly signingKey: string;
  readonly headerName: string;
  readonly headerValue: string;
  readonly path: string;
  readonly pictures: boolean;
}

const empty: Draft = {
  kind: 'opc-ua',
  name: '',
  enabled: true,
  always: false,
  tells: 'all',
  unsureIs: 'ng',
  deadlineMs: '1000',
  mostPerSecond: '50',
  url: '',
  user: '',
  password: '',
  host: '',
  port: '502',
  unit: '1',
  pollMs: '20',
  heardFrom: 'coils',
  security: 'none',
  thumbprint: '',
  handshake: true,
  verdictMs: '2000',
  ackMs: '5000',
  pulseMs: '200',
  places: {},
  format: 'json',
  topic: 'caracal/verdict',
  retained: false,
  group: '',
  node: 'caracal',
  device: '',
  qos: 1,
  caFile: '',
  signingKey: '',
  headerName: '',
  headerValue: '',
  path: '',
  pictures: false,
};

/** What is there, ready to be typed over; secrets are never among it. */
export function draftOf(output: Output | null): Draft {
  if (output === null) return empty;
  const { name, enabled, always, tells, unsureIs, settings, secrets } = output;
  const common = {
    ...empty,
    kind: settings.kind,
    name,
    enabled,
    always,
    tells,
    unsureIs,
    deadlineMs: String(output.deadlineMs),
    mostPerSecond: String(output.mostPerSecond),
    headerName: secrets.headers[0] ?? '',
  };
  return { ...common, ...typedOf(settings) };
}

function typedOf(settings: OutputSettings): Partial<Draft> {
  const times = isPlcSettings(settings)
    ? {
        handshake: settings.handshake,
        verdictMs: String(settings.verdictMs),
        ackMs: String(settings.ackMs),
        pulseMs: String(settings.pulseMs),
      }
    : {};
  switch (settings.kind) {
    case 'opc-ua':
      return {
        ...times,
        url: settings.url,
        user: settings.user ?? '',
        security: settings.security,
        thumbprint: settings.thumbprint ?? '',
        places: textOf(settings.nodes),
      };
    case 'modbus-tcp':
      return {
        ...times,
        host: settings.host,
        port: String(settings.port),
        unit: String(settings.unit),
        pollMs: String(settings.pollMs),
        heardFrom: settings.heardFrom,
        places: textOf({ ...settings.coils, ...settings.heard, ...settings.registers }),
      };
    case 'mqtt':
      return {
        url: settings.url,
        user: settings.user ?? '',
        caFile: settings.caFile ?? '',
        qos: settings.qos,
        ...settings.payload,
      };
    case 'webhook':
      return { url: settings.url };
    case 'folder':
      return { path: settings.path, pictures: settings.pictures };
  }
}

const textOf = (places: Readonly<Record<string, string | number | null | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(places).map(([signal, place]) => [signal, place === null ? '' : String(place ?? '')]),
  );

export interface Flaw {
  readonly field: string;
  readonly message: string;
}

/** What would be saved, or the first thing that is not right yet. */
export function readDraft(draft: Draft, id: string): OutputDraft | Flaw {
  const { name, enabled, always, tells, unsureIs } = draft;
  const read = outputDraft.safeParse({
    id,
    name,
    enabled,
    always,
    tells,
    unsureIs,
    deadlineMs: Number(draft.deadlineMs),
    mostPerSecond: Number(draft.mostPerSecond),
    settings: settingsOf(draft),
  });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return { field: String(issue?.path.at(-1) ?? ''), message: issue?.message ?? '' };
}

export const isFlaw = (read: OutputDraft | Flaw): read is Flaw => 'message' in read;

function settingsOf(draft: Draft): unknown {
  const { kind, handshake, places } = draft;
  const times = {
    handshake,
    verdictMs: Number(draft.verdictMs),
    ackMs: Number(draft.ackMs),
    pulseMs: Number(draft.pulseMs),
  };
  const user = orNull(draft.user);
  switch (kind) {
    case 'opc-ua': {
      const signals = [...toldSignals, ...numberSignals, ...heardSignals];
      const nodes = Object.fromEntries(signals.map((signal) => [signal, orNull(places[signal] ?? '')]));
      return {
        kind,
        url: draft.url,
        security: draft.security,
        user,
        thumbprint: orNull(draft.thumbprint),
        nodes,
        ...times,
      };
    }
    case 'modbus-tcp': {
      const numbers = (signals: readonly string[]) =>
        Object.fromEntries(signals.map((signal) => [signal, numberOrNull(places[signal] ?? '')]));
      return {
        kind,
        host: draft.host,
        port: Number(draft.port),
        unit: Number(draft.unit),
        pollMs: Number(draft.pollMs),
        heardFrom: draft.heardFrom,
        coils: numbers(toldSignals),
        heard: numbers(heardSignals),
        registers: numbers(numberSignals),
        ...times,
      };
    }
    case 'mqtt': {
      const { format, topic, retained, group, node, device } = draft;
      const payload = format === 'json' ? { format, topic, retained } : { format, group, node, device };
      return { kind, url: draft.url, user, caFile: orNull(draft.caFile), qos: draft.qos, payload };
    }
    case 'webhook':
      return { kind, url: draft.url };
    case 'folder':
      return { kind, path: draft.path, pictures: draft.pictures };
  }
}

/** Only what was typed: the rest stays as it is kept. */
export function secretsOf({ kind, user, password, signingKey, headerName, headerValue }: Draft): OutputSecrets {
  const given: OutputSecrets = {};
  if ((kind === 'opc-ua' || kind === 'mqtt') && user !== '' && password !== '') given.password = password;
  if (kind === 'webhook' && signingKey !== '') given.signingKey = signingKey;
  if (kind === 'webhook' && headerName !== '' && headerValue !== '')
    given.headers = { [headerName.trim()]: headerValue };
  return given;
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

const numberOrNull = (text: string): number | null => (text.trim() === '' ? null : Number(text));
