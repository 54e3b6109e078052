import type { HeatMap } from '../../preload/contract/frames.ts';

/** A place in shares of the picture. */
type Spot = readonly [x: number, y: number];
export type Segment = readonly [from: Spot, to: Spot];

/** Corners of a square of four cells: top left, top right, bottom right, bottom left. Each side joins two neighbours of that ring. */
const ring = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const;

/** Where the limit is met around the heat, as short lines; what is hot at the rim of the picture is closed there. */
export function limitContour({ columns, rows, values, limit }: HeatMap): readonly Segment[] {
  const at = (column: number, row: number): number =>
    column < 0 || row < 0 || column >= columns || row >= rows ? -1 : (values[row * columns + column] ?? 0);
  const keep = (share: number): number => Math.min(1, Math.max(0, share));
  // Values stand in the middle of their cells.
  const spot = (column: number, row: number): Spot => [keep((column + 0.5) / columns), keep((row + 0.5) / rows)];
  const segments: Segment[] = [];
  for (let row = -1; row < rows; row++) {
    for (let column = -1; column < columns; column++) {
      const heats = ring.map(([right, down]) => at(column + right, row + down));
      const met: Spot[] = [];
      for (const [side, [right, down]] of ring.entries()) {
        const from = heats[side] ?? 0;
        const to = heats[(side + 1) % 4] ?? 0;
        if (from >= limit === to >= limit) continue;
        const share = (limit - from) / (to - from);
        const next = ring[(side + 1) % 4] ?? ring[0];
        met.push(spot(column + right + (next[0] - right) * share, row + down + (next[1] - down) * share));
      }
      for (let index = 0; index + 1 < met.length; index += 2) {
        const [from, to] = [met[index], met[index + 1]];
        if (from !== undefined && to !== undefined) segments.push([from, to]);
      }
    }
  }
  return segments;
}
