import { describe, expect, it } from 'vitest';
import { fail, type Outcome, succeed } from '../../../../main/domain/outcome.ts';
import { usualOutputPace } from '../../../../main/domain/outputs/output-job.ts';
import type { ToldLine } from '../../../../main/engine/line/line-plan.ts';
import { stoppedLine } from '../../../../main/engine/line/stopped-line.ts';
import type { Backlog, DrainInto } from '../../../../main/engine/outputs/backlog.ts';
import { LineRoutes } from '../../../../main/engine/outputs/line-routes.ts';
import { OutputDesk } from '../../../../main/engine/outputs/output-desk.ts';
import type { OutputShelf } from '../../../../main/engine/outputs/output-shelf.ts';
import type { PartPictures } from '../../../../main/engine/outputs/part-pictures.ts';
import type { Switched } from '../../../../main/engine/outputs/switch-by-code.ts';
import type { SettingsDesk } from '../../../../main/engine/settings.ts';
import type { AskOutputs } from '../../../../main/engine/workers/worker-link.ts';
import type { Store } from '../../../../main/store/store.ts';
import type { LineState } from '../../../../preload/contract/inspections.ts';
import { type Output, outputDraft, output as outputSchema } from '../../../../preload/contract/outputs.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { fixtureInspection } from '../../../support/fixture-predictions.ts';
import { bodyOf } from '../../domain/recipe/fixture-recipe.ts';

const draft = outputDraft.parse({
  id: 'mes',
  name: 'MES',
  settings: { kind: 'webhook', url: 'https://mes.local/verdicts' },
});
const output = { ...draft, secrets: { password: false, signingKey: false, headers: [] }, savedAt: 0 };
const job = { id: 'mes', settings: draft.settings, secrets: {}, deadlineMs: 1_000 };
const boards = { id: 'boards', version: 1, name: 'Boards' };
const counted = [{ outputId: 'mes', waiting: 3, dropped: 0 }];
const unreadable = fail('read_only', { thing: 'The disk', expected: 'to be read', remedy: 'Look after it.' });
const connected = { output: 'mes', state: 'connected', note: '', nextTryAt: null };

function world(kept = new Map<string, unknown>(), shown: Output = output) {
  const clock = new FakeClock();
  const asked: { readonly verb: string; readonly input: unknown }[] = [];
  const codes = new Map<string, (outcome: Outcome<Switched>) => void>();
  const asks: string[] = [];
  const lines: ToldLine[] = [];
  const drained: string[] = [];
  const missing = succeed(null) as unknown as Outcome<never>;
  const desk = new OutputDesk({
    clock,
    store: {
      call: async (verb: string) => (verb === 'signals.count' ? succeed(counted) : unreadable),
    } as unknown as Pick<Store, 'call'>,
    settings: {
      get: async () => kept.get('plcCodes') ?? { asked: {} },
      set: async (key: string, value: unknown) => {
        kept.set(key, structuredClone(value));
        return succeed(null);
      },
    } as unknown as Pick<SettingsDesk, 'get' | 'set'>,
    shelf: {
      open: async () => succeed([{ output: shown, job, trouble: '' }]),
      save: async () => succeed(output),
      remove: async (id: string) => succeed({ id }),
    } as unknown as OutputShelf,
    backlog: {
      drain: async (id: string, _into: DrainInto) => void drained.push(id),
      halt: () => undefined,
    } as unknown as Backlog,
    routes: new LineRoutes(),
    pictures: { watch: () => undefined } as unknown as PartPictures,
    ask: (async (verb: string, input: unknown) => {
      asked.push({ verb, input });
      return succeed({ at: clock.monotonicMs() });
    }) as AskOutputs,
    wake: async () => undefined,
    health: { say: () => undefined },
    station: 'station-1',
    dataFolder: '/data',
    pace: usualOutputPace,
    trigger: async () => missing,
    switchTo: (code, asked) => {
      asks.push(`${code} ${asked}`);
      return new Promise((resolve) => void codes.set(code, resolve));
    },
    lines: () => lines,
    warn: () => undefined,
  });
  const switched = () => asked.filter(({ verb }) => verb === 'switched').map(({ input }) => input);
  const told = () => asked.filter(({ verb }) => verb === 'tell').map(({ input }) => input);
  const signals = () => asked.filter(({ verb }) => verb === 'signal').map(({ input }) => input);
  return { clock, desk, codes, asks, kept, lines, drained, switched, told, signals };
}

