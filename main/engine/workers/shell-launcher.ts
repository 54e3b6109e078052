import type { ParentPort, ShellPort } from '../../domain/shell-port.ts';
import type { Message, Taken } from '../../workers/protocol.ts';
import { type EngineToShell, shellToEngine } from '../shell-protocol.ts';
import type { WorkerExit, WorkerKind, WorkerLauncher, WorkerProcess } from './launcher.ts';

/** Sent before the channel is there, e.g. the first ping: more than a start ever needs, and bounded. */
const maxWaiting = 256;

/** Workers that the shell starts on the engine's word; messages go straight between engine and worker. */
export function createShellLauncher(parentPort: ParentPort): WorkerLauncher {
  const running = new Map<number, ShellWorker>();
  const tell = (message: EngineToShell): void => parentPort.postMessage(message);
  let next = 1;

  parentPort.on('message', ({ data, ports }) => {
    const told = shellToEngine.safeParse(data).data;
    if (told === undefined || told.kind === 'page') return;
    const worker = running.get(told.worker);
    if (worker === undefined) return;
    if (told.kind === 'worker-channel' && ports[0] !== undefined) worker.connected(ports[0]);
    if (told.kind === 'worker-spawned') worker.spawned(told.pid);
    if (told.kind === 'worker-exited') {
      running.delete(told.worker);
      worker.exited({ code: told.code, signal: null });
    }
  });

  const launch = (program: WorkerKind): WorkerProcess => {
    const id = next++;
    const worker = new ShellWorker(() => tell({ kind: 'worker-kill', worker: id }));
    running.set(id, worker);
    tell({ kind: 'worker-launch', worker: id, program });
    return worker;
  };
  return { launch };
}

class ShellWorker implements WorkerProcess {
  readonly #kill: () => void;
  readonly #messages: ((message: Message) => void)[] = [];
  readonly #exits: ((exit: WorkerExit) => void)[] = [];
  #waiting: Message[] = [];
  #port: ShellPort | undefined;
  #pid: number | undefined;
  #gone: WorkerExit | undefined;
  #ended = false;

  constructor(kill: () => void) {
    this.#kill = kill;
  }

  get pid(): number | undefined {
    return this.#pid;
  }

  connected(port: ShellPort): void {
    // Told to leave before it was there: a closed channel is all that it needs to know.
    if (this.#ended || this.#gone !== undefined) {
      port.close();
      return;
    }
    this.#port = port;
    port.on('message', ({ data }) => {
      port.postMessage({ kind: 'taken', count: 1 } satisfies Taken);
      for (const listener of this.#messages) listener(data as Message);
    });
    port.start();
    for (const message of this.#waiting) port.postMessage(message);
    this.#waiting = [];
  }

  spawned(pid: number): void {
    this.#pid = pid;
  }

  exited(exit: WorkerExit): void {
    if (this.#gone !== undefined) return;
    this.#gone = exit;
    this.#waiting = [];
    this.#port?.close();
    for (const listener of this.#exits) listener(exit);
  }

  send(message: Message): void {
    if (this.#ended || this.#gone !== undefined) return;
    if (this.#port !== undefined) this.#port.postMessage(message);
    // What does not fit is answered by its deadline: a worker that never connects answers nothing else either.
    else if (this.#waiting.length < maxWaiting) this.#waiting.push(message);
  }

  onMessage(listener: (message: Message) => void): void {
    this.#messages.push(listener);
  }

  onExit(listener: (exit: WorkerExit) => void): void {
    if (this.#gone === undefined) this.#exits.push(listener);
    else listener(this.#gone);
  }

  end(): void {
    this.#ended = true;
    this.#port?.close();
  }

  kill(): void {
    if (this.#gone === undefined) this.#kill();
  }
}
