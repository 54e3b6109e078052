import type { Prediction } from '../../../preload/contract/predictions.ts';
import type { ModelRef } from '../../../preload/contract/values.ts';
import type { HeardSpeech } from '../../workers/protocol.ts';

/** A stretch of speech as a row of the log: when and how surely somebody spoke, nothing of what was said. */
export function rowOfSpeech(heard: HeardSpeech, model: ModelRef, nowMonotonicMs: number): Omit<Prediction, 'id'> {
  const { clipId, sourceId, wallTime, durationMs, marks, score, inferMs, endedAt } = heard;
  return {
    frameId: clipId,
    sourceId,
    inspectionId: null,
    model,
    capturedAt: wallTime,
    width: 0,
    height: 0,
    detections: [],
    sound: { durationMs, marks: [...marks] },
    topScore: score,
    topLabel: marks[0]?.label ?? null,
    verdict: null,
    inferMs,
    endToEndMs: Math.max(0, nowMonotonicMs - endedAt),
  };
}
