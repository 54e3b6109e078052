import { z } from 'zod';
import { samplingSettings } from '../../preload/contract/sampling.ts';

/** Which frames or stretches of sound are kept, as it crosses to a worker. */
export const samplingWish = z.object({
  settings: samplingSettings.omit({ mostBytes: true }),
  seed: z.number().int(),
  kept: z.array(z.number().int()),
});
