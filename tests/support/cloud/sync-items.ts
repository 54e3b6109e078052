import { randomBytes } from 'node:crypto';
import type { SyncLabel, SyncPrediction, SyncSample } from '../../../preload/contract/sync.ts';
import { fixtureLabels, fixturePrediction } from '../fixture-predictions.ts';
import { sha256 } from './station-client.ts';

/** Rows as a station sends them, one a second up to now. */
export const syncRows = (from: number, count: number, now = Date.now()): SyncPrediction[] =>
  Array.from({ length: count }, (_, index) => {
    const { id, ...row } = fixturePrediction(from + index);
    return { ...row, localId: id, capturedAt: now - (count - index) * 1_000 };
  });

export interface Kept {
  readonly sample: SyncSample;
  readonly bytes: Uint8Array;
}

/** A kept frame with bytes of its own; the endpoint never looks into them. */
export function keptSample(localId: number, size = 2_000): Kept {
  const bytes = randomBytes(size);
  const sample: SyncSample = {
    localId,
    predictionLocalId: localId,
    sourceId: 'demo',
    model: { name: 'pcb-defects', version: '1.0.0' },
    medium: 'picture',
    sha256: sha256(bytes),
    bytes: size,
    mediaType: 'image/jpeg',
    width: 640,
    height: 480,
    durationMs: null,
    reason: 'unsure',
    preLabels: [{ label: 'open', score: 0.55, box: { x: 10, y: 10, width: 40, height: 30 } }],
    classes: [...fixtureLabels],
    capturedAt: Date.now(),
    showsPerson: false,
    consented: false,
  };
  return { sample, bytes };
}

export const syncReview = (localId: number, sampleLocalId: number, more: Partial<SyncLabel> = {}): SyncLabel => ({
  localId,
  sampleLocalId,
  decision: 'labelled',
  marks: [{ label: 'short', score: null, box: { x: 12, y: 9, width: 30, height: 20 } }],
  reviewer: 'operator',
  reviewedAt: Date.now(),
  ...more,
});
