import type { Inspection } from '../../preload/contract/inspections.ts';
import type { Prediction, PredictionFilter } from '../../preload/contract/predictions.ts';
import type { Detection, Verdict } from '../../preload/contract/values.ts';

export const fixtureLabels = ['open', 'short', 'mousebite', 'spur', 'copper', 'pin-hole'] as const;
export const fixtureModel = { name: 'pcb-defects', version: '1.0.0' };
/** 2026-01-05 08:00 UTC: the first row of the history; one row every 66 ms from there on. */
const historyStart = 1_767_600_000_000;

/** A whole number from 0 up to, not including, `range`: the same one for the same seed. */
export function scatter(seed: number, range: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) % range;
}

export function fixtureDetections(id: number): readonly Detection[] {
  if (scatter(id, 5) > 1) return [];
  return Array.from({ length: 1 + scatter(id + 7, 3) }, (_, index) => ({
    label: fixtureLabels[scatter(id * 3 + index, fixtureLabels.length)] ?? 'open',
    score: 0.35 + scatter(id * 5 + index, 64) / 100,
    box: { x: scatter(id + index, 520), y: scatter(id * 2 + index, 520), width: 24, height: 18 + scatter(id, 30) },
  }));
}

export const verdictOf = (detections: readonly Detection[]): Verdict => {
  const top = Math.max(0, ...detections.map(({ score }) => score));
  if (top === 0) return 'pass';
  return top < 0.5 ? 'unsure' : 'fail';
};

/** Row `id` of a history that is computed rather than stored, so that it may be of any length. */
export function fixturePrediction(id: number): Prediction {
  const detections = [...fixtureDetections(id)];
  const top = detections.toSorted((a, b) => b.score - a.score)[0];
  return {
    id,
    frameId: `demo-${id}`,
    sourceId: 'demo',
    inspectionId: Math.ceil(id / 12),
    model: fixtureModel,
    capturedAt: historyStart + id * 66,
    width: 640,
    height: 640,
    detections,
    topScore: top?.score ?? null,
    topLabel: top?.label ?? null,
    verdict: verdictOf(detections),
    inferMs: 18 + scatter(id, 60) / 10,
    endToEndMs: 27 + scatter(id, 90) / 10,
  };
}

export function fixtureInspection(id: number): Inspection {
  const frames = Array.from({ length: 12 }, (_, index) => fixturePrediction((id - 1) * 12 + index + 1));
  const worst = new Map<string, { label: string; score: number; frames: number }>();
  for (const { label, score } of frames.flatMap(({ detections }) => detections)) {
    const known = worst.get(label) ?? { label, score: 0, frames: 0 };
    worst.set(label, { label, score: Math.max(known.score, score), frames: known.frames + 1 });
  }
  return {
    id,
    sourceId: 'demo',
    model: fixtureModel,
    part: id,
    startedAt: frames[0]?.capturedAt ?? historyStart,
    endedAt: frames.at(-1)?.capturedAt ?? historyStart,
    frames: frames.length,
    verdict: id % 4 === 0 ? 'fail' : id % 11 === 0 ? 'unsure' : 'pass',
    defects: id % 4 === 0 ? [...worst.values()].toSorted((a, b) => b.score - a.score) : [],
  };
}

export const matches = (row: Prediction, filter: PredictionFilter): boolean =>
  (filter.sourceId === undefined || row.sourceId === filter.sourceId) &&
  (filter.verdict === undefined || (row.verdict ?? 'none') === filter.verdict) &&
  (filter.label === undefined || row.detections.some(({ label }) => label === filter.label)) &&
  (filter.since === undefined || row.capturedAt >= filter.since) &&
  (filter.until === undefined || row.capturedAt <= filter.until);

/** Up to `limit` matching rows from `from` on, stepping by `step`, within the history. */
export function scan(filter: PredictionFilter, from: number, step: 1 | -1, limit: number, rows: number): Prediction[] {
  const found: Prediction[] = [];
  for (let id = from; id >= 1 && id <= rows && found.length < limit; id += step) {
    const row = fixturePrediction(id);
    if (matches(row, filter)) found.push(row);
  }
  return found;
}
