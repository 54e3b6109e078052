import { floorOf, medianOf, type TimedValue, trendOf } from './trend.ts';

/**
 * Garbage collectors breathe over minutes: so much rise means nothing. Fifteen minutes therefore see a leak of one mebibyte a
 * minute, two hours one of 0.13.
 */
const breathMebibytes = 10;
/** Over a long run so much more may come: less than a gigabyte in a month. */
const mostGrowthPerMinute = 0.02;
const stretches = 8;

export interface ProcessReport {
  readonly process: string;
  /** The middle of what was seen in the first and in the last stretch after settling in. */
  readonly first: number;
  readonly last: number;
  /** The least that it was seen with at the end: what it needs, without what waits to be collected. */
  readonly floor: number;
  /** How far the floor rose after settling in, and how far it may. */
  readonly rise: number;
  readonly mostRise: number;
  /** Mebibytes a minute over the second half alone: what has filled up by then stands still, what leaks does not. */
  readonly perMinuteLate: number;
  readonly verdict: 'flat' | 'grows' | 'came or went';
}

const settledAfter = (minutes: number): number => minutes / 5;
const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** A process may settle in for the first fifth of the time; from there its floor is watched to the end. */
export function judgeProcess(process: string, samples: readonly TimedValue[], minutes: number): ProcessReport {
  const settledAt = settledAfter(minutes);
  const settled = samples.filter(({ at }) => at >= settledAt);
  const stretch = (minutes - settledAt) / stretches;
  const floors = floorOf(settled, stretches);
  const lateFloors = floorOf(
    samples.filter(({ at }) => at >= minutes / 2),
    stretches / 2,
  );
  const rise = trendOf(floors) * (minutes - settledAt);
  const mostRise = breathMebibytes + mostGrowthPerMinute * minutes;
  const [begun, ended] = [samples[0]?.at ?? minutes, samples.at(-1)?.at ?? 0];
  // One that was replaced starts anew, which would look as flat as one that never grew.
  const isWhole = begun <= settledAt && ended >= minutes * 0.95;
  return {
    process,
    first: Math.round(medianOf(settled.filter(({ at }) => at < settledAt + stretch))),
    last: Math.round(medianOf(settled.filter(({ at }) => at >= minutes - stretch))),
    floor: Math.round(floors.at(-1)?.value ?? 0),
    rise: rounded(rise, 1),
    mostRise: rounded(mostRise, 1),
    perMinuteLate: rounded(trendOf(lateFloors), 2),
    verdict: !isWhole ? 'came or went' : rise > mostRise ? 'grows' : 'flat',
  };
}

/** How the verdict came about, in sentences that need no look into this file. */
export function reasonOf(report: ProcessReport, minutes: number): string {
  const { process, first, last, rise, mostRise, perMinuteLate, verdict } = report;
  if (verdict === 'came or went') return `${process} came or went: another of its kind may have grown unseen.`;
  const from = rounded(settledAfter(minutes), 1);
  return [
    `${process} ${verdict === 'flat' ? 'is flat' : 'grows'}.`,
    `Its middle reading was ${first} MiB from minute ${from} on, when it had settled, and ${last} MiB at the end.`,
    `Meanwhile its lowest readings rose by ${rise} MiB, where ${mostRise} are allowed:`,
    `${breathMebibytes} for how collectors breathe, and ${mostGrowthPerMinute} a minute, less than a gigabyte in a month.`,
    `In the second half they rose by ${perMinuteLate} a minute: what fills up once stands still there, a leak goes on.`,
  ].join(' ');
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
