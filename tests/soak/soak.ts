import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { mostLines } from '../../main/workers/protocol.ts';
import { startHost } from '../support/bench/started-host.ts';
import { complaints, judgeProcess, reasonOf } from './judge.ts';
import { readLines, startLines } from './lines.ts';
import { memoryOfTree, nameOfProcess } from './process-memory.ts';
import { openScreen } from './screen.ts';
import type { TimedValue } from './trend.ts';

const asked = z
  .object({
    minutes: z.coerce.number().positive().default(10),
    lines: z.coerce.number().int().min(1).max(mostLines).default(1),
  })
  .safeParse(readFlags(process.argv.slice(2)));
if (!asked.success) {
  const given = process.argv.slice(2).join(' ');
  console.error(`soak: expected --minutes and a positive number, --lines and 1 to ${mostLines}, got "${given}".`);
  process.exit(2);
}
const { minutes, lines: lineCount } = asked.data;

/** Undefined for flags that it does not know. */
function readFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { minutes: { type: 'string' }, lines: { type: 'string' } } }).values;
  } catch {
    return undefined;
  }
}

/** Runs the station with the demo line or several, each with a screen, and watches the memory of each of its processes. */
const sampleMs = Math.max(1_000, (minutes * 60_000) / 120);

const folder = await mkdtemp(join(tmpdir(), 'caracal-soak-'));
const host = await startHost(folder);
// A soak that breaks off must not leave a station behind: a signal alone would end it without its exit, a second one within it.
process.once('exit', () => host.child.kill());
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
const ids = await startLines(host, lineCount);
const screens = await Promise.all(ids.map((id) => openScreen(host, id)));
const samples = new Map<number, { readonly name: string; readonly values: TimedValue[] }>();
const startedAt = performance.now();
const minutesGone = (): number => (performance.now() - startedAt) / 60_000;

while (minutesGone() < minutes) {
  await sleep(sampleMs);
  for (const screen of screens) await screen.look();
  const tree = await memoryOfTree(host.child.pid ?? 0);
  for (const { pid, command, mebibytes } of tree) {
    const known = samples.get(pid) ?? { name: nameOfProcess(command), values: [] };
    known.values.push({ at: minutesGone(), value: mebibytes });
    samples.set(pid, known);
  }
  const line = tree.map(({ command, mebibytes }) => `${nameOfProcess(command)} ${mebibytes.toFixed(0)} MiB`);
  console.log(`${minutesGone().toFixed(1)} min: ${line.join(', ')}`);
}
const states = await readLines(host);
const soaked = screens.map(({ sourceId, pictures }) => {
  const {
    state = 'unknown',
    frames = 0,
    drops = 0,
    framesPerSecond = 0,
  } = states.find((line) => line.sourceId === sourceId) ?? {};
  return {
    name: sourceId,
    state,
    frames,
    replaced: drops,
    framesPerSecond: Number(framesPerSecond.toFixed(1)),
    pictures: pictures(),
  };
});
for (const screen of screens) screen.close();
await host.stop();
await rm(folder, { recursive: true, force: true });

const reports = [...samples.values()].map(({ name, values }) => judgeProcess(name, values, minutes));
const against = complaints(reports, soaked);
console.table(soaked);
console.table(reports);
for (const report of reports) console.log(reasonOf(report, minutes));
for (const sentence of against) console.log(sentence);
console.log(`SOAK ${JSON.stringify({ minutes, lines: lineCount, flat: against.length === 0, unit: 'MiB', reports })}`);
console.log(against.length === 0 ? 'soak: passed' : 'soak: failed');
process.exitCode = against.length === 0 ? 0 : 1;
