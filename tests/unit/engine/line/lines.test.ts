import { describe, expect, it } from 'vitest';
import { fail, type Outcome, succeed } from '../../../../main/domain/outcome.ts';
import { bandOf } from '../../../../main/domain/verdict.ts';
import { openLineLedger } from '../../../../main/engine/line/line-ledger.ts';
import { planLine, type RecipeVersion, wishFor } from '../../../../main/engine/line/line-plan.ts';
import { Lines } from '../../../../main/engine/line/lines.ts';
import { LineRoutes } from '../../../../main/engine/outputs/line-routes.ts';
import type { AskVision } from '../../../../main/engine/workers/worker-link.ts';
import { modbusSettings } from '../../../../preload/contract/output-settings.ts';
import type { Prediction } from '../../../../preload/contract/predictions.ts';
import type { Recipe } from '../../../../preload/contract/recipes.ts';
import { FakeClock, settled } from '../../../support/fake-clock.ts';
import { fixtureCard } from '../../../support/fixture-card.ts';
import { bodyOf } from '../../domain/recipe/fixture-recipe.ts';
import { source } from './line-world.ts';

const wish = (sourceId: string, model = 'pcb-defects') => ({ sourceId, model });
const unknown = fail('not_found', { thing: 'Source', expected: 'a known one', remedy: 'List them.' });
const refused = fail('source_unreachable', { thing: 'cam-9', expected: 'a frame', remedy: 'Look after its cable.' });

function world() {
  const clock = new FakeClock();
  const asked: [string, unknown][] = [];
  const looked = new Set<string>();
  const models = new Map<string, Outcome<never>>();
  const recipes: Recipe[] = [];
  const rows: Omit<Prediction, 'id'>[] = [];
  const ask = (async (verb: string, input: { readonly sourceId?: string }): Promise<Outcome<unknown>> => {
    asked.push([verb, input]);
    if (verb !== 'start') return succeed(null);
    return input.sourceId === 'cam-9' ? refused : succeed({ format: {}, runsOn: 'cpu, 2 threads', warmUpMs: 1 });
  }) as AskVision;
  const store = {
    appendPredictions: (more: readonly Omit<Prediction, 'id'>[]) => succeed(rows.push(...more)),
    appendInspection: async () => succeed(null),
    flush: async () => succeed(null),
    pressure: { waitingRows: 0, refusedRows: 0, trouble: null },
  };
  const places = {
    findSource: async (id: string) => (id.startsWith('cam') ? succeed({ ...source, id }) : unknown),
    findModel: async (name: string) =>
      models.get(name) ??
      succeed({ folder: '/models/pcb-defects', card: fixtureCard, band: () => bandOf(fixtureCard) }),
    findRecipe: async ({ id, version }: RecipeVersion) => {
      const found = recipes.find((known) => known.id === id && known.version === version);
      return found === undefined ? unknown : succeed(found);
    },
  };
  const lines = new Lines({
    clock,
    random: () => 1,
    ask,
    plan: (wished) => planLine(wished, places),
    ledger: openLineLedger(store, clock, 0),
    publishPicture: () => undefined,
    modelLoaded: () => undefined,
    threads: 2,
    picturesPerSecond: 15,
    isWatched: (sourceId) => looked.has(sourceId),
  });
  let sequence = 0;
  const see = (sourceId: string): void => {
    sequence += 1;
    const look = { detections: [], prepareMs: 1, inferMs: 20, decodeMs: 1 };
    const [capturedAt, wallTime] = [clock.monotonicMs(), clock.wallMs()];
    const at = { sequence, capturedAt, wallTime, width: 640, height: 640, part: 1, drops: 0 };
    const value = { frameId: `f${sequence}`, sourceId, ...at, looks: [look] };
    lines.told({ kind: 'told', event: 'prediction', value });
  };
  const states = () => lines.all().map(({ sourceId, state }) => `${sourceId} ${state}`);
  return { clock, asked, looked, models, recipes, rows, lines, see, states };
}

