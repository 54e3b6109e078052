import type { InputSizes } from '../../../preload/contract/input-sizes.ts';
import {
  type Calibration,
  type Recipe,
  type RecipeBody,
  type RecipeRule,
  recipeBody,
  recipe as recipeSchema,
} from '../../../preload/contract/recipes.ts';
import { numberIn, typedNumber } from '../../components/typed-number.ts';

type Typed<R> = {
  readonly [Key in keyof R]: Exclude<R[Key], null> extends number ? string : R[Key];
};
/** A rule as it stands in the fields: numbers are text until they are read, nothing typed is the usual value. */
export type RuleDraft = RecipeRule extends infer R ? (R extends RecipeRule ? Typed<R> : never) : never;
export type RuleKind = RecipeRule['kind'];

/** The shapes on the picture, in shares of it, as the recipe keeps them. */
export interface Drawing {
  readonly region: RecipeBody['region'];
  readonly zones: RecipeBody['zones'];
  readonly lines: RecipeBody['lines'];
  readonly calibration: (Omit<Calibration, 'mm'> & { readonly mm: string }) | null;
}

/** A recipe on its way: what was typed and drawn, whether or not it can be kept yet. */
export interface RecipeDraft extends Drawing {
  readonly name: string;
  readonly sourceId: string;
  readonly models: readonly string[];
  /** Of those that see at another size than their cards say. */
  readonly inputSizes: InputSizes;
  readonly rules: readonly RuleDraft[];
  readonly parts: {
    readonly by: RecipeBody['parts']['by'];
    readonly seconds: string;
    readonly frames: string;
    readonly delayMs: string;
  };
  readonly vote: { readonly failFrames: string; readonly sureScore: string; readonly unsureFrames: string };
  readonly follow: boolean;
  readonly outputs: readonly string[];
  readonly code: string;
}

export interface FieldFault {
  /** As the station names places in a recipe, e.g. "rules.0.score". */
  readonly path: string;
}

const perSecond = 1_000;
const usualSeconds = '2';
const usualFrames = '3';
/** Shares of a picture, to a tenth of a pixel of the largest that is. */
const finest = 5;

export const newRule: { readonly [Kind in RuleKind]: (label: string) => RuleDraft } = {
  defect: () => ({ kind: 'defect', label: null, score: '', leastAreaMm2: '', leastCount: '1', zone: null }),
  missing: (label) => ({ kind: 'missing', label, score: '', count: '1', zone: null }),
  measure: (label) => ({ kind: 'measure', label, side: 'width', score: '', leastMm: '', mostMm: '', zone: null }),
};

function draftOfRule(rule: RecipeRule): RuleDraft {
  switch (rule.kind) {
    case 'defect':
      return {
        ...rule,
        score: typedNumber(rule.score),
        leastAreaMm2: typedNumber(rule.leastAreaMm2),
        leastCount: String(rule.leastCount),
      };
    case 'missing':
      return { ...rule, score: typedNumber(rule.score), count: String(rule.count) };
    case 'measure':
      return {
        ...rule,
        score: typedNumber(rule.score),
        leastMm: typedNumber(rule.leastMm),
        mostMm: typedNumber(rule.mostMm),
      };
  }
}

export const draftOf = ({ name, body }: Pick<Recipe, 'name' | 'body'>): RecipeDraft => ({
  name,
  sourceId: body.sourceId,
  models: body.models,
  inputSizes: body.inputSizes,
  region: body.region,
  zones: body.zones,
  lines: body.lines,
  calibration: body.calibration === null ? null : { ...body.calibration, mm: typedNumber(body.calibration.mm) },
  rules: body.rules.map(draftOfRule),
  parts: {
    by: body.parts.by,
    seconds: body.parts.by === 'time' ? typedNumber(body.parts.ms / perSecond) : usualSeconds,
    frames: body.parts.by === 'trigger' ? String(body.parts.frames) : usualFrames,
    delayMs: body.parts.by === 'trigger' ? String(body.parts.delayMs) : '0',
  },
  vote: {
    failFrames: String(body.vote.failFrames),
    sureScore: typedNumber(body.vote.sureScore),
    unsureFrames: String(body.vote.unsureFrames),
  },
  follow: body.follow,
  outputs: body.outputs,
  code: body.code ?? '',
});

