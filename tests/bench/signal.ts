import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OutputSettings } from '../../preload/contract/output-settings.ts';
import { mqttSettings } from '../../preload/contract/output-settings.ts';
import { outputDraft } from '../../preload/contract/outputs.ts';
import { clientOf, lineUntil, openTestEngine } from '../support/engine-station.ts';
import { fixtureInspection } from '../support/fixture-predictions.ts';
import { Broker, whyNoBroker } from '../support/outputs/broker.ts';

/** From a verdict until the other side has it, beside a demo line that runs; over a bare client's write of one value. */
const rounds = 300;
const everyMs = 90;
const kinds = ['opc-ua', 'modbus-tcp', 'mqtt'] as const;
type Kind = (typeof kinds)[number];

const next = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    const gone = (): void => reject(new Error('Expected the process to stay until the end of the bench'));
    child.once('exit', gone);
    child.once('message', (told) => {
      child.off('exit', gone);
      resolve(told as T);
    });
  });

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1] ?? Number.NaN;

const folder = mkdtempSync(join(tmpdir(), 'caracal-signal-'));
const broker = whyNoBroker === undefined ? await Broker.open(folder) : undefined;
const servers = fork(new URL('../support/bench/signal-servers.ts', import.meta.url), {
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
});
const plcs = await next<{ opcUa: OutputSettings; modbus: OutputSettings }>(servers);
const pulses = { handshake: false, pulseMs: 20 };
const settings: Partial<Record<Kind, OutputSettings>> = {
  'opc-ua': { ...plcs.opcUa, ...pulses } as OutputSettings,
  'modbus-tcp': { ...plcs.modbus, ...pulses } as OutputSettings,
};
if (broker !== undefined) {
  settings.mqtt = mqttSettings.parse({ kind: 'mqtt', url: `mqtt://127.0.0.1:${broker.port}` });
}

const opened = await openTestEngine(join(folder, 'data'));
if (!opened.ok) throw new Error(opened.failure.message);
const engine = opened.value;
const client = clientOf(engine);
await lineUntil(engine, ({ state, frames }) => state === 'running' && frames > 0);
for (const [id, one] of Object.entries(settings)) {
  await client.outputs.save({ ...outputDraft.parse({ id, name: id, settings: one, always: false }), secrets: {} });
}
/** The demo line tells nobody: a verdict of its own would wait behind a pulse of these, or these behind its own. */
const telling = { outputs: Object.keys(settings), byTrigger: false };
const used = kinds.filter((kind) => settings[kind] !== undefined);
for await (const states of await client.outputs.watch()) {
  if (used.every((kind) => states.some(({ id, state }) => id === kind && state === 'connected'))) break;
}

const bareArguments = [
  plcs.opcUa.kind === 'opc-ua' ? plcs.opcUa.url : '',
  String(plcs.modbus.kind === 'modbus-tcp' ? plcs.modbus.port : ''),
  broker === undefined ? '' : String(broker.port),
];
const bare = fork(new URL('../support/bench/bare-writes.ts', import.meta.url), bareArguments, {
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
});
await next(bare);
const bareMs: Record<Kind, number[]> = { 'opc-ua': [], 'modbus-tcp': [], mqtt: [] };
for (let round = 0; round < rounds; round += 1) {
  const { recipe: _, trouble: _none, ...inspection } = fixtureInspection(1 + (round % 20));
  const part = { ...inspection, id: 1_000_000 + round, part: round + 1 };
  engine.services.outputs.judged(part, telling);
  await sleep(everyMs);
  for (const kind of used) {
    bare.send(kind);
    bareMs[kind].push((await next<{ tookMs: number }>(bare)).tookMs);
  }
}
const states = await client.outputs.state();
const { framesPerSecond, frames } = engine.lines.read();

console.log(`demo line: ${framesPerSecond.toFixed(1)} frames/s, ${frames} frames; ${rounds} verdicts to each output`);
const results = used.map((kind) => {
  const state = states.find(({ id }) => id === kind);
  const { p50 = Number.NaN, p99 = Number.NaN } = state?.signalMs ?? {};
  const [bare50, bare99] = [percentile(bareMs[kind], 0.5), percentile(bareMs[kind], 0.99)];
  const told = `told ${state?.told}, failed ${state?.failed}, skipped ${state?.skipped}`;
  console.log(
    `${kind}: verdict to signal p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms (${told}); ` +
      `bare write p50 ${bare50.toFixed(2)} ms, p99 ${bare99.toFixed(2)} ms; ratio of p50 ${(p50 / bare50).toFixed(2)}`,
  );
  return { kind, p50, p99, bare50, bare99, ratio: p50 / bare50 };
});
await engine.close();
servers.disconnect();
bare.disconnect();
await broker?.stop();
rmSync(folder, { recursive: true, force: true });
const worst = Math.max(...results.map(({ p99 }) => p99));
console.log(`BENCH ${JSON.stringify({ name: 'signal', unit: 'ms', worstP99: worst, results })}`);
process.exit(0);
