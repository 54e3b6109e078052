import type { WorkerExit, WorkerLauncher, WorkerProcess } from '../../main/engine/workers/launcher.ts';
import type { Message, Request } from '../../main/workers/protocol.ts';

/** A worker process that exists only as its channel; it answers pings unless told to be silent. */
export class FakeWorker implements WorkerProcess {
  readonly pid = 4_242;
  readonly requests: Request[] = [];
  silent = false;
  stubborn = false;
  killed = false;
  #message: (message: Message) => void = () => {};
  #exit: (exit: WorkerExit) => void = () => {};

  send(message: Message): void {
    if (message.kind !== 'request') return;
    this.requests.push(message);
    if (message.verb === 'ping' && !this.silent) this.reply(message, null);
  }
  onMessage(listener: (message: Message) => void): void {
    this.#message = listener;
  }
  onExit(listener: (exit: WorkerExit) => void): void {
    this.#exit = listener;
  }
  end(): void {
    if (!this.stubborn) this.exit({ code: 0, signal: null });
  }
  kill(): void {
    this.killed = true;
    this.exit({ code: null, signal: 'SIGKILL' });
  }
  exit(exit: WorkerExit): void {
    this.#exit(exit);
  }
  reply(request: Request, value: unknown): void {
    queueMicrotask(() => this.#message({ kind: 'reply', call: request.call, outcome: { ok: true, value } }));
  }
  tell(event: string, value: unknown): void {
    this.#message({ kind: 'told', event, value });
  }
}

export interface FakeLauncher extends WorkerLauncher {
  readonly launched: FakeWorker[];
}

/** Every launch gives a fresh fake worker, prepared by `prepare`. */
export function fakeLauncher(prepare: (worker: FakeWorker, index: number) => void = () => {}): FakeLauncher {
  const launched: FakeWorker[] = [];
  return {
    launched,
    launch: () => {
      const worker = new FakeWorker();
      prepare(worker, launched.length);
      launched.push(worker);
      return worker;
    },
  };
}
