import { describe, expect, it } from 'vitest';
import { fail, type Outcome, succeed } from '../../../../main/domain/outcome.ts';
import type { LineWish } from '../../../../main/engine/line/line-plan.ts';
import { switchByCode } from '../../../../main/engine/outputs/switch-by-code.ts';
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

function world(recorded: Outcome<unknown> = succeed({ id: 1 })) {
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
    start: async (wish) => succeed(started.push(wish)),
  });
  return { switchTo, acts, started };
}

describe('a code that a PLC writes', () => {
  it('starts its recipe, and is recorded as an act of the output', async () => {
    const { switchTo, acts, started } = world();
    expect(await switchTo('17')).toMatchObject({ ok: true });
    expect(started).toMatchObject([{ sourceId: 'cam', recipe: { id: 'boards', version: 3 } }]);
    expect(acts).toMatchObject([{ role: 'service', door: 'output', act: 'recipes.switchTo', outcome: 'done' }]);
  });

  it('has failed where that cannot be recorded', async () => {
    const { switchTo, acts } = world(full);
    expect(await switchTo('17')).toMatchObject({ ok: false, failure: { code: 'disk_full' } });
    expect(acts).toHaveLength(1);
  });

  it('that no recipe has is recorded too, and told as that', async () => {
    const { switchTo, acts, started } = world();
    expect(await switchTo('18')).toMatchObject({ ok: false, failure: { code: 'not_found' } });
    expect(acts).toMatchObject([{ outcome: 'not_found' }]);
    expect(started).toEqual([]);
  });
});
