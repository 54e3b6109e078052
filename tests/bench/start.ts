import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { inferenceThreads } from '../../main/engine/open-vision.ts';
import { isBundled, startHost } from '../support/bench/started-host.ts';
import { sourcePlaces } from '../support/engine-station.ts';

/** From the start of the host's process on a fresh data folder to the first verdict on a frame, over a bare first run. */
interface StartBench {
  readonly name: 'start';
  readonly ratio: number;
  readonly ours: number;
  readonly peer: number;
  readonly unit: 'ms';
  readonly bundled: boolean;
}

const rounds = 5;
const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1] ?? Number.NaN;

async function ours(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'caracal-bench-'));
  const startedAt = performance.now();
  const host = await startHost(folder);
  const answeredMs = performance.now() - startedAt;
  while ((await host.line()).frames === 0) await sleep(20);
  const firstVerdictMs = performance.now() - startedAt;
  await host.stop();
  await rm(folder, { recursive: true, force: true });
  console.log(
    `ours: doors open after ${answeredMs.toFixed(0)} ms, first verdict after ${firstVerdictMs.toFixed(0)} ms`,
  );
  return firstVerdictMs;
}

async function peer(): Promise<number> {
  const entry = fileURLToPath(new URL('../support/bench/bare-start.ts', import.meta.url));
  const folder = join(sourcePlaces.models, 'pcb-defects');
  const startedAt = performance.now();
  const child = spawn(process.execPath, [entry, folder, String(inferenceThreads())], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  await once(child.stdout, 'data');
  const tookMs = performance.now() - startedAt;
  await exit;
  console.log(`a bare process: first run after ${tookMs.toFixed(0)} ms`);
  return tookMs;
}

const all = { ours: [] as number[], peer: [] as number[] };
for (let round = 0; round < rounds; round += 1) {
  all.ours.push(await ours());
  all.peer.push(await peer());
}
const bench: StartBench = {
  name: 'start',
  ratio: Number((median(all.ours) / median(all.peer)).toFixed(2)),
  ours: Math.round(median(all.ours)),
  peer: Math.round(median(all.peer)),
  unit: 'ms',
  bundled: isBundled,
};
console.log(`BENCH ${JSON.stringify(bench)}`);
