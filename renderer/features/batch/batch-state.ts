import type { BatchState } from '../../../preload/contract/batch.ts';
import type { StateShape } from '../../components/state-glyph.tsx';

export const stateShapes: Record<BatchState, StateShape> = {
  waiting: 'off',
  running: 'moving',
  paused: 'care',
  done: 'well',
  cancelled: 'off',
  failed: 'bad',
};

export const isOpen = (state: BatchState): boolean => state === 'waiting' || state === 'running';

/** 0 to 1; null where nobody knows how many pictures there are. */
export const shareDone = ({ done, total }: { readonly done: number; readonly total: number | null }): number | null =>
  total === null || total === 0 ? null : Math.min(1, done / total);
