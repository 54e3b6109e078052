import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../main/store/connection.ts';
import type { RecipeBody } from '../../../preload/contract/recipes.ts';
import { bodyOf } from '../domain/recipe/fixture-recipe.ts';
import { ask, told } from './ask.ts';
import { openTestDatabase } from './open-test-database.ts';

const said = { note: 'first', by: 'supervisor', at: 100 } as const;

const save = (
  db: Connection,
  id: string,
  body: RecipeBody = bodyOf(),
  more: { madeFrom?: number; name?: string } = {},
) => ask(db, 'recipes.save', { id, name: id, body, ...said, ...more });

const names = (db: Connection): readonly string[] =>
  told(db, 'recipes.list', null).map(({ id, version }) => `${id} ${version}`);

describe('recipes in the store', () => {
  it('are kept version by version, and none of them changes again', () => {
    const { db } = openTestDatabase();
    const first = save(db, 'boards', bodyOf({ code: '4711' }));
    expect(first).toMatchObject({ ok: true, value: { id: 'boards', version: 1, ...said } });
    expect(save(db, 'boards', bodyOf({ follow: true }))).toMatchObject({ ok: true, value: { version: 2 } });
    expect(
      told(db, 'recipes.versions', { id: 'boards' }).map(({ version, body }) => [version, body.follow, body.code]),
    ).toEqual([
      [2, true, null],
      [1, false, '4711'],
    ]);
    expect(told(db, 'recipes.get', { id: 'boards' }).version).toBe(2);
    expect(told(db, 'recipes.get', { id: 'boards', version: 1 }).body).toEqual(bodyOf({ code: '4711' }));
  });

  it('are listed by name with their newest version', () => {
    const { db } = openTestDatabase();
    save(db, 'z', bodyOf(), { name: 'Alpha' });
    save(db, 'a', bodyOf(), { name: 'Zulu' });
    save(db, 'z', bodyOf({ follow: true }), { name: 'Alpha' });
    expect(names(db)).toEqual(['z 2', 'a 1']);
  });

  it('are not saved without a change', () => {
    const { db } = openTestDatabase();
    save(db, 'boards');
    expect(save(db, 'boards')).toMatchObject({ ok: false, failure: { code: 'wrong_state', expected: 'a change' } });
    expect(save(db, 'boards', bodyOf(), { name: 'Boards' })).toMatchObject({ ok: true, value: { version: 2 } });
  });

  it('are not saved over what another has changed meanwhile', () => {
    const { db } = openTestDatabase();
    save(db, 'boards', bodyOf(), { madeFrom: 0 });
    expect(save(db, 'boards', bodyOf({ follow: true }), { madeFrom: 0 })).toMatchObject({
      ok: false,
      failure: { received: 'version 1' },
    });
    expect(save(db, 'boards', bodyOf({ follow: true }), { madeFrom: 1 })).toMatchObject({ ok: true });
    const late = save(db, 'boards', bodyOf({ parts: { by: 'time', ms: 500 } }), { madeFrom: 1 });
    expect(late).toMatchObject({ ok: false, failure: { code: 'wrong_state', received: 'version 2' } });
    expect(names(db)).toEqual(['boards 2']);
  });

  it('roll back to an older version as a copy that is the newest', () => {
    const { db } = openTestDatabase();
    save(db, 'boards', bodyOf({ code: '1' }));
    save(db, 'boards', bodyOf({ code: '2' }));
    const back = told(db, 'recipes.rollback', { id: 'boards', version: 1, by: 'admin', at: 300 });
    expect(back).toMatchObject({ version: 3, note: 'As version 1.', by: 'admin', at: 300, body: { code: '1' } });
    expect(ask(db, 'recipes.rollback', { id: 'boards', version: 1, by: 'admin', at: 301 })).toMatchObject({
      ok: false,
      failure: { code: 'wrong_state' },
    });
    expect(ask(db, 'recipes.rollback', { id: 'boards', version: 9, by: 'admin', at: 301 })).toMatchObject({
      ok: false,
      failure: { code: 'not_found' },
    });
  });

  it('that are put aside are gone from the list, keep their past, and come back by rolling back', () => {
    const { db } = openTestDatabase();
    save(db, 'boards', bodyOf({ code: '1' }));
    told(db, 'recipes.archive', { id: 'boards' });
    expect(names(db)).toEqual([]);
    expect(ask(db, 'recipes.byCode', { code: '1' })).toMatchObject({ ok: false, failure: { code: 'not_found' } });
    expect(told(db, 'recipes.get', { id: 'boards', version: 1 })).toMatchObject({
      archived: true,
      body: { code: '1' },
    });
    expect(save(db, 'boards', bodyOf({ follow: true }))).toMatchObject({
      ok: false,
      failure: { received: 'one of a recipe that was put aside' },
    });
    told(db, 'recipes.rollback', { id: 'boards', version: 1, by: 'admin', at: 5 });
    expect(names(db)).toEqual(['boards 2']);
    expect(ask(db, 'recipes.archive', { id: 'nothing' })).toMatchObject({ ok: false, failure: { code: 'not_found' } });
  });

  it('are found by their code, which no two may have', () => {
    const { db } = openTestDatabase();
    save(db, 'boards', bodyOf({ code: '4711' }));
    save(db, 'bottles', bodyOf({ code: '4712' }));
    expect(told(db, 'recipes.byCode', { code: '4712' })).toMatchObject({ id: 'bottles', version: 1 });
    expect(save(db, 'bottles', bodyOf({ code: '4711' }))).toMatchObject({
      ok: false,
      failure: { received: 'the code of boards' },
    });
    save(db, 'boards', bodyOf());
    expect(save(db, 'bottles', bodyOf({ code: '4711' }))).toMatchObject({ ok: true });
    const back = ask(db, 'recipes.rollback', { id: 'boards', version: 1, by: 'admin', at: 5 });
    expect(back).toMatchObject({ ok: false, failure: { received: 'the code of bottles' } });
    expect(names(db)).toEqual(['boards 2', 'bottles 2']);
  });

  it('give what an older version did not know its default', () => {
    const { db } = openTestDatabase();
    db.raw
      .prepare('INSERT INTO recipes VALUES (?, 1, ?, ?, ?, ?, 5, 0)')
      .run('old', 'Old', '{"sourceId":"demo-line","models":["pcb-defects"]}', '', 'admin');
    expect(told(db, 'recipes.get', { id: 'old' }).body).toEqual(bodyOf());
    expect(told(db, 'recipes.get', { id: 'old' }).body.inputSizes).toEqual({});
    const sized = save(db, 'old', bodyOf({ inputSizes: { 'pcb-defects': 320 } }), { name: 'Old' });
    expect(sized).toMatchObject({ ok: true, value: { version: 2, body: { inputSizes: { 'pcb-defects': 320 } } } });
  });
});
