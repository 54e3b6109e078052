import type { DemoLineSettings } from './options.ts';

const COPPER_LUMA = 26;
const BARE_LUMA = 208;

/** The belt, on the scale of a board's picture where 0 is copper and 255 is bare board. */
export const BELT_VALUE = 104;

/** One pass of the small kernel below has a variance of half a pixel squared. */
const VARIANCE_PER_PASS = 0.5;

/** How the camera sees at one moment; in coarse steps, so that neighbouring frames can share pictures. */
export interface Exposure {
  readonly gain: number;
  readonly blurPasses: number;
}

export function exposureAt(index: number, settings: DemoLineSettings): Exposure {
  const turns = index / settings.framesPerSecond / settings.driftPeriodSeconds;
  const gain = 1 + settings.lightingDrift * Math.sin(2 * Math.PI * turns);
  const blur = settings.blurDrift * (0.5 - 0.5 * Math.cos(2 * Math.PI * turns));
  return { gain: Math.round(gain * 128) / 128, blurPasses: Math.round((blur * blur) / VARIANCE_PER_PASS) };
}

function tableFor(gain: number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, value) =>
    Math.min(255, Math.round(gain * (COPPER_LUMA + ((BARE_LUMA - COPPER_LUMA) * value) / 255))),
  );
}

export function beltLuma(gain: number): number {
  return tableFor(gain)[BELT_VALUE] ?? 0;
}

/** Blurs by (1 2 1)/4 along rows and columns; rows and columns outside repeat the border. */
function blurOnce(values: Uint8Array, width: number, height: number): void {
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    let before = values[row] ?? 0;
    for (let x = 0; x < width; x += 1) {
      const here = values[row + x] ?? 0;
      const after = x + 1 < width ? (values[row + x + 1] ?? 0) : here;
      values[row + x] = (before + 2 * here + after + 2) >> 2;
      before = here;
    }
  }
  const above = values.slice(0, width);
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    const next = y + 1 < height ? row + width : row;
    for (let x = 0; x < width; x += 1) {
      const here = values[row + x] ?? 0;
      values[row + x] = ((above[x] ?? 0) + 2 * here + (values[next + x] ?? 0) + 2) >> 2;
      above[x] = here;
    }
  }
}

/** A board's picture (0 copper, 255 bare) as the camera sees it under an exposure. */
export function exposeBoard(values: Uint8Array, width: number, height: number, exposure: Exposure): Uint8Array {
  const seen = values.slice();
  for (let pass = 0; pass < exposure.blurPasses; pass += 1) blurOnce(seen, width, height);
  const table = tableFor(exposure.gain);
  for (let i = 0; i < seen.length; i += 1) seen[i] = table[seen[i] ?? 0] ?? 0;
  return seen;
}
