import { setTimeout as sleep } from 'node:timers/promises';
import type { ParentPort } from '../domain/shell-port.ts';
import { sweepBuffers } from '../observe/buffer-garbage.ts';
import { openHostChannel } from './host-channel.ts';
import { describeBug, type Log } from './log.ts';
import { placesFor } from './places.ts';
import { type EngineProgram, type RunningEngine, runEngine } from './run-engine.ts';
import { createForkLauncher } from './workers/fork-launcher.ts';
import { createShellLauncher } from './workers/shell-launcher.ts';

/** The process edge of the engine: here a bug is caught once, and from here the station is told to start and to stop. */
const host: NodeJS.Process & { readonly parentPort?: ParentPort } = process;

let log: Log | undefined;

function die(error: unknown): never {
  log?.error({ bug: describeBug(error) }, 'the engine has a bug');
  if (log === undefined) process.stderr.write(`The engine stopped by a bug: ${describeBug(error)}\n`);
  process.exit(1);
}
process.on('uncaughtException', die);
process.on('unhandledRejection', die);

// Every picture for a screen passes here.
sweepBuffers();
const places = placesFor(import.meta.url);
const channel = openHostChannel(host);
const program: EngineProgram = {
  channel,
  places,
  launcher: host.parentPort ? createShellLauncher(host.parentPort) : createForkLauncher({ entries: places.workers }),
  modelsFrom: process.env.CARACAL_MODELS_FROM,
  broken: die,
};

let running: Promise<RunningEngine | undefined> | undefined;
let isEnding = false;

/** A refusal has been told to the host already: this process has nothing left to do. */
async function end(): Promise<void> {
  const engine = await running;
  await engine?.close();
  // Words to the host may still be on their way.
  await sleep(50);
  process.exit(engine === undefined && running !== undefined ? 1 : 0);
}
const endOnce = (): void => {
  if (!isEnding) void end();
  isEnding = true;
};

channel.onMessage((message) => {
  if (message.kind === 'stop') endOnce();
  else if (running === undefined) {
    running = runEngine(program, message).then((outcome) => (outcome.ok ? outcome.value : undefined));
    void running.then((engine) => {
      log = engine?.log;
      if (engine === undefined) endOnce();
    });
  }
});
channel.onClose(endOnce);
process.on('SIGTERM', endOnce);
// Ctrl-C in a terminal reaches every process of it; the host decides what it means and tells this one.
process.on('SIGINT', () => undefined);

if (host.parentPort === undefined && process.send === undefined) {
  process.stderr.write('The engine is started by a host, not by hand: run "npm start".\n');
  process.exit(2);
}
