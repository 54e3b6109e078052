import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { listenAgain, openNetworkNote } from '../engine/doors/http/listen-flags.ts';
import { isLoopback } from '../engine/doors/http/network-guard.ts';
import { processEnv } from '../engine/process-env.ts';
import type { WorkerKind } from '../engine/workers/launcher.ts';
import { beforeReady, type Launch } from './before-ready.ts';
import type { ChildProcess } from './electron-parts.ts';
import { EngineProcess, usualEngineLimits } from './engine-process.ts';
import { servePage } from './page-files.ts';
import { PageHost } from './page-host.ts';
import { guardSession } from './session-guards.ts';
import type { ShellParts } from './shell-parts.ts';
import { stationMenu } from './station-menu.ts';
import { stopInOrder } from './stop-in-order.ts';
import { launchWorkersFor } from './worker-launcher.ts';

const workerFiles: Readonly<Record<WorkerKind, string>> = {
  vision: 'vision-worker.js',
  speech: 'speech-worker.js',
  teach: 'teach-worker.js',
  report: 'report-worker.js',
  outputs: 'outputs-worker.js',
};

/** The station under Electron: guards first, then the engine, then the window. Settles once the page is on its way. */
export async function runShell(parts: ShellParts): Promise<void> {
  let page: PageHost | null = null;
  const launch = beforeReady(parts, () => page?.window ?? null);
  if (launch === null) return;
  await parts.app.whenReady();

  guardSession(parts.session());
  servePage(parts.protocol, rendererOf(parts), parts.readFile);
  const devTools = !parts.app.isPackaged && !launch.kiosk;
  const needs = { mac: parts.platform === 'darwin', devTools, name: 'Caracal' };
  parts.setMenu(launch.kiosk ? null : stationMenu(needs));

  const engine = startEngine(parts, launch, () => page?.newsCame());
  const ending = stopInOrder(parts.app, engine);
  page = new PageHost(parts, { kiosk: launch.kiosk, engine, devTools, ending });
  await page.load();
}

const rendererOf = ({ folder }: ShellParts): string => resolve(folder, '../renderer');

function startEngine(parts: ShellParts, { dataFolder, name, listening }: Launch, newsCame: () => void): EngineProcess {
  const { app, kill, clock, random, makeChannel } = parts;
  // The page comes over its own ports; this door is for the command line, and for other screens where it is opened to them.
  const door = {
    role: 'admin',
    rendererFolder: rendererOf(parts),
    sessionKey: randomBytes(32).toString('hex'),
  } as const;
  let address: string | null = null;
  const fork = (file: string, serviceName: string): ChildProcess =>
    parts.fork(join(parts.folder, file), [], { serviceName, stdio: 'inherit', env: processEnv(parts.env) });
  const engine = new EngineProcess({
    fork: () => fork('engine.js', 'Caracal engine'),
    start: () => ({
      kind: 'start',
      host: 'electron',
      dataFolder,
      ...(name === undefined ? {} : { name }),
      http: { ...listenAgain(address, listening), ...door },
    }),
    kill,
    clock,
    random,
    limits: usualEngineLimits,
    onProcess: (child) =>
      launchWorkersFor(child, { forkWorker: (kind) => fork(workerFiles[kind], `Caracal ${kind}`), makeChannel, kill }),
    onReady: (ready) => {
      if (ready.address === address) return;
      address = ready.address;
      const open = isLoopback(listening.listen) ? '' : openNetworkNote;
      // Its one-time link is left unsaid: the window is the first screen, and Settings makes links for others.
      for (const line of [ready.note, `Caracal runs at ${address}.`, open]) if (line !== '') parts.say(`info: ${line}`);
    },
    onNews: newsCame,
    onFinal: (failure) => {
      parts.dialog.showErrorBox('Caracal cannot start', failure.message);
      app.exit(1);
    },
    log: (level, line) => parts.say(`${level}: ${line}`),
  });
  engine.start();
  return engine;
}
