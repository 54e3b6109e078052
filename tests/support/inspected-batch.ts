import type { BatchPlan } from '../../main/store/batch-schema.ts';
import { packPredictions } from '../../main/store/packed-predictions.ts';
import type { Store } from '../../main/store/store.ts';
import type { SeenPart } from '../../main/store/verbs/batch-parts.ts';
import type { Batch } from '../../preload/contract/batch.ts';

const labels = ['open', 'short', 'spur'];
const plan: BatchPlan = {
  models: [{ name: 'pcb-defects', version: '1.1.0' }],
  recipe: null,
  judges: true,
  parts: { by: 'picture' },
  ofPeople: false,
};

/** A board that failed, unless said otherwise. */
export function seenPart(index: number, change: Partial<SeenPart> = {}): SeenPart {
  const label = labels[index % 3] ?? 'open';
  const score = 0.5 + (index % 50) / 100;
  return {
    name: `board-${index + 1}.jpg`,
    atMs: null,
    frames: 1,
    verdict: 'fail',
    reason: '',
    isBroken: false,
    inspectionId: null,
    defects: [{ label, score, frames: 1 }],
    width: 640,
    height: 640,
    detections: [{ label, score, box: { x: 200 + (index % 7) * 30, y: 180, width: 90, height: 70 } }],
    hasPicture: false,
    severity: 1 + score,
    ...change,
  };
}

/** A batch that is through, as the store holds it. */
export async function inspectedBatch(
  store: Store,
  parts: readonly SeenPart[],
  change: Partial<Pick<Batch, 'name' | 'path'>> & { readonly plan?: Partial<BatchPlan> } = {},
): Promise<Batch> {
  const names = parts.map(({ name }) => name ?? '');
  const fresh = {
    name: 'Boards of week 46',
    path: '/srv/pictures',
    ...change,
    kind: 'folder',
    plan: { ...plan, ...change.plan },
    createdAt: 1_000,
    names,
  } as const;
  const created = await store.call('batches.create', fresh);
  if (!created.ok) throw new Error(created.failure.message);
  const { id } = created.value;
  for (let from = 0; from < parts.length; from += 1_000) {
    const step = parts.slice(from, from + 1_000);
    const done = from + step.length;
    const predictions = packPredictions([]);
    const recorded = await store.call('batches.record', {
      id,
      from,
      done,
      total: parts.length,
      activeMs: 10,
      parts: step,
      inspections: [],
      predictions,
      picturesGone: [],
    });
    if (!recorded.ok) throw new Error(recorded.failure.message);
  }
  const row = await store.call('batches.turn', { id, state: 'done', note: '', from: ['waiting'], at: 2_000 });
  if (!row.ok) throw new Error(row.failure.message);
  const { plan: made, found, ...rest } = row.value;
  return {
    ...rest,
    ...made,
    ...found,
    parts: made.parts,
    models: [...made.models],
    sourceId: `batch-${id}`,
    picturesPerSecond: 0,
    secondsLeft: null,
  };
}
