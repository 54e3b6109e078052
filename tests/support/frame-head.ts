import type { FrameHead } from '../../preload/contract/frames.ts';

/** The head of frame `number` of a source, with nothing found in it. */
export const frameHeadOf = (sourceId: string, number: number): FrameHead => ({
  frameId: `${sourceId}-${number}`,
  sourceId,
  capturedAt: 1_767_600_000_000 + number,
  width: 640,
  height: 640,
  part: null,
  model: { name: 'pcb-defects', version: '1.0.0' },
  detections: [],
  verdict: 'pass',
  inferMs: 19.5,
  endToEndMs: 28.25,
});
