import type { ListenState } from '../../../preload/contract/listen.ts';

export interface HeardMoment {
  readonly at: number;
  readonly rmsDb: number;
  readonly peakDb: number;
  readonly speaking: boolean;
}

export const shownMs = 30_000;
/** What is softer than this is as good as silence on screen. */
const floorDb = -60;

/** Of a bar's height: 0 is silence, 1 the loudest that can be. */
export const shareOf = (db: number): number => Math.min(1, Math.max(0, (db - floorDb) / -floorDb));

/** The last half minute, with the newest moment; a station that was away or stopped leaves a gap. */
export function remembered(moments: readonly HeardMoment[], state: ListenState, at: number): readonly HeardMoment[] {
  const kept = moments.filter((moment) => at - moment.at < shownMs);
  if (state.state !== 'running') return kept;
  const { rmsDb, peakDb } = state.level;
  return [...kept, { at, rmsDb, peakDb, speaking: state.speaking }];
}
