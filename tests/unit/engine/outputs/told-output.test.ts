import { describe, expect, it } from 'vitest';
import { fail, type Outcome, succeed } from '../../../../main/domain/outcome.ts';
import type { Signal } from '../../../../main/domain/outputs/signal.ts';
import { Backlog } from '../../../../main/engine/outputs/backlog.ts';
import { ToldOutput } from '../../../../main/engine/outputs/told-output.ts';
import type { AskOutputs } from '../../../../main/engine/workers/worker-link.ts';
import type { Store } from '../../../../main/store/store.ts';
import type { Inspection } from '../../../../preload/contract/inspections.ts';
import { output as outputSchema, type VerdictMessage } from '../../../../preload/contract/outputs.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

const output = outputSchema.parse({
  id: 'mes',
  name: 'MES',
  settings: { kind: 'webhook', url: 'https://mes.local/verdicts' },
  always: true,
  secrets: { password: false, signingKey: false, headers: [] },
  savedAt: 0,
});

const inspectionOf = (id: number): Inspection => ({
  id,
  sourceId: 'cam',
  model: { name: 'pcb-defects', version: '1.0.0' },
  part: null,
  startedAt: 0,
  endedAt: 1,
  frames: 1,
  verdict: 'pass',
  defects: [],
});

const away = fail('unreachable', { thing: 'MES', expected: 'to be reached', received: 'nobody', remedy: 'Wait.' });

function world() {
  const clock = new FakeClock();
  const kept: { id: number; message: VerdictMessage }[] = [];
  const told: number[] = [];
  const wire: { answer: () => Outcome<{ at: number }> | Promise<Outcome<{ at: number }>> } = {
    answer: () => succeed({ at: clock.monotonicMs() }),
  };
  const verbs: Record<string, (input: never) => Outcome<unknown>> = {
    'signals.keep': ({ message }: { message: VerdictMessage }) => {
      kept.push({ id: message.inspection, message });
      return succeed({ dropped: 0 });
    },
    'signals.next': () => succeed(kept.slice(0, 20)),
    'signals.settle': ({ id }: { id: number }) => {
      kept.splice(
        kept.findIndex((one) => one.id === id),
        1,
      );
      return succeed(null);
    },
  };
  const store = { call: async (verb: string, input: never) => verbs[verb]?.(input) } as unknown as Pick<Store, 'call'>;
  const backlog = new Backlog({ store, clock, most: 100, mostAgeMs: 1e9, againMs: 1_000 });
  const signals: Signal[] = [];
  const ask = (async (verb: string, { message, signal }: { message: VerdictMessage; signal: Signal }) => {
    if (verb === 'signal') {
      signals.push(signal);
      return succeed({ at: clock.monotonicMs() });
    }
    const answer = await wire.answer();
    if (answer.ok) told.push(message.inspection);
    return answer;
  }) as AskOutputs;
  const open = (before?: ToldOutput, told = output): ToldOutput =>
    new ToldOutput({
      output: told,
      station: 'station-1',
      clock,
      ask,
      backlog,
      before,
      trigger: async () => away,
      picture: async () => undefined,
      trouble: () => '',
      changed: () => undefined,
    });
  return { clock, kept, told, wire, signals, open };
}

const connected = { output: 'mes', state: 'connected', note: '', nextTryAt: null } as const;

describe('an output that is told', () => {
  it('goes on being told where another one was saved: its connection stands, and nobody says so again', async () => {
    const { clock, kept, told, open } = world();
    const before = open();
    before.news(connected);
    before.judged(inspectionOf(1));
    await clock.advance(0);
    before.stop();
    const now = open(before);
    now.judged(inspectionOf(2));
    await clock.advance(0);
    expect([told, kept]).toEqual([[1, 2], []]);
  });

  it('counts what failed at its PLC once, however often outputs are saved', () => {
    const { open } = world();
    const before = open();
    before.news({ ...connected, errors: 3 });
    const now = open(before);
    now.news({ ...connected, errors: 3 });
    now.news({ ...connected, errors: 4 });
    expect(now.read([]).failed).toBe(4);
  });

  it('at a PLC that may be told seldom is told of the bad part, not of the good one behind it', async () => {
    const { clock, open, signals } = world();
    const settings = { kind: 'modbus-tcp', host: 'plc', coils: {}, heard: {}, registers: {}, handshake: false };
    const plc = open(undefined, outputSchema.parse({ ...output, settings, mostPerSecond: 1 }));
    for (const [id, verdict] of (['pass', 'fail', 'pass'] as const).entries()) {
      plc.judged({ ...inspectionOf(id + 1), verdict });
    }
    await clock.advance(5_000);
    expect(signals).toMatchObject([
      { part: 1, ok: true },
      { part: 2, ok: false },
    ]);
    expect(plc.read([]).skipped).toBe(1);
  });

  it('is told what waits also where outputs were saved while that was being told', async () => {
    const { clock, kept, told, wire, open } = world();
    wire.answer = () => away;
    const before = open();
    before.news(connected);
    for (const id of [1, 2]) before.judged(inspectionOf(id));
    await clock.advance(0);
    expect(kept).toHaveLength(2);
    const slow = Promise.withResolvers<Outcome<{ at: number }>>();
    wire.answer = () => slow.promise;
    await clock.advance(1_000);
    before.stop();
    const now = open(before);
    now.drain();
    wire.answer = () => succeed({ at: 0 });
    slow.resolve(succeed({ at: 0 }));
    await clock.advance(100);
    expect([told, kept, now.read([]).waiting]).toEqual([[1, 2], [], 0]);
  });
});
