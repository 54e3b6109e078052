import { z } from 'zod';
import { capability, leads, mayChange, mayRead, staff } from './capability.ts';

/** Why a frame was kept: the model was unsure of it, a person overrode its verdict, or it was drawn by lot as a control. */
export const sampleReasons = ['unsure', 'overridden', 'control'] as const;
export const sampleReason = z.enum(sampleReasons);
export type SampleReason = z.infer<typeof sampleReason>;

const share = z.number().min(0).max(1);

export const samplingSettings = z.object({
  /** Off, nothing is kept of the line's frames. */
  on: z.boolean(),
  /** A detection with a score from `low` to below `high` makes its frame unsure. */
  band: z
    .object({ low: share, high: share })
    .refine(({ low, high }) => low < high, { message: 'a low end below its high end' }),
  /** Of all frames, how many are kept by lot: 0.001 is one in a thousand. */
  controlShare: share,
  perMinute: z.number().int().min(0).max(10_000),
  perHour: z.number().int().min(0).max(100_000),
  perDay: z.number().int().min(0).max(1_000_000),
  /** Samples together take at most so much of the disk. */
  mostBytes: z.number().int().min(0),
});
export type SamplingSettings = z.infer<typeof samplingSettings>;

export const usualSampling: SamplingSettings = {
  on: true,
  band: { low: 0.4, high: 0.7 },
  controlShare: 0.001,
  perMinute: 6,
  perHour: 60,
  perDay: 500,
  mostBytes: 2 * 2 ** 30,
};

const samplingState = z.object({
  settings: samplingSettings,
  samples: z.number().int(),
  usedBytes: z.number().int(),
  /** One sentence while samples cannot be kept; else empty. */
  note: z.string(),
});
export type SamplingState = z.infer<typeof samplingState>;

export const sampling = {
  get: capability
    .route({ method: 'GET', path: '/api/sampling', summary: 'Which frames are kept for labelling, and what they take' })
    .meta(mayRead(staff))
    .output(samplingState),
  set: capability
    .route({ method: 'PUT', path: '/api/sampling', summary: 'Change which frames are kept for labelling' })
    .meta(mayChange(leads))
    .input(samplingSettings)
    .output(samplingState),
};
