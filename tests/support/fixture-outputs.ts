import { fail } from '../../main/domain/outcome.ts';
import { settingsFlaw } from '../../main/domain/outputs/settings-flaw.ts';
import { LiveValue } from '../../main/engine/doors/live-value.ts';
import { procedures } from '../../main/engine/doors/procedures.ts';
import { valueOr } from '../../main/engine/doors/settle.ts';
import { type Output, type OutputState, type OutputTest, output } from '../../preload/contract/outputs.ts';
import type { FixtureFeeds } from './fixture-feeds.ts';

const now = Date.now();
const common = { secrets: { password: false, signingKey: false, headers: [] }, savedAt: now - 86_400_000 };

const nodes = Object.fromEntries(
  ['ready', 'busy', 'result', 'ok', 'ng', 'error', 'part', 'trigger', 'ack'].map((name) => [
    name,
    `ns=4;s=Line1.${name}`,
  ]),
);

const first: readonly Output[] = [
  {
    id: 'line-plc',
    name: 'PLC of line 1',
    settings: { kind: 'opc-ua', url: 'opc.tcp://10.20.0.5:4840', user: 'caracal', nodes },
    ...common,
    secrets: { ...common.secrets, password: true },
  },
  {
    id: 'sorter',
    name: 'Sorter gate',
    settings: {
      kind: 'modbus-tcp',
      host: '10.20.0.9',
      handshake: false,
      coils: { result: 0, ok: 1, ng: 2, error: 3 },
      heard: {},
      registers: {},
    },
    ...common,
    tells: 'ng',
  },
  {
    id: 'broker',
    name: 'Plant broker',
    settings: {
      kind: 'mqtt',
      url: 'mqtts://broker.plant:8883',
      user: 'line-1',
      payload: { format: 'sparkplug-b', group: 'plant', node: 'caracal', device: 'line-1' },
    },
    ...common,
    secrets: { ...common.secrets, password: true },
    always: true,
  },
  {
    id: 'mes',
    name: 'MES',
    settings: { kind: 'webhook', url: 'https://mes.plant/api/verdicts' },
    ...common,
    secrets: { password: false, signingKey: true, headers: ['authorization'] },
    always: true,
  },
  { id: 'share', name: 'Quality share', settings: { kind: 'folder', path: '/srv/quality' }, ...common, enabled: false },
].map((one) => output.parse(one));

const resting = (id: string): OutputState => ({
  id,
  state: 'off',
  note: '',
  nextTryAt: null,
  lastToldAt: null,
  signalMs: null,
  told: 0,
  failed: 0,
  waiting: 0,
  dropped: 0,
  skipped: 0,
  lines: [],
  step: null,
  bits: null,
});

const bits = {
  ready: true,
  busy: false,
  result: false,
  ok: false,
  ng: false,
  error: false,
  part: 0,
  trigger: false,
  ack: false,
};
const states: readonly OutputState[] = [
  {
    ...resting('line-plc'),
    state: 'connected',
    lastToldAt: now - 1_400,
    signalMs: { p50: 3.4, p99: 8.9 },
    told: 4_218,
    failed: 2,
    lines: ['demo'],
    step: 'ready',
    bits,
  },
  {
    ...resting('sorter'),
    state: 'connecting',
    note: 'The PLC at 10.20.0.9:502: expected to be reached, got connect EHOSTUNREACH. Look after its address, the network and the other side; it is tried again by itself.',
  },
  {
    ...resting('broker'),
    state: 'connected',
    lastToldAt: now - 2_100,
    signalMs: { p50: 1.8, p99: 6.2 },
    told: 12_904,
    lines: ['demo'],
  },
  {
    ...resting('mes'),
    state: 'away',
    note: 'https://mes.plant/api/verdicts: expected its user and password, or its key, to be accepted, got HTTP 401. Set them anew, as the other side knows them.',
    nextTryAt: now + 38_000,
    lastToldAt: now - 5_400_000,
    signalMs: { p50: 24.1, p99: 81 },
    told: 9_311,
    failed: 3,
    waiting: 1_482,
    dropped: 0,
    lines: ['demo'],
  },
  resting('share'),
];

const wentWell: OutputTest = {
  ok: true,
  tookMs: 341,
  steps: [
    { what: 'No part is in hand', ok: true, note: '', tookMs: 0.1 },
    { what: 'The connection stands', ok: true, note: '', tookMs: 0.1 },
    { what: 'Read what the PLC says', ok: true, note: '', tookMs: 2.4 },
    { what: 'Tell NG with Error and part 0', ok: true, note: '', tookMs: 4.8 },
    { what: 'Take it back', ok: true, note: '', tookMs: 3.1 },
  ],
};

const failed: OutputTest = {
  ok: false,
  tookMs: 1_006,
  steps: [
    { what: 'Reach it', ok: true, note: '', tookMs: 2.1 },
    {
      what: 'Send a signal that is marked as a test',
      ok: false,
      note: 'https://mes.plant/api/verdicts: expected its user and password, or its key, to be accepted, got HTTP 401. Set them anew, as the other side knows them.',
      tookMs: 1_004,
    },
  ],
};

const noSuch = (id: string) =>
  fail('not_found', { thing: 'Output', expected: 'a known output', received: id, remedy: 'See the list of outputs.' });

/** Outputs in memory: they contact nobody. The one of the MES refuses its key, the others do what they are told. */
export function fixtureOutputs(feeds: FixtureFeeds) {
  const known = new Map(first.map((one) => [one.id, one]));
  const live = new LiveValue<readonly OutputState[]>(states);
  const sorted = (): Output[] => [...known.values()].sort((a, b) => a.name.localeCompare(b.name));
  return {
    /** Turns an output into another state, as its other side would. */
    telling: (id: string, change: Partial<OutputState>): void =>
      live.set(live.get().map((state) => (state.id === id ? { ...state, ...change } : state))),
    outputs: {
      list: procedures.outputs.list.handler(sorted),
      save: procedures.outputs.save.handler(({ input: { secrets, ...draft } }) => {
        const flaw = settingsFlaw(draft.settings);
        if (flaw !== undefined) return valueOr({ ok: false, failure: flaw });
        const before = known.get(draft.id)?.secrets ?? common.secrets;
        const has = (given: unknown, kept: boolean): boolean => (given === undefined ? kept : given !== null);
        const { password, signingKey, headers } = secrets;
        const saved: Output = {
          ...draft,
          secrets: {
            password: has(password, before.password),
            signingKey: has(signingKey, before.signingKey),
            headers: headers === undefined ? before.headers : Object.keys(headers ?? {}),
          },
          savedAt: Date.now(),
        };
        known.set(saved.id, saved);
        const others = live.get().filter(({ id }) => id !== saved.id);
        live.set([...others, { ...resting(saved.id), state: saved.enabled ? 'connecting' : 'off' }]);
        return saved;
      }),
      remove: procedures.outputs.remove.handler(({ input: { id } }) => {
        if (!known.delete(id)) return valueOr(noSuch(id));
        live.set(live.get().filter((state) => state.id !== id));
        return { id };
      }),
      test: procedures.outputs.test.handler(({ input: { id } }) => {
        if (!known.has(id)) return valueOr(noSuch(id));
        return id === 'mes' ? failed : wentWell;
      }),
      state: procedures.outputs.state.handler(() => [...live.get()]),
      watch: procedures.outputs.watch.handler(async function* ({ signal }) {
        for await (const all of live.watch(feeds.until(signal))) yield [...all];
      }),
    },
  };
}
