import { blur } from './blur.ts';
import type { Board } from './board.ts';
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

const lumaOf = (value: number, gain: number): number =>
  Math.min(255, Math.round(gain * (COPPER_LUMA + ((BARE_LUMA - COPPER_LUMA) * value) / 255)));

export const beltLuma = (gain: number): number => lumaOf(BELT_VALUE, gain);

/** A board as the camera sees it under an exposure. */
export function exposeBoard({ width, height, copper }: Board, { gain, blurVariance }: Exposure): Uint8Array {
  const seen = new Uint8Array(copper.length);
  for (let i = 0; i < seen.length; i += 1) seen[i] = 255 - (copper[i] ?? 0);
  blur(seen, width, height, blurVariance);
  const table = Uint8Array.from({ length: 256 }, (_, value) => lumaOf(value, gain));
  for (let i = 0; i < seen.length; i += 1) seen[i] = table[seen[i] ?? 0] ?? 0;
  return seen;
}
