import { fork } from 'node:child_process';
import type { Message } from '../../workers/protocol.ts';
import type { WorkerExit, WorkerKind, WorkerLauncher, WorkerProcess } from './launcher.ts';

export interface ForkLauncherOptions {
  /** Entry file by kind: a .ts file when run from source, a .js file when bundled. */
  readonly entries: Readonly<Record<WorkerKind, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** Workers as children of this process, over a channel that carries typed arrays as they are. */
export function createForkLauncher(options: ForkLauncherOptions): WorkerLauncher {
  return { launch: (kind) => launch(options.entries[kind], options.env ?? {}) };
}

function launch(entry: string, env: Readonly<Record<string, string>>): WorkerProcess {
  // A worker writes its own log lines to stderr; its stdout is not a channel of ours.
  const child = fork(entry, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  let gone: WorkerExit | undefined;
  const listeners: ((exit: WorkerExit) => void)[] = [];
  const exited = (exit: WorkerExit): void => {
    if (gone !== undefined) return;
    gone = exit;
    for (const listener of listeners) listener(exit);
  };
  child.on('exit', (code, signal) => exited({ code, signal }));
  // Without a pid it never started, and no exit event will come.
  child.on('error', () => {
    if (child.pid === undefined) exited({ code: null, signal: null });
  });
  return {
    pid: child.pid,
    send: (message) => {
      // A send that loses the race against the exit is answered by the exit itself.
      if (child.connected) child.send(message, () => {});
    },
    onMessage: (listener) => void child.on('message', (message) => listener(message as Message)),
    onExit: (listener) => {
      if (gone === undefined) listeners.push(listener);
      else listener(gone);
    },
    end: () => {
      if (child.connected) child.disconnect();
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
