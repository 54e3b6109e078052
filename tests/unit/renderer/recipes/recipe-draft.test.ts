import { describe, expect, it } from 'vitest';
import { type RecipeBody, recipeBody } from '../../../../preload/contract/recipes.ts';
import { modelAtSize } from '../../../../renderer/components/input-size.ts';
import { differencesOf } from '../../../../renderer/features/recipes/differences.ts';
import { keepDrafts } from '../../../../renderer/features/recipes/drafts.ts';
import { draftOf, newRule, plainDraft, readDraft } from '../../../../renderer/features/recipes/recipe-draft.ts';
import { rectangle } from '../../../../renderer/features/recipes/shapes.ts';
import { english } from '../../../../renderer/locales/words.tsx';

const full: RecipeBody = recipeBody.parse({
  sourceId: 'demo',
  models: ['pcb-defects', 'yunet'],
  inputSizes: { 'pcb-defects': 320 },
  region: rectangle({ x: 0.1, y: 0.1 }, { x: 0.9, y: 0.9 }),
  zones: [{ name: 'Pins', outline: rectangle({ x: 0.2, y: 0.2 }, { x: 0.4, y: 0.4 }) }],
  lines: [{ name: 'Out', from: { x: 0, y: 0.5 }, to: { x: 1, y: 0.5 } }],
  calibration: { from: { x: 0, y: 0 }, to: { x: 1, y: 0 }, mm: 12.5 },
  rules: [
    { kind: 'defect', label: 'open', score: 0.7, leastAreaMm2: 2, leastCount: 3, zone: 'Pins' },
    { kind: 'missing', label: 'hole', count: 4 },
    { kind: 'measure', label: 'hole', side: 'width', leastMm: 3.1, mostMm: 3.2 },
  ],
  parts: { by: 'time', ms: 2_500 },
  vote: { failFrames: 3, sureScore: 0.95, unsureFrames: 4 },
  follow: true,
  outputs: ['plc'],
  code: '4006381',
});
const draft = draftOf({ name: 'Boards', body: full });
const names = {
  source: (id: string) => id,
  model: (id: string) => id,
  modelAt: (id: string, size: number | undefined) => modelAtSize(id, size, english),
  output: (id: string) => id,
};
const differ = (after: typeof draft) => differencesOf(draft, after, names, english.recipes);

describe('a recipe in its fields', () => {
  it('is read from them as it was put in', () => {
    expect(readDraft(draft)).toEqual({ name: 'Boards', body: full, faults: [] });
  });

  it('begins as the line judges without one', () => {
    const { body } = readDraft(plainDraft('Boards', 'demo', 'pcb-defects'));
    expect(body).toEqual(recipeBody.parse({ sourceId: 'demo', models: ['pcb-defects'] }));
  });

  it('begins with the size at which the line looks now, and not with those of other models', () => {
    const begun = plainDraft('Boards', 'demo', 'pcb-defects', { 'pcb-defects': 320, yunet: 640 });
    expect(readDraft(begun).body?.inputSizes).toEqual({ 'pcb-defects': 320 });
  });

  it('names each field that says nothing a recipe can hold', () => {
    const wrong = {
      ...draft,
      name: ' ',
      models: [],
      calibration: draft.calibration && { ...draft.calibration, mm: 'twelve' },
      rules: [{ ...newRule.missing('hole'), count: '0' } as const],
      vote: { ...draft.vote, sureScore: '2' },
    };
    expect(readDraft(wrong).faults.map(({ path }) => path)).toEqual([
      'name',
      'models',
      'calibration.mm',
      'rules.0.count',
      'vote.sureScore',
    ]);
  });

  it('takes a decimal comma, and nothing typed for the usual', () => {
    const typed = { ...draft, rules: [{ ...newRule.measure('hole'), leastMm: '3,1', score: ' ' } as const] };
    expect(readDraft(typed).body?.rules).toEqual([
      { kind: 'measure', label: 'hole', side: 'width', score: null, leastMm: 3.1, mostMm: null, zone: null },
    ]);
  });
});

describe('differences between two states of a recipe', () => {
  it('are none between a recipe and itself', () => {
    expect(differ(draft)).toEqual([]);
  });

  it('tell of a model that sees at another size', () => {
    expect(differ({ ...draft, inputSizes: { yunet: 1_280 } })).toEqual([
      { what: 'Models', before: 'pcb-defects at 320 px, yunet', after: 'pcb-defects, yunet at 1,280 px' },
    ]);
  });

  it('are told in words, each rule as its sentence', () => {
    const after = {
      ...draft,
      region: null,
      lines: draft.lines.map(({ name, from, to }) => ({ name, from: to, to: from })),
      rules: draft.rules.slice(0, 2),
      code: '',
    };
    expect(differ(after)).toEqual([
      { what: 'Region', before: 'drawn, 4 corners', after: 'the whole picture' },
      { what: 'Line “Out”', before: 'there', after: 'turned round' },
      { what: 'Rule', before: 'Each hole must be between 3.1 and 3.2 mm wide.', after: 'not there' },
      { what: 'Code', before: '4006381', after: 'none' },
    ]);
  });
});

describe('drafts kept on this screen', () => {
  const memory = (): Storage => {
    const kept = new Map<string, string>();
    return {
      length: 0,
      clear: () => kept.clear(),
      key: () => null,
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    };
  };

  it('come back as they were typed, also where they cannot be saved yet', () => {
    const drafts = keepDrafts(memory());
    const typed = { ...draft, name: '', rules: [{ ...newRule.missing(''), count: 'many' } as const] };
    drafts.write({ id: 'boards', madeFrom: 3, draft: typed });
    drafts.write({ id: '', madeFrom: 0, draft });
    expect(drafts.read('boards')).toEqual({ id: 'boards', madeFrom: 3, draft: typed });
    drafts.drop('boards');
    expect(drafts.all().map(({ id }) => id)).toEqual(['']);
  });

  it('come back from before sizes were kept with none', () => {
    const storage = memory();
    const { inputSizes: _, ...before } = draft;
    storage.setItem('caracal.recipes.drafts', JSON.stringify([{ id: 'boards', madeFrom: 1, draft: before }]));
    expect(keepDrafts(storage).read('boards')?.draft).toEqual({ ...draft, inputSizes: {} });
  });

  it('pass over what is none', () => {
    const storage = memory();
    storage.setItem('caracal.recipes.drafts', '[{"id":"x"},7]');
    expect(keepDrafts(storage).all()).toEqual([]);
    storage.setItem('caracal.recipes.drafts', '{');
    expect(keepDrafts(storage).all()).toEqual([]);
  });
});
