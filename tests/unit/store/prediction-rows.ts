import fc from 'fast-check';
import type { Connection } from '../../../main/store/connection.ts';
import { type NewPrediction, packPredictions } from '../../../main/store/packed-predictions.ts';
import { told } from './ask.ts';

export const rowOf = (index: number, given: Partial<NewPrediction> = {}): NewPrediction => ({
  frameId: `frame-${index}`,
  sourceId: 'demo-line',
  inspectionId: null,
  model: { name: 'pcb-defects', version: '1.0.0' },
  capturedAt: 1_760_000_000_000 + index * 66,
  width: 640,
  height: 640,
  detections: [],
  topScore: null,
  topLabel: null,
  verdict: 'pass',
  inferMs: 12.5,
  endToEndMs: 20.25,
  ...given,
});

/** Rows of every kind: several sources, verdicts and labels, and times that run roughly but not strictly forward. */
export const someRow = fc
  .record({
    sourceId: fc.constantFrom('demo-line', 'camera-1', 'camera-2'),
    verdict: fc.constantFrom('pass', 'fail', 'unsure', null),
    label: fc.constantFrom(null, 'open', 'short', 'spur'),
    jitterMs: fc.integer({ min: -40_000, max: 40_000 }),
  })
  .map(({ sourceId, verdict, label, jitterMs }) => (index: number) => {
    const box = { x: 1.5, y: 2, width: 30.25, height: 4 };
    return rowOf(index, {
      sourceId,
      verdict,
      topLabel: label,
      topScore: label === null ? null : 0.75,
      detections: label === null ? [] : [{ label, score: 0.75, box }],
      capturedAt: 1_760_000_000_000 + index * 66 + jitterMs,
    });
  });

export const append = (db: Connection, rows: readonly NewPrediction[]): number =>
  told(db, 'predictions.append', packPredictions(rows)).rows;
