import { blur } from './blur.ts';
import type { DemoLineSettings } from './options.ts';

const COPPER_LUMA = 26;
const BARE_LUMA = 208;

/** The belt, on the scale of a board's picture where 0 is copper and 255 is bare board. */
export const BELT_VALUE = 104;

/** Blur changes in steps of this many square pixels. */
const BLUR_STEP = 0.5;

/** How the camera sees at one moment; in coarse steps, so that neighbouring frames can share pictures. */
export interface Exposure {
  readonly gain: number;
  /** Square of the standard deviation, in pixels. */
  readonly blurVariance: number;
}

export function exposureAt(index: number, settings: DemoLineSettings): Exposure {
  const turns = index / settings.framesPerSecond / settings.driftPeriodSeconds;
  const gain = 1 + settings.lightingDrift * Math.sin(2 * Math.PI * turns);
  const spread = settings.blurDrift * (0.5 - 0.5 * Math.cos(2 * Math.PI * turns));
  return { gain: Math.round(gain * 128) / 128, blurVariance: Math.round((spread * spread) / BLUR_STEP) * BLUR_STEP };
}

function tableFor(gain: number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, value) =>
    Math.min(255, Math.round(gain * (COPPER_LUMA + ((BARE_LUMA - COPPER_LUMA) * value) / 255))),
  );
}

export function beltLuma(gain: number): number {
  return tableFor(gain)[BELT_VALUE] ?? 0;
}

/** A board's picture (0 copper, 255 bare) as the camera sees it under an exposure. */
export function exposeBoard(values: Uint8Array, width: number, height: number, exposure: Exposure): Uint8Array {
  const seen = values.slice();
  blur(seen, width, height, exposure.blurVariance);
  const table = tableFor(exposure.gain);
  for (let i = 0; i < seen.length; i += 1) seen[i] = table[seen[i] ?? 0] ?? 0;
  return seen;
}
