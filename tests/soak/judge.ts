import { floorOf, type TimedValue, trendOf } from './trend.ts';

/**
 * Garbage collectors breathe over minutes: so much rise means nothing. Ten minutes therefore see a leak of 1.5 MiB a minute,
 * two hours one of 0.15.
 */
const breathMebibytes = 12;
/** Over a long run so much more may come: less than a gigabyte in a month. */
const mostGrowthPerMinute = 0.02;
const stretches = 8;

export interface ProcessReport {
  readonly process: string;
  readonly first: number;
  readonly last: number;
  /** The least that it was seen with at the end: what it needs, without what waits to be collected. */
  readonly floor: number;
  /** How far the floor rose after settling in, and how far it may. */
  readonly rise: number;
  readonly mostRise: number;
  readonly verdict: 'flat' | 'grows' | 'came or went';
}

/** A process may settle in for the first fifth of the time; from there its floor is watched to the end. */
export function judgeProcess(process: string, samples: readonly TimedValue[], minutes: number): ProcessReport {
  const settledAt = minutes / 5;
  const settled = samples.filter(({ at }) => at >= settledAt);
  const floors = floorOf(settled, stretches);
  const rise = trendOf(floors) * (minutes - settledAt);
  const mostRise = breathMebibytes + mostGrowthPerMinute * minutes;
  const [begun, ended] = [samples[0]?.at ?? minutes, samples.at(-1)?.at ?? 0];
  // One that was replaced starts anew, which would look as flat as one that never grew.
  const isWhole = begun <= settledAt && ended >= minutes * 0.95;
  return {
    process,
    first: Math.round(settled[0]?.value ?? 0),
    last: Math.round(settled.at(-1)?.value ?? 0),
    floor: Math.round(floors.at(-1)?.value ?? 0),
    rise: Number(rise.toFixed(1)),
    mostRise: Number(mostRise.toFixed(1)),
    verdict: !isWhole ? 'came or went' : rise > mostRise ? 'grows' : 'flat',
  };
}

/** One line as it was at the end, and the pictures of it that a screen got. */
export interface SoakedLine {
  readonly name: string;
  readonly state: string;
  readonly frames: number;
  readonly pictures: number;
}

/** What speaks against the run, a sentence each; none where it passed. */
export function complaints(reports: readonly ProcessReport[], lines: readonly SoakedLine[]): readonly string[] {
  const told: string[] = reports.flatMap(({ process, verdict, rise, mostRise }) => {
    if (verdict === 'flat') return [];
    if (verdict === 'came or went') return [`${process}: expected one process from start to end, it came or went`];
    return [`${process}: expected its memory to rise by ${mostRise} MiB at most, it rose by ${rise}`];
  });
  for (const { name, state, frames, pictures } of lines) {
    if (state !== 'running') told.push(`${name}: expected it to run at the end, it is ${state}`);
    if (frames === 0) told.push(`${name}: expected frames, got none`);
    if (pictures === 0) told.push(`${name}: expected pictures on its screen, got none`);
  }
  return told;
}
