import { describe, expect, it } from 'vitest';
import { compareRecipes } from '../../../../main/domain/recipe/compare.ts';
import { recipeRule } from '../../../../preload/contract/recipes.ts';
import { bodyOf, rectangle } from './fixture-recipe.ts';

const open = recipeRule.parse({ kind: 'defect', label: 'open', score: 0.5 });
const short = recipeRule.parse({ kind: 'defect', label: 'short' });
const left = { name: 'left', outline: rectangle(0, 0, 0.5, 1) };
const right = { name: 'right', outline: rectangle(0.5, 0, 0.5, 1) };

describe('two versions of a recipe', () => {
  it('that say the same differ in nothing, whatever the order of their keys', () => {
    const { sourceId, ...rest } = bodyOf({ rules: [open], zones: [left] });
    expect(
      compareRecipes(
        { name: 'A', body: bodyOf({ rules: [open], zones: [left] }) },
        { name: 'A', body: { ...rest, sourceId } },
      ),
    ).toEqual([]);
  });

  it('are told by the places that differ, with both values in words', () => {
    const before = { name: 'Boards', body: bodyOf({ rules: [open], code: '4711' }) };
    const after = {
      name: 'Boards, new line',
      body: bodyOf({
        rules: [{ ...open, score: 0.65 }],
        vote: { failFrames: 3, sureScore: 0.9, unsureFrames: 2 },
        region: rectangle(0, 0, 0.5, 0.333),
      }),
    };
    expect(compareRecipes(before, after)).toEqual([
      { path: 'name', what: 'changed', before: 'Boards', after: 'Boards, new line' },
      { path: 'region', what: 'added', before: '', after: '(0 %, 0 %), (50 %, 0 %), (50 %, 33.3 %), (0 %, 33.3 %)' },
      { path: 'rules.0.score', what: 'changed', before: '0.5', after: '0.65' },
      { path: 'vote.failFrames', what: 'changed', before: '2', after: '3' },
      { path: 'code', what: 'removed', before: '4711', after: '' },
    ]);
  });

  it('pair rules by what they are about, so that one put in front changes no other', () => {
    const changes = compareRecipes(
      { name: 'A', body: bodyOf({ rules: [open] }) },
      { name: 'A', body: bodyOf({ rules: [short, open] }) },
    );
    expect(changes).toEqual([
      { path: 'rules.0', what: 'added', before: '', after: 'kind defect, label short, leastCount 1' },
    ]);
  });

  it('know a zone by its name', () => {
    const moved = { ...right, outline: rectangle(0.6, 0, 0.4, 1) };
    const changes = compareRecipes(
      { name: 'A', body: bodyOf({ zones: [left, right] }) },
      { name: 'A', body: bodyOf({ zones: [moved] }) },
    );
    expect(changes.map(({ path, what }) => [path, what])).toEqual([
      ['zones.right.outline', 'changed'],
      ['zones.left', 'removed'],
    ]);
  });

  it('tell of each model whose size has changed, came or went', () => {
    const changes = compareRecipes(
      { name: 'A', body: bodyOf({ models: ['a', 'b', 'c'], inputSizes: { a: 320, b: 320 } }) },
      { name: 'A', body: bodyOf({ models: ['a', 'b', 'c'], inputSizes: { a: 480, c: 960 } }) },
    );
    expect(changes).toEqual([
      { path: 'inputSizes.a', what: 'changed', before: '320', after: '480' },
      { path: 'inputSizes.b', what: 'removed', before: '320', after: '' },
      { path: 'inputSizes.c', what: 'added', before: '', after: '960' },
    ]);
  });

  it('tell a way of making parts by all that differs in it', () => {
    const changes = compareRecipes(
      { name: 'A', body: bodyOf({ parts: { by: 'time', ms: 500 } }) },
      { name: 'A', body: bodyOf({ parts: { by: 'trigger', frames: 3, delayMs: 80 } }) },
    );
    expect(changes.map(({ path, what, before, after }) => [path, what, before, after])).toEqual([
      ['parts.by', 'changed', 'time', 'trigger'],
      ['parts.ms', 'removed', '500', ''],
      ['parts.frames', 'added', '', '3'],
      ['parts.delayMs', 'added', '', '80'],
    ]);
  });
});
