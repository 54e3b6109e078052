import type { Inspection } from '../../../preload/contract/inspections.ts';

const minuteMs = 60_000;
/** Two parts tell a gap, not a pace. */
const leastParts = 3;

/** Parts a minute over the last ones. The time since the newest counts too: a line that stands still slows down while one looks. */
export function pacePerMinute(recent: readonly Pick<Inspection, 'endedAt'>[], now: number): number | null {
  const newest = recent[0];
  const oldest = recent.at(-1);
  if (newest === undefined || oldest === undefined || recent.length < leastParts) return null;
  const gaps = recent.length - 1;
  const usual = (newest.endedAt - oldest.endedAt) / gaps;
  // Up to a usual gap after the newest is no delay, but the wait for the next one.
  const late = Math.max(0, now - newest.endedAt - usual);
  const span = newest.endedAt - oldest.endedAt + late;
  return span <= 0 ? null : (gaps * minuteMs) / span;
}