describe('several lines', () => {
  it('each hear what is told of their own source', async () => {
    const { lines, see, rows } = world();
    await Promise.all([lines.start(wish('cam-1')), lines.start(wish('cam-2'))]);
    for (const id of ['cam-1', 'cam-2', 'cam-2', 'cam-3']) see(id);
    expect(lines.all().map(({ sourceId, frames }) => [sourceId, frames])).toEqual([
      ['cam-1', 1],
      ['cam-2', 2],
    ]);
    expect(rows.map(({ sourceId }) => sourceId)).toEqual(['cam-1', 'cam-2', 'cam-2']);
  });

  it('are stopped one by one, or all at once', async () => {
    const { lines, states } = world();
    for (const id of ['cam-1', 'cam-2', 'cam-3']) await lines.start(wish(id));
    await lines.stop('cam-2');
    expect(states()).toEqual(['cam-1 running', 'cam-2 stopped', 'cam-3 running']);
    expect(await lines.stop('never-started')).toMatchObject({ ok: true, value: { state: 'stopped' } });
    await lines.stop();
    expect(states()).toEqual(['cam-1 stopped', 'cam-2 stopped', 'cam-3 stopped']);
  });

  it('mean the one that was started last where none is named', async () => {
    const { lines } = world();
    expect(lines.read()).toMatchObject({ state: 'stopped', sourceId: null });
    await lines.start(wish('cam-1'));
    await lines.start(wish('cam-2'));
    expect(lines.read().sourceId).toBe('cam-2');
    await lines.start(wish('cam-1', 'other'));
    expect([lines.read().sourceId, lines.newest.get().sourceId]).toEqual(['cam-1', 'cam-1']);
    await lines.forget('cam-1');
    expect(lines.read().sourceId).toBe('cam-2');
  });

  it('leave no trace of a source that is not there, and go on with the others', async () => {
    const { lines, states } = world();
    await lines.start(wish('cam-1'));
    expect(await lines.start(wish('nowhere'))).toMatchObject({ ok: false, failure: { code: 'not_found' } });
    expect([lines.read().sourceId, states()]).toEqual(['cam-1', ['cam-1 running']]);
  });

  it('fail alone: a source that does not answer is tried again while its neighbours run', async () => {
    const { lines, asked, clock, states } = world();
    await lines.start(wish('cam-1'), true);
    await lines.start(wish('cam-9'), true);
    expect(states()).toEqual(['cam-1 running', 'cam-9 failed']);
    const starts = () =>
      asked.filter(([verb]) => verb === 'start').map(([, input]) => (input as { sourceId: string }).sourceId);
    await clock.advance(10_000);
    expect(starts().filter((id) => id === 'cam-1')).toHaveLength(1);
    expect(starts().filter((id) => id === 'cam-9').length).toBeGreaterThan(1);
  });

  it('are eight at most, those included that are being started', async () => {
    const { lines } = world();
    const ids = Array.from({ length: 9 }, (_, index) => `cam-1${index}`);
    const outcomes = await Promise.all(ids.map((id) => lines.start(wish(id))));
    expect(outcomes.map(({ ok }) => ok)).toEqual([...Array(8).fill(true), false]);
    expect(outcomes.at(-1)).toMatchObject({
      failure: { code: 'wrong_state', remedy: expect.stringContaining('Stop one') },
    });
    // One that runs may be given another model all the same.
    expect((await lines.start(wish('cam-10', 'other'))).ok).toBe(true);
    await lines.stop('cam-11');
    expect((await lines.start(wish('cam-18'))).ok).toBe(true);
  });

  it('show pictures only to whom looks at them', async () => {
    const { lines, asked, looked } = world();
    await lines.start(wish('cam-1'));
    await lines.start(wish('cam-2'));
    asked.length = 0;
    looked.add('cam-2');
    lines.viewersChanged();
    lines.viewersChanged();
    await settled();
    expect(asked).toEqual([['view', { sourceId: 'cam-2', wanted: true }]]);
    looked.add('cam-3');
    await lines.start(wish('cam-3'));
    expect(asked.at(-1)).toEqual(['view', { sourceId: 'cam-3', wanted: true }]);
  });

  it('all go on when the worker is back', async () => {
    const { lines, states } = world();
    await Promise.all([lines.start(wish('cam-1')), lines.start(wish('cam-2'))]);
    lines.workerLost('was ended by SIGKILL');
    expect(states()).toEqual(['cam-1 failed', 'cam-2 failed']);
    lines.workerReady();
    await settled();
    expect(states()).toEqual(['cam-1 running', 'cam-2 running']);
  });

  it('tell what goes on after a restart, the newest last', async () => {
    const { lines } = world();
    for (const id of ['cam-1', 'cam-2', 'cam-3']) await lines.start(wish(id));
    await lines.stop('cam-2');
    await lines.start(wish('cam-1', 'other'));
    expect(lines.wishes).toEqual([wish('cam-3'), wish('cam-1', 'other')]);
    const starting = lines.start(wish('cam-4'));
    expect(lines.wishes.at(-1)).toEqual(wish('cam-4'));
    await starting;
  });

  it('tell of those that were stopped, also before the station was started last, until they are started', async () => {
    const { lines, states } = world();
    const at = { note: '', by: 'admin', at: 0 } as const;
    const body = bodyOf({ sourceId: 'cam-2', outputs: ['plc'] });
    lines.rest({ id: 'boards', version: 3, name: 'Boards', body, ...at });
    await lines.start(wish('cam-1'));
    const told = () => lines.telling().map(({ state, telling }) => [state.sourceId, state.wanted, telling.outputs]);
    expect(told()).toEqual([
      ['cam-2', false, ['plc']],
      ['cam-1', true, null],
    ]);
    expect([states(), lines.read('cam-2').recipe]).toEqual([
      ['cam-2 stopped', 'cam-1 running'],
      { id: 'boards', version: 3, name: 'Boards' },
    ]);
    expect(lines.stopped).toMatchObject([{ sourceId: 'cam-2', recipe: { id: 'boards' } }]);
    await lines.start(wish('cam-2'));
    await lines.stop('cam-1');
    expect(told()).toEqual([
      ['cam-2', true, null],
      ['cam-1', false, null],
    ]);
    expect(lines.stopped).toEqual([wish('cam-1')]);
    await lines.forget('cam-1');
    expect(told()).toEqual([['cam-2', true, null]]);
  });

  const plc = {
    id: 'plc',
    always: false,
    settings: modbusSettings.parse({ kind: 'modbus-tcp', host: 'plc', coils: {}, heard: {}, registers: {} }),
  };
  const behind = (version: number, outputs: readonly string[]): Recipe => {
    const body = bodyOf({ sourceId: 'cam-2', outputs: [...outputs] });
    return { id: 'behind', version, name: 'Behind', body, note: '', by: 'admin', at: 0 };
  };
  const gone = fail('not_found', { thing: 'Model', expected: 'a known one', remedy: 'List them.' });
  const newer = fail('model_refused', { thing: 'Model', expected: 'a card that fits', remedy: 'Import it anew.' });
  it.each([
    ['whose model is gone', gone],
    ['whose card is refused', newer],
  ])('miss one %s when the station is started again: to its PLC the others alone are no OK', async (_, failure) => {
    const { lines, models, recipes, clock, states } = world();
    const parts = { by: 'trigger', frames: 2, delayMs: 0 } as const;
    const recipe = (id: string, sourceId: string, model: string): Recipe => {
      const body = bodyOf({ sourceId, models: [model], parts, outputs: ['plc'] });
      return { id, version: 1, name: id, body, note: '', by: 'admin', at: 0 };
    };
    const [first, second] = [recipe('before', 'cam-1', 'one'), recipe('behind', 'cam-2', 'other')];
    recipes.push(first, second);
    models.set('other', failure);
    lines.rest(first);
    lines.rest(second);
    const routes = new LineRoutes();
    const told = () => {
      routes.update(lines.telling());
      return [routes.neededBy(plc), routes.troubleOf(plc)];
    };
    const [ran, failed] = await Promise.all([first, second].map((one) => lines.start(wishFor(one), true)));
    expect([ran?.ok, failed?.ok, states()]).toEqual([true, false, ['cam-1 running', 'cam-2 failed']]);
    expect(told()).toEqual([['cam-1', 'cam-2'], expect.stringContaining('The line of cam-2 is failed.')]);
    // What was going on is not forgotten, and not what somebody has stopped either.
    expect([lines.wishes.length, lines.stopped]).toEqual([2, []]);
    expect(lines.read('cam-2')).toMatchObject({ wanted: true, recipe: { id: 'behind' } });
    models.clear();
    await clock.advance(10_000);
    expect([states(), told()]).toEqual([
      ['cam-1 running', 'cam-2 running'],
      [['cam-1', 'cam-2'], ''],
    ]);
  });

  it('that cannot be planned after a restart are missing to everybody where nobody can say to whom, until they are stopped or put to other work', async () => {
    const { lines } = world();
    const lost = { ...wish('cam-2'), recipe: { id: 'behind', version: 1 } };
    await lines.start(lost, true);
    const routes = new LineRoutes();
    routes.update(lines.telling());
    expect(routes.neededBy(plc)).toEqual(['cam-2']);
    expect(await lines.start({ ...lost, recipe: { id: 'other', version: 1 } })).toMatchObject({ ok: false });
    expect(lines.wishes).toEqual([lost]);
    expect(await lines.start(wish('cam-2'))).toMatchObject({ ok: true });
    routes.update(lines.telling());
    expect([lines.wishes, routes.neededBy(plc)]).toEqual([[wish('cam-2')], []]);
  });

  it('that cannot be planned after a restart can be stopped, and are tried no more', async () => {
    const { lines, models, clock, states } = world();
    models.set('other', gone);
    await lines.start(wish('cam-2', 'other'), true);
    expect(await lines.stop('cam-2')).toMatchObject({ ok: true, value: { state: 'stopped', wanted: false } });
    models.clear();
    await clock.advance(10_000);
    expect([states(), lines.wishes, lines.stopped]).toEqual([['cam-2 stopped'], [], [wish('cam-2', 'other')]]);
  });

  it.each([
    ['names it no more', ['plc'], [], []],
    ['names it only since', [], ['plc'], ['cam-2']],
  ] as const)(
    'are missing to a PLC by the newest version of their recipe, also one that was saved while they ran and %s',
    async (_, before, since, missing) => {
      const { lines, recipes } = world();
      const first = behind(1, before);
      recipes.push(first);
      await lines.start(wishFor(first));
      const routes = new LineRoutes();
      const needed = () => {
        routes.update(lines.telling());
        return routes.neededBy(plc);
      };
      lines.recipeChanged('behind', behind(2, since).body);
      expect(needed()).toEqual(before.length === 0 ? [] : ['cam-2']);
      await lines.stop('cam-2');
      expect(needed()).toEqual(missing);
      // Nor does it forget that when it was put to other work in between.
      await lines.start(wish('cam-2'));
      await lines.start(wishFor(first));
      await lines.stop('cam-2');
      expect(needed()).toEqual(missing);
    },
  );

  it('of a recipe that was put aside stay stopped and are missing to nobody: what they did has no recipe any more', async () => {
    const { lines } = world();
    lines.rest(behind(1, ['plc']));
    lines.recipeChanged('behind', null);
    expect(lines.stopped).toEqual([wish('cam-2')]);
    const routes = new LineRoutes();
    routes.update(lines.telling());
    expect(routes.neededBy(plc)).toEqual([]);
  });

  it('go on by their own version after a restart, and are missing by the newest when they are stopped', async () => {
    const { lines, recipes, models } = world();
    const first = behind(1, ['plc']);
    recipes.push(first);
    models.set('pcb-defects', gone);
    lines.rest(first);
    lines.recipeChanged('behind', behind(2, []).body);
    await lines.start(wishFor(first), true);
    expect(lines.telling().map(({ telling }) => telling.outputs)).toEqual([['plc']]);
    await lines.stop('cam-2');
    expect(lines.telling().map(({ telling }) => telling.outputs)).toEqual([[]]);
  });

  it('are published together, at most ten times a second', async () => {
    const { lines, see, clock } = world();
    await Promise.all([lines.start(wish('cam-1')), lines.start(wish('cam-2'))]);
    await clock.advance(1_000);
    let published = 0;
    const stop = new AbortController();
    const watching = (async () => {
      for await (const _ of lines.live.watch(stop.signal)) published += 1;
    })();
    for (let frame = 0; frame < 50; frame += 1) {
      for (const id of ['cam-1', 'cam-2']) see(id);
      await clock.advance(20);
    }
    stop.abort();
    await watching;
    // What came last is published when its time has come.
    await clock.advance(200);
    expect(published).toBeGreaterThan(5);
    expect(published).toBeLessThanOrEqual(12);
    expect(lines.live.get().map(({ frames }) => frames)).toEqual([50, 50]);
  });

  it('can be watched by source, also one that is started only later', async () => {
    const { lines, clock } = world();
    const stop = new AbortController();
    const seen: string[] = [];
    const watching = (async () => {
      for await (const { sourceId, state } of lines.watch('cam-2', stop.signal)) seen.push(`${sourceId} ${state}`);
    })();
    await lines.start(wish('cam-1'));
    await lines.start(wish('cam-2'));
    await clock.advance(500);
    stop.abort();
    await watching;
    expect([seen[0], seen.at(-1)]).toEqual(['cam-2 stopped', 'cam-2 running']);
    expect(seen.some((state) => state.startsWith('cam-1'))).toBe(false);
  });
});
