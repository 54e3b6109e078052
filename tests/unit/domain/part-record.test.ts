import { describe, expect, it } from 'vitest';
import { addFrame, beginPart, interruptPart, judgePart } from '../../../main/domain/part-record.ts';
import { frameVerdict, usualVote } from '../../../main/domain/verdict.ts';
import type { Detection } from '../../../preload/contract/values.ts';

const at = (label: string, score: number): Detection => ({ label, score, box: { x: 1, y: 1, width: 4, height: 4 } });
const band = { low: 0.4, high: 0.7 };

function recordOf(...frames: (readonly Detection[])[]) {
  let record = beginPart(7, 100);
  for (const [index, detections] of frames.entries()) {
    record = addFrame(record, { part: 7, wallTime: 100 + index, detections, verdict: frameVerdict(detections, band) });
  }
  return record;
}

describe('the record of a part', () => {
  it('folds its frames into a verdict and its worst score by label', () => {
    const record = recordOf(
      [at('open', 0.8), at('open', 0.75)],
      [],
      [at('open', 0.85), at('spur', 0.5)],
      [at('short', 0.2)],
    );
    expect(judgePart(record, usualVote, () => band.low)).toEqual({
      part: 7,
      startedAt: 100,
      endedAt: 103,
      frames: 4,
      verdict: 'fail',
      defects: [
        { label: 'open', score: 0.85, frames: 2 },
        { label: 'spur', score: 0.5, frames: 1 },
      ],
    });
  });

  it('passes a part without defects', () => {
    expect(judgePart(recordOf([], [], []), usualVote, () => band.low)).toMatchObject({
      verdict: 'pass',
      defects: [],
      frames: 3,
    });
  });

  it('is not failed by one frame below a band that lies higher than what is sure elsewhere', () => {
    const strict = { low: 0.5, high: 0.95 };
    const detections = [at('open', 0.93)];
    let record = beginPart(7, 100);
    for (const wallTime of [100, 101]) {
      record = addFrame(record, { part: 7, wallTime, detections, verdict: frameVerdict(detections, strict) });
    }
    expect(judgePart(record, usualVote, () => strict.low).verdict).toBe('unsure');
  });

  it('is unsure of a part that was interrupted', () => {
    expect(judgePart(interruptPart(recordOf([], [])), usualVote, () => band.low).verdict).toBe('unsure');
  });
});
