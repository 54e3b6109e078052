import { z } from 'zod';
import { capability, leads, mayChange, mayRead, roles, staff } from './capability.ts';
import { failureDetail, failures } from './failures.ts';
import { inputSizes } from './input-sizes.ts';
import { modelName } from './model-card.ts';
import { detection, sourceId, verdict, wallTime } from './values.ts';

const share = z.number().min(0).max(1);

/** A place in the picture, in shares of its width and height: it stays where it is when the camera is given another size. */
export const place = z.strictObject({ x: share, y: share });
export type Place = z.infer<typeof place>;

/** A closed outline; its last corner is joined to its first. */
export const outline = z.array(place).min(3).max(32);
export type Outline = z.infer<typeof outline>;

const shortName = z.string().trim().min(1).max(40);
const label = z.string().min(1).max(80);
const count = z.number().int().min(1).max(1_000);
const millimetres = z.number().positive().max(100_000);
const inZone = { zone: shortName.nullable().default(null) };

/** Part of the picture with a name: rules may hold in it alone, and how long something stays in it is measured. */
export const zone = z.strictObject({ name: shortName, outline });

/** What crosses it is counted, by direction. */
export const countingLine = z.strictObject({ name: shortName, from: place, to: place });
export type CountingLine = z.infer<typeof countingLine>;

export const recipeRule = z.discriminatedUnion('kind', [
  /** So many of a label, as sure and as large as this, fail the part. Without a label any will do; without a score the model's own. */
  z.strictObject({
    kind: z.literal('defect'),
    label: label.nullable().default(null),
    score: share.nullable().default(null),
    /** Of the box; needs a calibration. */
    leastAreaMm2: z.number().positive().nullable().default(null),
    leastCount: count.default(1),
    ...inZone,
  }),
  /** Fewer of a label than this fail the part. */
  z.strictObject({
    kind: z.literal('missing'),
    label,
    score: share.nullable().default(null),
    count: count.default(1),
    ...inZone,
  }),
  /** Each of a label must measure so much; needs a calibration. */
  z.strictObject({
    kind: z.literal('measure'),
    label,
    side: z.enum(['width', 'height', 'longer', 'shorter']),
    score: share.nullable().default(null),
    leastMm: millimetres.nullable().default(null),
    mostMm: millimetres.nullable().default(null),
    ...inZone,
  }),
]);
export type RecipeRule = z.infer<typeof recipeRule>;

/** Two places of the picture and how far they lie apart in the plane of the parts. */
export const calibration = z.strictObject({ from: place, to: place, mm: millimetres });
export type Calibration = z.infer<typeof calibration>;

/** What makes frames one part: the source tells, so much time, or each trigger of the line. */
export const partsBy = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('source') }),
  z.strictObject({ by: z.literal('time'), ms: z.number().int().min(100).max(600_000) }),
  z.strictObject({
    by: z.literal('trigger'),
    frames: z.number().int().min(1).max(100),
    /** How late the camera's pictures come: one that arrives sooner after the trigger may show the part before. */
    delayMs: z.number().int().min(0).max(10_000).default(0),
  }),
]);
export type PartsBy = z.infer<typeof partsBy>;

export const voteRule = z.strictObject({
  /** So many frames that fail make the part fail. */
  failFrames: z.number().int().min(1).max(100),
  /** One frame at or above this score makes it fail alone. */
  sureScore: share,
  /** So many frames that are not a pass make it unsure. */
  unsureFrames: z.number().int().min(1).max(100),
});

export const recipeId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,47}$/, 'lower case letters, digits and dashes');
export type RecipeId = z.infer<typeof recipeId>;

export const outputId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,47}$/, 'lower case letters, digits and dashes');
export type OutputId = z.infer<typeof outputId>;

