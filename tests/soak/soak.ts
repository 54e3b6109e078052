import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startHost } from '../support/bench/started-host.ts';
import { complaints, judgeProcess } from './judge.ts';
import { memoryOfTree, nameOfProcess } from './process-memory.ts';
import { openScreen } from './screen.ts';
import type { TimedValue } from './trend.ts';

const [flag, given, ...more] = process.argv.slice(2);
const minutes = flag === undefined ? 10 : flag === '--minutes' && more.length === 0 ? Number(given) : Number.NaN;
if (!(minutes > 0)) {
  console.error(`soak: expected --minutes and a positive number, got "${process.argv.slice(2).join(' ')}".`);
  process.exit(2);
}

/** Runs the station with the demo line and one screen, and watches the memory of each of its processes. */
const sampleMs = Math.max(1_000, (minutes * 60_000) / 120);

const folder = await mkdtemp(join(tmpdir(), 'caracal-soak-'));
const host = await startHost(folder);
// A soak that breaks off must not leave a station behind.
process.once('exit', () => host.child.kill());
const screen = await openScreen(host);
const samples = new Map<number, { readonly name: string; readonly values: TimedValue[] }>();
const startedAt = performance.now();
const minutesGone = (): number => (performance.now() - startedAt) / 60_000;

while (minutesGone() < minutes) {
  await sleep(sampleMs);
  await screen.look();
  const tree = await memoryOfTree(host.child.pid ?? 0);
  for (const { pid, command, mebibytes } of tree) {
    const known = samples.get(pid) ?? { name: nameOfProcess(command), values: [] };
    known.values.push({ at: minutesGone(), value: mebibytes });
    samples.set(pid, known);
  }
  const line = tree.map(({ command, mebibytes }) => `${nameOfProcess(command)} ${mebibytes.toFixed(0)} MiB`);
  console.log(`${minutesGone().toFixed(1)} min: ${line.join(', ')}`);
}
const { state, frames, drops, framesPerSecond } = await host.line();
screen.close();
await host.stop();
await rm(folder, { recursive: true, force: true });

const reports = [...samples.values()].map(({ name, values }) => judgeProcess(name, values, minutes));
const against = complaints(reports, { state, frames, pictures: screen.pictures() });
console.table(reports);
console.log(
  `${frames} frames at ${framesPerSecond.toFixed(1)} a second, ${drops} replaced by newer, ${screen.pictures()} pictures shown`,
);
for (const sentence of against) console.log(sentence);
console.log(`SOAK ${JSON.stringify({ minutes, flat: against.length === 0, unit: 'MiB', reports })}`);
console.log(against.length === 0 ? 'soak: passed' : 'soak: failed');
process.exitCode = against.length === 0 ? 0 : 1;