/** The lines of before go on: from here on a PLC may switch them. */
async function known(kept = new Map<string, unknown>()): Promise<ReturnType<typeof world>> {
  const made = world(kept);
  made.desk.linesChanged();
  await made.clock.advance(0);
  return made;
}

const recipe = {
  ...boards,
  body: bodyOf({ sourceId: 'cam', code: '17', outputs: ['mes'] }),
  note: '',
  by: 'admin',
  at: 0,
} as const;
const inUse = succeed({ recipe, isLeft: false });
const left = succeed({ recipe, isLeft: true });
const lineBy = (by: LineState['recipe'], state: LineState['state'] = 'running'): ToldLine => ({
  state: { ...stoppedLine, sourceId: 'cam', wanted: true, state, recipe: by },
  telling: { outputs: ['mes'], byTrigger: true },
});

const hear = (desk: OutputDesk, code: string, stands: boolean): void =>
  desk.heard({ kind: 'told', event: 'code', value: { output: 'mes', code, stands } });

describe('the desk of outputs', () => {
  it('lets a PLC that has asked for two recipes wait for the second', async () => {
    const { clock, desk, codes, switched } = await known();
    for (const code of ['17', '18']) hear(desk, code, false);
    await clock.advance(0);
    codes.get('17')?.(inUse);
    await clock.advance(0);
    expect(switched()).toEqual([]);
    codes.get('18')?.(inUse);
    await clock.advance(0);
    expect(switched()).toEqual([{ output: 'mes', trouble: '' }]);
  });

  it('does not switch again by a code that was asked for and is found there again, and tells the PLC what came of it', async () => {
    const { clock, desk, codes, switched } = await known();
    hear(desk, '17', false);
    await clock.advance(0);
    codes.get('17')?.(inUse);
    codes.delete('17');
    await clock.advance(0);
    hear(desk, '17', true);
    await clock.advance(0);
    expect(codes.size).toBe(0);
    expect(switched()).toEqual([
      { output: 'mes', trouble: '' },
      { output: 'mes', trouble: '' },
    ]);
    // Written anew, it is asked for anew.
    hear(desk, '17', false);
    await clock.advance(0);
    expect(codes.size).toBe(1);
  });

  it('switches by no code before the lines are known that go on after a restart', async () => {
    const { clock, desk, codes, asks } = world();
    hear(desk, '17', true);
    await clock.advance(0);
    expect(codes.size).toBe(0);
    desk.linesChanged();
    await clock.advance(0);
    expect(asks).toEqual(['17 once']);
  });

  it('gives a PLC no Ready for a code that merely stands there while its line was stopped, but when that goes by its recipe', async () => {
    const { clock, desk, codes, asks, lines, switched } = await known();
    hear(desk, '17', true);
    await clock.advance(0);
    codes.get('17')?.(left);
    await clock.advance(0);
    const trouble = 'The line of cam was stopped. Start it by the recipe Boards, or write the code anew.';
    expect(switched()).toEqual([{ output: 'mes', trouble }]);
    for (const other of [lineBy({ id: 'belt', version: 1, name: 'Belt' }), lineBy(boards, 'starting')]) {
      lines.splice(0, 1, other);
      desk.linesChanged();
    }
    // Found there again it is left alone again.
    hear(desk, '17', true);
    await clock.advance(0);
    codes.get('17')?.(left);
    await clock.advance(0);
    expect(asks).toEqual(['17 once', '17 left']);
    lines.splice(0, 1, lineBy(boards));
    desk.linesChanged();
    desk.linesChanged();
    expect(switched()).toEqual([
      { output: 'mes', trouble },
      { output: 'mes', trouble },
      { output: 'mes', trouble: '' },
    ]);
    // From here on it is the one that was followed.
    hear(desk, '17', true);
    await clock.advance(0);
    expect([asks.length, switched().at(-1)]).toEqual([2, { output: 'mes', trouble: '' }]);
  });

  it('goes by the code that was followed last over a restart: the same standing there is no act, another is', async () => {
    const first = await known();
    hear(first.desk, '17', false);
    await first.clock.advance(0);
    first.codes.get('17')?.(inUse);
    await first.clock.advance(0);
    const second = await known(first.kept);
    hear(second.desk, '17', true);
    await second.clock.advance(0);
    expect([second.asks, second.switched()]).toEqual([[], [{ output: 'mes', trouble: '' }]]);
    const third = await known(second.kept);
    hear(third.desk, '18', true);
    await third.clock.advance(0);
    third.codes.get('18')?.(left);
    await third.clock.advance(0);
    expect(third.asks).toEqual(['18 once']);
    // Nor does what was left alone, or asked for in vain, become another by that.
    const fourth = await known(third.kept);
    hear(fourth.desk, '18', true);
    await fourth.clock.advance(0);
    expect(fourth.asks).toEqual(['18 left']);
    hear(fourth.desk, '19', false);
    await fourth.clock.advance(0);
    fourth.codes.get('18')?.(left);
    fourth.codes.get('19')?.(unreadable);
    await fourth.clock.advance(0);
    const fifth = await known(fourth.kept);
    hear(fifth.desk, '19', true);
    await fifth.clock.advance(0);
    expect(fifth.asks).toEqual(['19 in-vain']);
    await fifth.desk.remove('mes');
    const sixth = await known(fifth.kept);
    hear(sixth.desk, '19', true);
    await sixth.clock.advance(0);
    expect(sixth.asks).toEqual(['19 once']);
  });

  it('tries again to switch by a code that is found there, where that has failed', async () => {
    const { clock, desk, codes, asks, switched } = await known();
    hear(desk, '17', false);
    await clock.advance(0);
    codes.get('17')?.(unreadable);
    codes.delete('17');
    await clock.advance(0);
    hear(desk, '17', true);
    await clock.advance(0);
    codes.get('17')?.(inUse);
    await clock.advance(0);
    expect(asks).toEqual(['17 now', '17 in-vain']);
    expect(switched()).toMatchObject([{ trouble: expect.stringContaining('The disk') }, { trouble: '' }]);
  });

  it('goes on telling what waits when outputs were saved: what stays connected does not say so again', async () => {
    const { clock, desk, drained } = world();
    await desk.open();
    desk.heard({ kind: 'told', event: 'news', value: connected });
    expect(drained).toEqual(['mes']);
    await desk.save(draft, {});
    await clock.advance(0);
    expect(drained).toEqual(['mes', 'mes']);
    await desk.close();
  });

  it('tells a part to whom the plan names that has judged it, also where the store cannot be read', async () => {
    const { clock, desk, told } = world();
    await desk.open();
    desk.heard({ kind: 'told', event: 'news', value: connected });
    desk.judged({ ...fixtureInspection(1), recipe: boards }, { outputs: ['mes'], byTrigger: false });
    desk.judged({ ...fixtureInspection(2), recipe: boards }, { outputs: ['plc'], byTrigger: false });
    await clock.advance(0);
    expect(told()).toMatchObject([{ output: 'mes', message: { inspection: 1 } }]);
    await desk.close();
  });

  it('pulses no part OK to a PLC without a handshake while one of its lines is missing: whatever that would have seen passes unseen', async () => {
    const settings = { kind: 'modbus-tcp', host: 'plc', coils: {}, heard: {}, registers: {}, handshake: false };
    const plc = outputSchema.parse({ ...output, settings, tells: 'ng' });
    const { clock, desk, lines, signals } = world(new Map(), plc);
    await desk.open();
    const gate: ToldLine = { ...lineBy(boards), state: { ...lineBy(boards).state, sourceId: 'gate' } };
    lines.push(lineBy(boards), { ...gate, state: { ...gate.state, wanted: false, state: 'stopped' } });
    const judge = (part: number): void =>
      desk.judged(
        { ...fixtureInspection(part), verdict: 'pass', recipe: boards },
        { outputs: ['mes'], byTrigger: false },
      );
    // Before anybody has told it that the lines are otherwise now.
    judge(1);
    await clock.advance(0);
    expect(signals()).toMatchObject([{ signal: { part: 1, ok: false, error: true } }]);
    lines.splice(1, 1, gate);
    judge(2);
    await clock.advance(0);
    expect(signals()).toHaveLength(1);
    await desk.close();
  });
});