/** What is inspected, how it is judged and whom the verdict is told: all that makes one product's inspection. */
export const recipeBody = z.strictObject({
  sourceId,
  /** The first one's name stands for the part; all look at each frame. */
  models: z.array(modelName).min(1).max(3),
  /** Of these the ones that see pictures at another size than their cards say: how parts are judged depends on it. */
  inputSizes: inputSizes.default({}),
  /** Only what lies in it counts; the whole picture where null. */
  region: outline.nullable().default(null),
  zones: z.array(zone).max(16).default([]),
  lines: z.array(countingLine).max(16).default([]),
  calibration: calibration.nullable().default(null),
  /** Without any, a defect of any kind above the model's own threshold fails the part. */
  rules: z.array(recipeRule).max(32).default([]),
  parts: partsBy.default({ by: 'source' }),
  vote: voteRule.default({ failFrames: 2, sureScore: 0.9, unsureFrames: 2 }),
  /** Follows things from frame to frame: needed for lines and for time in a zone. */
  follow: z.boolean().default(false),
  /** Whom each verdict is told. */
  outputs: z.array(outputId).max(8).default([]),
  /** A barcode or a number from the PLC that switches to this recipe. */
  code: z.string().trim().min(1).max(80).nullable().default(null),
});
export type RecipeBody = z.infer<typeof recipeBody>;

/** One version of a recipe; versions are never changed, a change is the next one. */
export const recipe = z.object({
  id: recipeId,
  version: z.number().int().min(1),
  name: z.string().trim().min(1).max(60),
  body: recipeBody,
  /** Why it was changed, in a person's words. */
  note: z.string().max(200),
  by: z.enum(roles),
  at: wallTime,
});
export type Recipe = z.infer<typeof recipe>;

export const recipeRef = z.object({ id: recipeId, version: z.number().int().min(1), name: z.string() });
export type RecipeRef = z.infer<typeof recipeRef>;

/** What a rule found in a part, with the figures that say why. */
export const fault = z.object({
  /** Which rule of the recipe, from nought; null for what holds without one. */
  rule: z.number().int().min(0).nullable(),
  kind: z.enum(['defect', 'missing', 'measure']),
  label: z.string(),
  zone: z.string().nullable(),
  verdict: z.enum(['fail', 'unsure']),
  /** In so many frames of the part. */
  frames: z.number().int(),
  /** The best score behind it; null where nothing was seen. */
  score: z.number().nullable(),
  /** How many there were, and how many make the fault or are asked for. */
  found: z.number().int(),
  limit: z.number().int(),
  /** Only of a measure: what it measured, the median over the part's frames, and what is allowed. */
  measuredMm: z.number().nullable(),
  leastMm: z.number().nullable(),
  mostMm: z.number().nullable(),
});
export type Fault = z.infer<typeof fault>;

/** Who is in a zone just now, and how long things stay. */
export const zoneState = z.object({
  name: z.string(),
  now: z.number().int(),
  /** How long each of those has been in, longest first. */
  staysMs: z.array(z.number()),
  /** The longest since the start. */
  longestMs: z.number(),
  /** How many came in since the start. */
  entered: z.number().int(),
});
export type ZoneState = z.infer<typeof zoneState>;

/** Looking from `from` to `to`, what goes from the left to the right goes in. */
export const lineCount = z.object({ name: z.string(), in: z.number().int(), out: z.number().int() });
export type LineCount = z.infer<typeof lineCount>;

export const recipeProblems = [
  'source_unknown',
  'source_of_sound',
  'model_unknown',
  'model_twice',
  'size_of_none',
  'size_refused',
  'label_unknown',
  'zone_unknown',
  'name_twice',
  'zero_size',
  'crosses_itself',
  'outside_region',
  'needs_calibration',
  'needs_limit',
  'limits_crossed',
  'needs_follow',
  'nothing_judges',
  'output_unknown',
  'code_taken',
] as const;

/** Why a recipe could not run as it is. */
export const recipeProblem = z.object({
  code: z.enum(recipeProblems),
  /** Where in the body, e.g. "rules.0.label". */
  path: z.string(),
  message: z.string(),
  ...failureDetail.shape,
});
export type RecipeProblem = z.infer<typeof recipeProblem>;

export const recipeChange = z.object({
  /** Where in the recipe, e.g. "rules.0.score" or "name". */
  path: z.string(),
  what: z.enum(['added', 'removed', 'changed']),
  /** As a person would write it; empty where there was or is nothing. */
  before: z.string(),
  after: z.string(),
});
export type RecipeChange = z.infer<typeof recipeChange>;

/** A frame as a line has shown it. */
const frameToTry = z.object({
  width: z.number().int().min(1).max(32_768),
  height: z.number().int().min(1).max(32_768),
  detections: z.array(detection).max(1_000),
});
export type FrameToTry = z.infer<typeof frameToTry>;

