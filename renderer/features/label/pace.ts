/** Decisions that are looked back on. */
const most = 20;
/** After so long without one, a person has been away. */
const awayMs = 5 * 60_000;

export interface Pace {
  readonly perMinute: number;
  readonly minutesLeft: number;
}

export const remember = (times: readonly number[], at: number): readonly number[] => [...times, at].slice(-most);

/** Null until two decisions have been made at one sitting. */
export function paceOf(times: readonly number[], now: number, waiting: number): Pace | null {
  const lastBreak = times.findLastIndex((at, index) => index > 0 && at - (times[index - 1] ?? at) > awayMs);
  const sitting = times.slice(Math.max(0, lastBreak));
  const [first] = sitting;
  const last = sitting.at(-1);
  if (first === undefined || last === undefined || sitting.length < 2 || now - last > awayMs) return null;
  const perMinute = ((sitting.length - 1) * 60_000) / Math.max(1, last - first);
  return { perMinute, minutesLeft: waiting / perMinute };
}
