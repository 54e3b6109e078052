import { nativeStatus } from '../../native/lib/pixels.ts';
import type { Lack } from './lacks.ts';

/** Why pixels are not worked natively here; undefined where they are. */
export const whyNoAddon: Lack = nativeStatus().native
  ? undefined
  : 'the native addon, which npm test builds, does not load';
