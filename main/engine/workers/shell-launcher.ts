import type { ParentPort, ShellPort } from '../../domain/shell-port.ts';
import type { Message } from '../../workers/protocol.ts';
import { type EngineToShell, shellToEngine } from '../shell-protocol.ts';
import type { WorkerExit, WorkerLauncher, WorkerProcess } from './launcher.ts';

/** Under Electron the shell starts workers on the engine's word; a port then leads straight to each of them. */
export function createShellLauncher(shell: ParentPort): WorkerLauncher {
  const running = new Map<number, ShellWorker>();
  let next = 1;
  const tell = (message: EngineToShell): void => shell.postMessage(message);
  shell.on('message', ({ data, ports: [port] }) => {
    const told = shellToEngine.safeParse(data).data;
    if (told === undefined || told.kind === 'page') return;
    const worker = running.get(told.worker);
    if (told.kind === 'worker-exited') {
      running.delete(told.worker);
      worker?.exited({ code: told.code, signal: null });
    } else if (told.kind === 'worker-spawned') worker?.spawned(told.pid);
    else if (port !== undefined) worker?.reached(port);
  });
  return {
    launch: (program) => {
      const id = next++;
      const worker = new ShellWorker(() => tell({ kind: 'worker-kill', worker: id }));
      running.set(id, worker);
      tell({ kind: 'worker-launch', worker: id, program });
      return worker;
    },
  };
}

class ShellWorker implements WorkerProcess {
  readonly #kill: () => void;
  readonly #messages: ((message: Message) => void)[] = [];
  readonly #exits: ((exit: WorkerExit) => void)[] = [];
  /** What was sent before the port came; the calls behind it are bounded, so this is too. */
  #early: Message[] = [];
  #port: ShellPort | undefined;
  #pid: number | undefined;
  #exit: WorkerExit | undefined;

  constructor(kill: () => void) {
    this.#kill = kill;
  }

  get pid(): number | undefined {
    return this.#pid;
  }

  send(message: Message): void {
    if (this.#port === undefined) this.#early.push(message);
    else this.#port.postMessage(message);
  }

  onMessage(listener: (message: Message) => void): void {
    this.#messages.push(listener);
  }

  onExit(listener: (exit: WorkerExit) => void): void {
    if (this.#exit === undefined) this.#exits.push(listener);
    else listener(this.#exit);
  }

  end(): void {
    if (this.#port === undefined) this.#kill();
    else this.#port.close();
  }

  kill(): void {
    this.#kill();
  }

  spawned(pid: number): void {
    this.#pid = pid;
  }

  reached(port: ShellPort): void {
    this.#port = port;
    port.on('message', ({ data }) => {
      for (const listener of this.#messages) listener(data as Message);
    });
    port.start();
    for (const message of this.#early.splice(0)) port.postMessage(message);
  }

  exited(exit: WorkerExit): void {
    this.#exit = exit;
    for (const listener of this.#exits) listener(exit);
  }
}
