import { engineToShell, type ShellToEngine } from '../engine/shell-protocol.ts';
import type { WorkerKind } from '../engine/workers/launcher.ts';
import { workerChannel } from '../workers/protocol.ts';
import { type ChildProcess, type KillProcess, killHard, type MakeChannel } from './electron-parts.ts';

export interface WorkerLauncherParts {
  readonly forkWorker: (kind: WorkerKind) => ChildProcess;
  readonly makeChannel: MakeChannel;
  readonly kill: KillProcess;
}

/** Starts and ends workers on the word of one engine process, and ends them all when that engine is gone. */
export function launchWorkersFor(engine: ChildProcess, parts: WorkerLauncherParts): void {
  const running = new Map<number, ChildProcess>();
  let engineGone = false;
  const tell = (message: ShellToEngine): void => {
    if (!engineGone) engine.postMessage(message);
  };

  const launch = (worker: number, kind: WorkerKind): void => {
    const child = parts.forkWorker(kind);
    running.set(worker, child);
    const { port1: ofWorker, port2: ofEngine } = parts.makeChannel();
    child.on('spawn', () => {
      if (child.pid !== undefined) tell({ kind: 'worker-spawned', worker, pid: child.pid });
    });
    child.on('exit', (code) => {
      running.delete(worker);
      tell({ kind: 'worker-exited', worker, code });
    });
    child.postMessage(workerChannel, [ofWorker]);
    engine.postMessage({ kind: 'worker-channel', worker } satisfies ShellToEngine, [ofEngine]);
  };

  engine.on('message', (data: unknown) => {
    const asked = engineToShell.safeParse(data).data;
    if (asked === undefined) return;
    if (asked.kind === 'worker-launch') return launch(asked.worker, asked.program);
    const child = running.get(asked.worker);
    if (child !== undefined) killHard(child, parts.kill);
  });
  engine.on('exit', () => {
    engineGone = true;
    for (const child of running.values()) killHard(child, parts.kill);
  });
}