/** A recipe that judges as the line does without one. */
export const plainDraft = (name: string, sourceId: string, model: string, inputSizes: InputSizes = {}): RecipeDraft =>
  draftOf({ name, body: recipeBody.parse({ sourceId, models: [model], inputSizes: sizesFor([model], inputSizes) }) });

/** Without those of models that are not chosen any more. */
export const sizesFor = (models: readonly string[], sizes: InputSizes): InputSizes =>
  Object.fromEntries(Object.entries(sizes).filter(([name]) => models.includes(name)));

const orUsual = (text: string): number | null => (text.trim() === '' ? null : numberIn(text));

function rawRule(rule: RuleDraft): unknown {
  switch (rule.kind) {
    case 'defect':
      return {
        ...rule,
        score: orUsual(rule.score),
        leastAreaMm2: orUsual(rule.leastAreaMm2),
        leastCount: numberIn(rule.leastCount),
      };
    case 'missing':
      return { ...rule, score: orUsual(rule.score), count: numberIn(rule.count) };
    case 'measure':
      return { ...rule, score: orUsual(rule.score), leastMm: orUsual(rule.leastMm), mostMm: orUsual(rule.mostMm) };
  }
}

function rawParts({ by, seconds, frames, delayMs }: RecipeDraft['parts']): unknown {
  switch (by) {
    case 'source':
      return { by };
    case 'time':
      return { by, ms: Math.round(numberIn(seconds) * perSecond) };
    case 'trigger':
      return { by, frames: numberIn(frames), delayMs: numberIn(delayMs) };
  }
}

const rounded = ({ x, y }: { readonly x: number; readonly y: number }) => ({
  x: Number(x.toFixed(finest)),
  y: Number(y.toFixed(finest)),
});

function rawBody(draft: RecipeDraft): unknown {
  const { calibration, vote } = draft;
  return {
    sourceId: draft.sourceId,
    models: draft.models,
    inputSizes: draft.inputSizes,
    region: draft.region?.map(rounded) ?? null,
    zones: draft.zones.map(({ name, outline }) => ({ name, outline: outline.map(rounded) })),
    lines: draft.lines.map(({ name, from, to }) => ({ name, from: rounded(from), to: rounded(to) })),
    calibration:
      calibration === null
        ? null
        : { from: rounded(calibration.from), to: rounded(calibration.to), mm: numberIn(calibration.mm) },
    rules: draft.rules.map(rawRule),
    parts: rawParts(draft.parts),
    vote: {
      failFrames: numberIn(vote.failFrames),
      sureScore: numberIn(vote.sureScore),
      unsureFrames: numberIn(vote.unsureFrames),
    },
    follow: draft.follow,
    outputs: draft.outputs,
    code: draft.code.trim() === '' ? null : draft.code,
  };
}

export type Read =
  | { readonly body: RecipeBody; readonly name: string; readonly faults: readonly [] }
  | { readonly body: null; readonly faults: readonly FieldFault[] };

/** What the fields say, or which of them say nothing that a recipe can hold; whether it could run the station knows. */
export function readDraft(draft: RecipeDraft): Read {
  const body = recipeBody.safeParse(rawBody(draft));
  const name = recipeSchema.shape.name.safeParse(draft.name);
  if (body.success && name.success) return { body: body.data, name: name.data, faults: [] };
  const ofBody = body.error?.issues.map(({ path }) => ({ path: path.join('.') })) ?? [];
  return { body: null, faults: name.success ? ofBody : [{ path: 'name' }, ...ofBody] };
}