/** What a recipe says of one frame alone. */
export const recipeTried = z.object({
  verdict,
  /** Marked as ignored where the recipe does not look. */
  detections: z.array(detection),
  /** In the order of the rules; one that stands for any defect where there are none. */
  rules: z.array(
    z.object({
      verdict,
      found: z.number().int(),
      /** Not sure enough to be counted, and too sure to be passed over. */
      doubtful: z.number().int(),
      /** Only of a rule that measures. */
      measuredMm: z.array(z.number()),
    }),
  ),
});
export type RecipeTried = z.infer<typeof recipeTried>;

const version = z.coerce.number().int().min(1);
const words = { name: recipe.shape.name, note: recipe.shape.note.default('') };

export const recipes = {
  list: capability
    .route({ method: 'GET', path: '/api/recipes', summary: 'The newest version of each recipe' })
    .meta(mayRead(staff))
    .output(z.array(recipe)),
  get: capability
    .route({
      method: 'GET',
      path: '/api/recipes/{id}',
      summary: 'One recipe: its newest version, or the one asked for',
    })
    .meta(mayRead(staff))
    .errors(failures('not_found'))
    .input(z.object({ id: recipeId, version: version.optional() }))
    .output(recipe),
  versions: capability
    .route({ method: 'GET', path: '/api/recipes/{id}/versions', summary: 'All versions of a recipe, newest first' })
    .meta(mayRead(staff))
    .errors(failures('not_found'))
    .input(z.object({ id: recipeId }))
    .output(z.array(recipe)),
  compare: capability
    .route({ method: 'GET', path: '/api/recipes/{id}/compare', summary: 'What differs between two versions' })
    .meta(mayRead(staff))
    .errors(failures('not_found'))
    .input(z.object({ id: recipeId, from: version, to: version }))
    .output(z.array(recipeChange)),
  check: capability
    .route({ method: 'POST', path: '/api/recipes/check', summary: 'Why a recipe could not run; empty where it can' })
    .meta(mayRead(staff))
    /** The id is that of the recipe that is changed, whose own code is not taken by another. */
    .input(z.object({ id: recipeId.optional(), body: recipeBody }))
    .output(z.array(recipeProblem)),
  try: capability
    .route({ method: 'POST', path: '/api/recipes/try', summary: 'What a recipe would say of a frame that was seen' })
    .meta(mayRead(staff))
    .errors(failures('not_found', 'model_refused'))
    .input(z.object({ body: recipeBody, frame: frameToTry }))
    .output(recipeTried),
  save: capability
    .route({ method: 'POST', path: '/api/recipes', summary: 'Keep a recipe as its next version' })
    .meta(mayChange(leads))
    .errors(failures('wrong_state'))
    /** `madeFrom` is the version that was changed: refused where a newer one has come since. A new recipe is made from none (0). */
    .input(z.object({ id: recipeId, ...words, body: recipeBody, madeFrom: z.number().int().min(0).optional() }))
    .output(recipe),
  rollback: capability
    .route({ method: 'POST', path: '/api/recipes/{id}/rollback', summary: 'Make an older version the newest again' })
    .meta(mayChange(leads))
    .errors(failures('not_found', 'wrong_state'))
    .input(z.object({ id: recipeId, version }))
    .output(recipe),
  remove: capability
    .route({ method: 'DELETE', path: '/api/recipes/{id}', summary: 'Put a recipe aside; its versions stay' })
    .meta(mayChange(leads))
    .errors(failures('not_found', 'wrong_state'))
    .input(z.object({ id: recipeId }))
    .output(z.object({ id: recipeId })),
  /** What a barcode scanner types or the PLC writes. The line of the recipe's source changes over; the others go on. */
  switchTo: capability
    .route({ method: 'POST', path: '/api/recipes/switch', summary: 'Inspect by the recipe with this code' })
    .meta(mayChange(staff))
    .errors(failures('not_found', 'wrong_state', 'source_unreachable', 'model_refused'))
    .input(z.object({ code: z.string().trim().min(1).max(80) }))
    .output(z.object({ recipe: recipeRef, sourceId })),
};
