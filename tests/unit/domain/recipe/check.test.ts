import { describe, expect, it } from 'vitest';
import { checkRecipe } from '../../../../main/domain/recipe/check.ts';
import type { RecipeWorld } from '../../../../main/domain/recipe/problem.ts';
import {
  type RecipeBody,
  type RecipeProblem,
  recipeProblems,
  recipeRule,
} from '../../../../preload/contract/recipes.ts';
import type { Source } from '../../../../preload/contract/sources.ts';
import { bodyOf, rectangle } from './fixture-recipe.ts';

const sourceOf = (id: string, settings: Source['settings']): Source => ({
  id,
  name: id,
  settings,
  builtIn: false,
  addedAt: 0,
});
const seesAt = (strideMultiple?: number) => ({
  input: { width: 640, height: 640, ...(strideMultiple === undefined ? {} : { strideMultiple }) },
});
const world: RecipeWorld = {
  sources: [
    sourceOf('demo-line', { kind: 'camera', device: '/dev/video0' }),
    sourceOf('desk', { kind: 'microphone', device: 'default' }),
  ],
  models: [{ name: 'pcb-defects', labels: ['open', 'short'], task: 'detect', io: seesAt(32) }],
  outputs: ['plc'],
  others: [{ id: 'bottles', name: 'Bottles', body: bodyOf({ code: '4711' }) }],
};
const rule = (wanted: Record<string, unknown>) => recipeRule.parse(wanted);
const zone = { name: 'left', outline: rectangle(0, 0, 0.4, 1) };
const calibration = { from: { x: 0, y: 0 }, to: { x: 0, y: 1 }, mm: 100 };
const speaks: RecipeWorld = {
  ...world,
  models: [{ name: 'pcb-defects', labels: ['face'], task: 'find-faces', io: seesAt() }],
};

const bad: readonly (readonly [RecipeProblem['code'], string, Partial<RecipeBody>, RecipeWorld?])[] = [
  ['source_unknown', 'sourceId', { sourceId: 'nowhere' }],
  ['source_of_sound', 'sourceId', { sourceId: 'desk' }],
  ['model_unknown', 'models.1', { models: ['pcb-defects', 'gone'] }],
  ['model_twice', 'models.1', { models: ['pcb-defects', 'pcb-defects'] }],
  ['size_of_none', 'inputSizes.yunet', { inputSizes: { yunet: 320 } }],
  ['size_refused', 'inputSizes.pcb-defects', { inputSizes: { 'pcb-defects': 350 } }],
  ['label_unknown', 'rules.0.label', { rules: [rule({ kind: 'defect', label: 'dent' })] }],
  ['zone_unknown', 'rules.0.zone', { rules: [rule({ kind: 'defect', zone: 'right' })] }],
  ['name_twice', 'zones.1.name', { zones: [zone, zone] }],
  ['zero_size', 'region', { region: rectangle(0.5, 0.5, 0, 0.5) }],
  ['zero_size', 'region', { region: rectangle(0.5, 0.5, 0.005, 0.005) }],
  [
    'zero_size',
    'region',
    {
      region: [
        { x: 0.1, y: 0.1 },
        { x: 0.1, y: 0.1 },
        { x: 0.1, y: 0.1 },
      ],
    },
  ],
  ['zero_size', 'zones.0.outline', { zones: [{ name: 'thin', outline: rectangle(0, 0, 1, 0) }] }],
  [
    'zero_size',
    'lines.0',
    { follow: true, lines: [{ name: 'gate', from: { x: 0.5, y: 0.5 }, to: { x: 0.5, y: 0.5 } }] },
  ],
  ['zero_size', 'calibration', { calibration: { ...calibration, to: calibration.from } }],
  [
    'crosses_itself',
    'region',
    {
      region: [
        { x: 0, y: 0 },
        { x: 1, y: 0.9 },
        { x: 1, y: 0 },
        { x: 0, y: 1 },
      ],
    },
  ],
  ['outside_region', 'zones.0.outline', { region: rectangle(0.5, 0, 0.5, 1), zones: [zone] }],
  ['needs_calibration', 'rules.0', { rules: [rule({ kind: 'defect', leastAreaMm2: 2 })] }],
  ['needs_calibration', 'rules.0', { rules: [rule({ kind: 'measure', label: 'open', side: 'width', mostMm: 2 })] }],
  ['needs_limit', 'rules.0', { calibration, rules: [rule({ kind: 'measure', label: 'open', side: 'width' })] }],
  [
    'limits_crossed',
    'rules.0',
    { calibration, rules: [rule({ kind: 'measure', label: 'open', side: 'width', leastMm: 3, mostMm: 2 })] },
  ],
  ['needs_follow', 'follow', { lines: [{ name: 'gate', from: { x: 0, y: 0 }, to: { x: 1, y: 1 } }] }],
  ['nothing_judges', 'rules', {}, speaks],
  ['nothing_judges', 'rules', { rules: [rule({ kind: 'defect' })] }, speaks],
  ['output_unknown', 'outputs.1', { outputs: ['plc', 'horn'] }],
  ['code_taken', 'code', { code: '4711' }],
];

