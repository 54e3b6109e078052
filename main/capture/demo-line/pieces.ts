import { letGo } from '../../domain/let-go.ts';
import type { Coverage } from './raster.ts';

/**
 * The copper that hangs together with a pixel; it is marked as seen. It lies in `found`, which has room for all pixels: lists that grow
 * to that length and are thrown away would be most of the garbage of a line.
 */
export function pieceAt(
  { width, height, values }: Coverage,
  from: number,
  seen: Uint8Array,
  found: Uint32Array,
): Uint32Array {
  let count = 0;
  const reach = (pixel: number): void => {
    if (seen[pixel] === 1 || values[pixel] === 0) return;
    seen[pixel] = 1;
    found[count] = pixel;
    count += 1;
  };
  reach(from);
  for (let at = 0; at < count; at += 1) {
    const pixel = found[at] ?? 0;
    const x = pixel % width;
    const y = (pixel - x) / width;
    if (x > 0) reach(pixel - 1);
    if (x < width - 1) reach(pixel + 1);
    if (y > 0) reach(pixel - width);
    if (y < height - 1) reach(pixel + width);
  }
  return found.subarray(0, count);
}

/** A scrap of pour smaller than this, in pixels, is dropped by every layout tool. */
const SCRAP = 900;

/** Clears what a pour leaves standing between nets that cut it up: it would look like copper that should not be there. */
export function dropScraps(pour: Coverage): Coverage {
  const { values } = pour;
  const seen = new Uint8Array(values.length);
  const found = new Uint32Array(values.length);
  for (let at = 0; at < values.length; at += 1) {
    if (values[at] === 0 || seen[at] === 1) continue;
    const pixels = pieceAt(pour, at, seen, found);
    if (pixels.length < SCRAP) for (const pixel of pixels) values[pixel] = 0;
  }
  letGo(seen, found);
  return pour;
}
