import type { Batch } from '../../../preload/contract/batch.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import type { BatchRow } from '../../store/verbs/batches.ts';

/** What is known of a batch that is worked on, beyond what is stored. */
export interface UnderWay {
  /** Looked at, and not part of a part that is stored. */
  readonly inView: number;
  readonly perSecond: number;
}

export const batchSource = (id: number): SourceId => `batch-${id}`;

/** A batch as it is told. */
export function shownBatch({ plan, found, ...row }: BatchRow, underWay?: UnderWay): Batch {
  const { models, recipe, parts, judges } = plan;
  const done = row.done + (underWay?.inView ?? 0);
  const picturesPerSecond = underWay?.perSecond ?? 0;
  const left = row.total === null ? null : Math.max(0, row.total - done);
  return {
    ...row,
    ...found,
    done,
    models: [...models],
    recipe,
    parts,
    judges,
    sourceId: batchSource(row.id),
    picturesPerSecond,
    secondsLeft: left === null || picturesPerSecond === 0 ? null : left / picturesPerSecond,
  };
}
