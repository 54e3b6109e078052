import type { LineState } from '../../../preload/contract/inspections.ts';
import type { SourceId } from '../../../preload/contract/values.ts';
import { type Failure, fail, type Outcome } from '../../domain/outcome.ts';

/** To whoever starts a line a file that is not the one it should be is a model that is refused. */
export const ofStart = (failed: Failure): Failure =>
  failed.code === 'hash_mismatch' ? { ...failed, code: 'model_refused' } : failed;

export const notLooking = (sourceId: SourceId, state: LineState['state']): Outcome<never> =>
  fail('wrong_state', {
    thing: `The line of ${sourceId}`,
    expected: 'one that runs',
    received: `one that is ${state}`,
    remedy: 'Start it, or look at what keeps it from running.',
  });
