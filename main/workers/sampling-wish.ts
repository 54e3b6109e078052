import { z } from 'zod';
import { confidenceBand } from '../../preload/contract/confidence.ts';
import { samplingSettings } from '../../preload/contract/sampling.ts';

/** Which frames or stretches of sound are kept, as it crosses to a worker. */
export const samplingWish = z.object({
  settings: samplingSettings.omit({ mostBytes: true }),
  bands: z.array(confidenceBand.nullable()).optional(),
  seed: z.number().int(),
  kept: z.array(z.number().int()),
});
