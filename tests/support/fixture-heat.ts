import type { HeatMap } from '../../preload/contract/frames.ts';

const columns = 28;
const rows = 28;

/** One place that is unlike the good parts, wandering, over a ground that is a little uneven. */
export function fixtureHeat(sequence: number): HeatMap {
  const [x, y] = [0.62 + 0.1 * Math.sin(sequence / 25), 0.4 + 0.08 * Math.cos(sequence / 18)];
  const values = Array.from({ length: columns * rows }, (_, index) => {
    const across = ((index % columns) + 0.5) / columns;
    const down = (Math.floor(index / columns) + 0.5) / rows;
    const spot = 235 * Math.exp(-((across - x) ** 2 / 0.012 + (down - y) ** 2 / 0.02));
    const ground = 26 + 18 * Math.sin(across * 9) * Math.cos(down * 7);
    return Math.round(Math.min(255, Math.max(0, spot + ground)));
  });
  return { columns, rows, values, limit: 128 };
}
