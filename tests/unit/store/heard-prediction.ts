import type { NewPrediction } from '../../../main/store/packed-predictions.ts';

/** A stretch of speech as the log takes it. */
export const heardPrediction: NewPrediction = {
  frameId: 'desk-1-0',
  sourceId: 'desk',
  inspectionId: null,
  model: { name: 'silero-vad', version: '6.2.0' },
  capturedAt: 1_760_000_100_000,
  width: 0,
  height: 0,
  detections: [],
  sound: { durationMs: 1_504, marks: [{ label: 'speech', score: 0.61, fromMs: 192, toMs: 1_312 }] },
  topScore: 0.61,
  topLabel: 'speech',
  verdict: null,
  inferMs: 14.5,
  endToEndMs: 330,
};
