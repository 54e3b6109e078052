import { FeatureSketches } from '../domain/drift/feature-sketches.ts';
import type { ClosedWindow } from './stream-windows.ts';

/** Several windows as one: a reference of many hours, or the two halves of an hour in which the station was restarted. */
export function mergeWindows(windows: readonly ClosedWindow[]): ClosedWindow | undefined {
  const [first] = windows;
  if (first === undefined) return undefined;
  const sketches = new FeatureSketches();
  for (const each of windows) sketches.merge(each.sketches);
  const all = windows.map(({ window }) => window);
  return {
    window: {
      startAt: Math.min(...all.map(({ startAt }) => startAt)),
      endAt: Math.max(...all.map(({ endAt }) => endAt)),
      latenessMs: Math.max(...all.map(({ latenessMs }) => latenessMs)),
      predictions: sketches.predictions,
      late: all.reduce((sum, { late }) => sum + late, 0),
    },
    sketches,
  };
}
