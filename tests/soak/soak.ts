import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startHost } from '../support/bench/started-host.ts';
import { memoryOfTree } from './process-memory.ts';
import { openScreen } from './screen.ts';
import { floorOf, type TimedValue, trendOf } from './trend.ts';

/**
 * Runs the station with the demo line and one screen, and watches the memory of each of its processes. A process may settle
 * in for the first fifth of the time; after that it may grow by no more than this, so that a week of it would still fit.
 */
const mostGrowthPerMinute = 1;
/** Garbage collectors breathe: over a short run so much rise means nothing. */
const breathMebibytes = 12;

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
const minutes = Number(values.minutes);
if (!(minutes > 0)) throw new Error(`Expected --minutes to be a positive number, got ${values.minutes}`);

const names = ['host', 'engine', 'vision worker'];
const sampleMs = Math.max(1_000, (minutes * 60_000) / 120);

const folder = await mkdtemp(join(tmpdir(), 'caracal-soak-'));
const host = await startHost(folder);
const screen = await openScreen(host);
const samples = new Map<number, TimedValue[]>();
const startedAt = performance.now();
const minutesGone = (): number => (performance.now() - startedAt) / 60_000;

while (minutesGone() < minutes) {
  await sleep(sampleMs);
  await screen.look();
  const tree = await memoryOfTree(host.child.pid ?? 0);
  for (const { pid, mebibytes } of tree) {
    const known = samples.get(pid) ?? [];
    known.push({ at: minutesGone(), value: mebibytes });
    samples.set(pid, known);
  }
  const line = tree.map(({ mebibytes }, index) => `${names[index] ?? 'other'} ${mebibytes.toFixed(0)} MiB`);
  console.log(`${minutesGone().toFixed(1)} min: ${line.join(', ')}`);
}
const { frames, drops, framesPerSecond } = await host.line();
screen.close();
await host.stop();
await rm(folder, { recursive: true, force: true });

const reports = [...samples.values()].map((all, index) => {
  const settled = all.filter(({ at }) => at >= minutes / 5);
  const perMinute = trendOf(floorOf(settled, 8));
  const rise = (perMinute * (minutes * 4)) / 5;
  const isFlat = perMinute <= mostGrowthPerMinute || rise <= breathMebibytes;
  const [first, last] = [settled[0]?.value ?? 0, settled.at(-1)?.value ?? 0];
  return {
    process: names[index] ?? 'other',
    first: Math.round(first),
    last: Math.round(last),
    perMinute: Number(perMinute.toFixed(3)),
    isFlat,
  };
});
console.table(reports);
console.log(
  `${frames} frames at ${framesPerSecond.toFixed(1)} a second, ${drops} replaced by newer, ${screen.pictures()} pictures shown`,
);
const isFlat = reports.length === names.length && reports.every((report) => report.isFlat);
console.log(`SOAK ${JSON.stringify({ minutes, flat: isFlat, unit: 'MiB', reports })}`);
process.exitCode = isFlat ? 0 : 1;