describe('a recipe that is checked', () => {
  const told = bad.map(([code, path, over, where = world]) => ({ code, path, over, where }));

  it.each(told)('is told of $code at $path', ({ code, path, over, where }) => {
    const problems = checkRecipe(bodyOf(over), where);
    expect(problems.map((problem) => [problem.code, problem.path])).toEqual([[code, path]]);
    const [{ thing, expected, remedy, message } = { thing: '', expected: '', remedy: '', message: '' }] = problems;
    expect(message).toContain(`${thing}: expected ${expected}`);
    expect(message.endsWith(remedy)).toBe(true);
  });

  it('each kind of problem is met here', () => {
    expect(new Set(bad.map(([code]) => code))).toEqual(new Set(recipeProblems));
  });

  it('is told of all of its problems at once', () => {
    const body = bodyOf({ sourceId: 'nowhere', code: '4711', rules: [rule({ kind: 'defect', zone: 'right' })] });
    expect(checkRecipe(body, world).map(({ code }) => code)).toEqual(['source_unknown', 'zone_unknown', 'code_taken']);
  });

  it('has none where all that it names is there', () => {
    const body = bodyOf({
      region: rectangle(0, 0, 0.6, 1),
      zones: [zone],
      lines: [{ name: 'gate', from: { x: 0, y: 0 }, to: { x: 1, y: 1 } }],
      follow: true,
      calibration,
      outputs: ['plc'],
      code: '4712',
      rules: [
        rule({ kind: 'defect', label: 'open', leastAreaMm2: 1, zone: 'left' }),
        rule({ kind: 'missing', label: 'short', count: 4 }),
        rule({ kind: 'measure', label: 'open', side: 'longer', leastMm: 2, mostMm: 2 }),
      ],
    });
    expect(checkRecipe(body, world)).toEqual([]);
    expect(checkRecipe(bodyOf({ rules: [rule({ kind: 'missing', label: 'face' })] }), speaks)).toEqual([]);
  });

  it('may let its models see at a size that they take, and at no other; of one that is not here nobody can tell', () => {
    const at = (side: number, known = world) => checkRecipe(bodyOf({ inputSizes: { 'pcb-defects': side } }), known);
    expect([at(320), at(640)]).toEqual([[], []]);
    const fixed = { ...world, models: world.models.map((model) => ({ ...model, io: seesAt() })) };
    expect(at(640, fixed)).toEqual([]);
    expect(at(320, fixed)).toMatchObject([{ code: 'size_refused', expected: '640 x 640 alone', received: '320' }]);
    expect(at(333, { ...world, models: [] }).map(({ code }) => code)).toEqual(['model_unknown']);
  });

  it('is not asked for the labels of a model that is not here', () => {
    const problems = checkRecipe(bodyOf({ models: ['gone'], rules: [rule({ kind: 'defect', label: 'dent' })] }), world);
    expect(problems.map(({ code }) => code)).toEqual(['model_unknown']);
  });

  it('may have an output while nobody can tell which there are', () => {
    expect(checkRecipe(bodyOf({ outputs: ['horn'] }), { ...world, outputs: undefined })).toEqual([]);
  });
});
