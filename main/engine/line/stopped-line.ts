import type { LineState } from '../../../preload/contract/inspections.ts';

const nothing = { p50: 0, p95: 0 };

/** A line that has not run yet. */
export const stoppedLine: LineState = {
  state: 'stopped',
  note: '',
  wanted: false,
  sourceId: null,
  model: null,
  recipe: null,
  runsOn: '',
  startedAt: null,
  framesPerSecond: 0,
  inferMs: nothing,
  endToEndMs: nothing,
  frames: 0,
  drops: 0,
  stalls: 0,
  judges: true,
  verdict: null,
  finds: { now: {}, most: 0, frames: 0 },
  counts: { pass: 0, fail: 0, unsure: 0 },
  defectsByLabel: {},
  recent: [],
};
