import type { ConfidenceBand, PromisedCell } from '../../../preload/contract/confidence.ts';

const between = (a: number, b: number): number => (a + b) / 2;

/**
 * The thresholds that keep both promises. Where good parts end below where defects begin nothing needs to be unsure: any
 * threshold between the two keeps both. A label of which no defect was reviewed is held to the strictest floor.
 */
export function promisedBand(cells: readonly PromisedCell[], ceiling: number): ConfidenceBand {
  const endsFrom = (floor: number): { low: number; high: number } => {
    if (floor < ceiling) return { low: floor, high: ceiling };
    const middle = between(floor, ceiling);
    return { low: middle, high: middle };
  };
  const common = endsFrom(Math.min(...cells.map(({ low }) => low)));
  if (cells.length === 1) return common;
  const byLabel = cells.flatMap(({ labels, low }) => labels.map((label) => [label, endsFrom(low)] as const));
  return { ...common, byLabel: Object.fromEntries(byLabel) };
}
