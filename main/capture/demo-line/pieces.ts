import type { Coverage } from './raster.ts';

/** The copper that hangs together with a pixel; it is marked as seen. */
export function pieceAt({ width, height, values }: Coverage, from: number, seen: Uint8Array): readonly number[] {
  const pixels = [from];
  seen[from] = 1;
  for (const at of pixels) {
    const x = at % width;
    const y = (at - x) / width;
    const around = [
      x > 0 ? at - 1 : at,
      x < width - 1 ? at + 1 : at,
      y > 0 ? at - width : at,
      y < height - 1 ? at + width : at,
    ];
    for (const next of around) {
      if (seen[next] === 1 || values[next] === 0) continue;
      seen[next] = 1;
      pixels.push(next);
    }
  }
  return pixels;
}

/** A scrap of pour smaller than this, in pixels, is dropped by every layout tool. */
const SCRAP = 900;

/** Clears what a pour leaves standing between nets that cut it up: it would look like copper that should not be there. */
export function dropScraps(pour: Coverage): Coverage {
  const { values } = pour;
  const seen = new Uint8Array(values.length);
  for (let at = 0; at < values.length; at += 1) {
    if (values[at] === 0 || seen[at] === 1) continue;
    const pixels = pieceAt(pour, at, seen);
    if (pixels.length < SCRAP) for (const pixel of pixels) values[pixel] = 0;
  }
  return pour;
}
