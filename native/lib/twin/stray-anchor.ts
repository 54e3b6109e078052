import { isWithinBounds } from '../box-bounds.ts';
import type { StrayOptions } from '../boxes-options.ts';

const single = Math.fround;

/** What `StrayAnchor` in native/src does, in the same single precision. */
export function strayAnchor(
  output: Float32Array,
  labels: number,
  anchors: number,
  { scoreThreshold, ...bounds }: StrayOptions,
): number | undefined {
  const least = single(scoreThreshold);
  const at = (row: number, anchor: number): number => output[row * anchors + anchor] ?? 0;
  for (let anchor = 0; anchor < anchors; anchor += 1) {
    const x = at(0, anchor);
    const y = at(1, anchor);
    const halfWidth = single(at(2, anchor) * 0.5);
    const halfHeight = single(at(3, anchor) * 0.5);
    // Every box is looked at, thousands a frame and so without a list for each.
    const x1 = single(x - halfWidth);
    const y1 = single(y - halfHeight);
    const x2 = single(x + halfWidth);
    const y2 = single(y + halfHeight);
    if (isWithinBounds(x1, y1, x2, y2, bounds)) continue;
    for (let label = 0; label < labels; label += 1) if (at(4 + label, anchor) >= least) return anchor;
  }
  return undefined;
}
