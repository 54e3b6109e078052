import { z } from 'zod';
import { roles } from './capability.ts';
import { modelName } from './model-card.ts';
import { sourceId, wallTime } from './values.ts';

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
export type Zone = z.infer<typeof zone>;

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
  z.strictObject({ by: z.literal('trigger'), frames: z.number().int().min(1).max(100) }),
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
