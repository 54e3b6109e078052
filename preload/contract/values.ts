import { z } from 'zod';

/** Wall time in milliseconds since 1970, as stored and shown. */
export const wallTime = z.number().int().nonnegative();

export const verdicts = ['pass', 'fail', 'unsure'] as const;
export const verdict = z.enum(verdicts);
export type Verdict = z.infer<typeof verdict>;

/** What rows can be asked for by: a verdict, or that there is none because the model judges nothing. */
export const shownVerdicts = [...verdicts, 'none'] as const;
export const shownVerdict = z.enum(shownVerdicts);
export type ShownVerdict = z.infer<typeof shownVerdict>;

/** A rectangle in picture pixels: origin top left, never in view pixels. */
export const box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
export type Box = z.infer<typeof box>;

/** A place in picture pixels. */
const point = z.object({ x: z.number(), y: z.number() });
export type Point = z.infer<typeof point>;

/** What marks a face, in this order; right and left are the person's own. */
export const facePointNames = ['right_eye', 'left_eye', 'nose', 'right_mouth_corner', 'left_mouth_corner'] as const;

/** In picture pixels; outside the picture where the face is cut by its edge. */
export const facePoints = z.array(point).length(facePointNames.length);

export const detection = z.object({
  label: z.string(),
  score: z.number().min(0).max(1),
  box,
  /** Where the model gives them. */
  points: facePoints.optional(),
  /** Which thing it is of those that are followed from frame to frame. */
  track: z.number().int().optional(),
  /** It lies outside the region of the recipe and counts for nothing. */
  ignored: z.literal(true).optional(),
});
export type Detection = z.infer<typeof detection>;

/** A stretch of a sound, in milliseconds from the beginning of its clip. */
export const stretch = z.object({
  label: z.string(),
  score: z.number().min(0).max(1),
  fromMs: z.number().nonnegative(),
  toMs: z.number().nonnegative(),
});
export type Stretch = z.infer<typeof stretch>;

export const modelRef = z.object({ name: z.string(), version: z.string() });
export type ModelRef = z.infer<typeof modelRef>;

export const sourceId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,47}$/, 'lower case letters, digits and dashes, 48 at most');
export type SourceId = z.infer<typeof sourceId>;

/** A file or folder of the station's machine; the command line completes it from where it is typed. */
export const filePath = z.string().min(1).meta({ format: 'path' });

/** A latency or rate over the last seconds: median and 95th percentile. */
export const spread = z.object({ p50: z.number(), p95: z.number() });
export type Spread = z.infer<typeof spread>;
