import { describe, expect, it } from 'vitest';
import { fail, type Outcome, succeed } from '../../../../main/domain/outcome.ts';
import type { LineWish } from '../../../../main/engine/line/line-plan.ts';
import { switchByCode } from '../../../../main/engine/outputs/switch-by-code.ts';
import type { SettingsDesk } from '../../../../main/engine/settings.ts';
import type { Store } from '../../../../main/store/store.ts';
import type { Recipe } from '../../../../preload/contract/recipes.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { bodyOf } from '../../domain/recipe/fixture-recipe.ts';

const full = fail('disk_full', { thing: 'The disk', expected: 'room', remedy: 'Make room.' });
const unknown = fail('not_found', { thing: 'Code', expected: 'one of a recipe', remedy: 'List the recipes.' });
const boards: Recipe = {
  id: 'boards',
  version: 3,
  name: 'Boards',
  body: bodyOf({ sourceId: 'cam', code: '17' }),
  note: '',
  by: 'admin',
  at: 0,
};

const byBoards: LineWish = { sourceId: 'cam', model: 'pcb-defects', recipe: { id: 'boards', version: 2 } };
const byBelt: LineWish = { sourceId: 'cam', model: 'pcb-defects', recipe: { id: 'belt', version: 1 } };

function world(
  recorded: Outcome<unknown> = succeed({ id: 1 }),
  over: { running?: LineWish[]; stopped?: LineWish[] } = {},
) {
  const acts: unknown[] = [];
  const started: LineWish[] = [];
  const call = async (verb: string, act: unknown) => {
    if (verb !== 'audit.append') throw new Error(`Expected an audit entry, got ${verb}`);
    acts.push(act);
    return recorded;
  };
  const switchTo = switchByCode({
    store: { call } as unknown as Pick<Store, 'call'>,
    clock: new FakeClock(),
    recipes: { byCode: async (code) => (code === '17' ? succeed(boards) : unknown) },
    settings: {
      get: (async () => ({ running: [], stopped: [], newest: byBelt, ...over })) as unknown as SettingsDesk['get'],
    },
    start: async (wish) => succeed(started.push(wish)),
  });
  return { switchTo, acts, started };
}

describe('a code that a PLC writes', () => {
  it('starts its recipe, and is recorded as an act of the output', async () => {
    const { switchTo, acts, started } = world();
    expect(await switchTo('17', 'now')).toMatchObject({ ok: true });
    expect(started).toMatchObject([{ sourceId: 'cam', recipe: { id: 'boards', version: 3 } }]);
    expect(acts).toMatchObject([{ role: 'service', door: 'output', act: 'recipes.switchTo', outcome: 'done' }]);
  });

  it('has failed where that cannot be recorded', async () => {
    const { switchTo, acts } = world(full);
    expect(await switchTo('17', 'now')).toMatchObject({ ok: false, failure: { code: 'disk_full' } });
    expect(acts).toHaveLength(1);
  });

  it('that no recipe has is recorded too, and told as that', async () => {
    const { switchTo, acts, started } = world();
    expect(await switchTo('18', 'now')).toMatchObject({ ok: false, failure: { code: 'not_found' } });
    expect(acts).toMatchObject([{ outcome: 'not_found' }]);
    expect(started).toEqual([]);
  });

  const whole = succeed({ id: 1 });
  it.each<readonly [string, { running?: LineWish[]; stopped?: LineWish[] }]>([
    ['whose line goes by its recipe, whichever version of it was started', { running: [byBoards] }],
    ['whose line somebody has stopped', { stopped: [byBelt] }],
  ])('that was found there changes nothing %s, and is no act', async (_, over) => {
    const { switchTo, acts, started } = world(whole, over);
    const isLeft = over.stopped !== undefined;
    expect(await switchTo('17', 'once')).toMatchObject({ ok: true, value: { recipe: { id: 'boards' }, isLeft } });
    expect([acts, started]).toEqual([[], []]);
    // Written just now it counts.
    expect(await switchTo('17', 'now')).toMatchObject({ ok: true });
    expect([acts.length, started.length]).toEqual([1, 1]);
  });

  it('that was asked for in vain is tried again as a whole, though its line goes by its recipe, unless somebody has stopped that', async () => {
    const { switchTo, acts, started } = world(whole, { running: [byBoards] });
    expect(await switchTo('17', 'in-vain')).toMatchObject({ ok: true });
    expect([acts.length, started.length]).toEqual([1, 1]);
    const stopped = world(whole, { stopped: [byBoards] });
    expect(await stopped.switchTo('17', 'in-vain')).toMatchObject({ ok: true, value: { isLeft: true } });
    expect([stopped.acts, stopped.started]).toEqual([[], []]);
  });

  it('that was left alone when it was found there stays so, whatever a person has put its line to since', async () => {
    const { switchTo, acts, started } = world(whole, { running: [byBelt] });
    expect(await switchTo('17', 'left')).toMatchObject({ ok: true, value: { isLeft: true } });
    expect([acts, started]).toEqual([[], []]);
  });

  it.each<readonly [string, { running?: LineWish[]; stopped?: LineWish[] }]>([
    ['never ran', {}],
    ['goes by another recipe', { running: [byBelt] }],
  ])('that was found there switches a line that %s', async (_, over) => {
    const { switchTo, started } = world(whole, over);
    await switchTo('17', 'once');
    expect(started).toHaveLength(1);
  });
});
