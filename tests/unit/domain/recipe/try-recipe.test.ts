import { describe, expect, it } from 'vitest';
import { tryRecipe } from '../../../../main/domain/recipe/try-recipe.ts';
import { recipeRule } from '../../../../preload/contract/recipes.ts';
import { bodyOf, rectangle } from './fixture-recipe.ts';
import { thing } from './seen-frames.ts';

const band = { low: 0.4, high: 0.7 };
const detector = { card: { labels: ['open', 'short'], task: 'detect' }, band } as const;
const finder = { card: { labels: ['face', 'open'], task: 'find-faces' }, band } as const;
const rule = (wanted: Record<string, unknown>) => recipeRule.parse(wanted);
const frame = (...detections: ReturnType<typeof thing>[]) => ({ width: 1_000, height: 1_000, detections });

describe('a recipe tried on a frame', () => {
  it('says what the frame alone would be, and marks what lies where it does not look', () => {
    const body = bodyOf({ region: rectangle(0, 0, 0.5, 1) });
    const [inside, outside] = [thing('open', 0.9, 200), thing('short', 0.95, 800)];
    expect(tryRecipe(body, frame(inside, outside), [detector])).toEqual({
      verdict: 'fail',
      detections: [inside, { ...outside, ignored: true }],
      rules: [{ verdict: 'fail', found: 1, doubtful: 0, measuredMm: [] }],
    });
    expect(tryRecipe(body, frame(outside), [detector]).verdict).toBe('pass');
  });

  it('judges afresh what the recipe that the line goes by passes over', () => {
    const passedOver = { ...thing('open', 0.9), ignored: true as const, track: 7 };
    const tried = tryRecipe(bodyOf({ follow: true }), frame(passedOver), [detector]);
    expect(tried.verdict).toBe('fail');
    expect(tried.detections).toEqual([thing('open', 0.9)]);
  });

  it('tells each rule by itself, with what it measured', () => {
    const body = bodyOf({
      calibration: { from: { x: 0, y: 0 }, to: { x: 1, y: 0 }, mm: 100 },
      rules: [
        rule({ kind: 'missing', label: 'short', count: 2 }),
        rule({ kind: 'measure', label: 'open', side: 'width', leastMm: 3 }),
      ],
    });
    const { verdict, rules } = tryRecipe(body, frame(thing('short', 0.9), thing('open', 0.9, 500, 500, 20)), [
      detector,
    ]);
    expect(verdict).toBe('fail');
    expect(rules.map((one) => [one.verdict, one.found])).toEqual([
      ['unsure', 1],
      ['fail', 1],
    ]);
    expect(rules[1]?.measuredMm[0]).toBeCloseTo(2, 6);
  });

  it('takes a find for that of the first model that knows its label', () => {
    expect(tryRecipe(bodyOf(), frame(thing('open', 0.9)), [finder, detector]).verdict).toBe('pass');
    expect(tryRecipe(bodyOf(), frame(thing('open', 0.9)), [detector, finder]).verdict).toBe('fail');
    expect(tryRecipe(bodyOf(), frame(thing('dent', 0.9)), [detector]).detections).toEqual([]);
  });
});
