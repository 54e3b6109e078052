import { type Failure, failure, type Outcome } from '../../domain/outcome.ts';
import type { Message, Told } from '../../workers/protocol.ts';
import type { Clock } from '../clock.ts';
import { Calls } from './calls.ts';
import type { WorkerExit, WorkerProcess } from './launcher.ts';

export interface WorkerRunOptions {
  readonly part: string;
  readonly clock: Clock;
  readonly maxInFlight: number;
  readonly told: (told: Told) => void;
  readonly exited: (note: string) => void;
}

/** After this long without an exit a killed process is given up as lost, so that nobody waits for it. */
const killDeadlineMs = 2_000;

/** One process from its launch to its exit, with the calls that it still owes. */
export class WorkerRun {
  readonly #process: WorkerProcess;
  readonly #options: WorkerRunOptions;
  readonly #calls: Calls;
  readonly #gone = Promise.withResolvers<void>();
  #alive = true;
  #reason = '';
  #cancelLost: () => void = () => {};

  constructor(process: WorkerProcess, options: WorkerRunOptions) {
    this.#process = process;
    this.#options = options;
    const { part, clock, maxInFlight } = options;
    this.#calls = new Calls({ part, clock, maxInFlight, send: (request) => process.send(request) });
    process.onMessage((message) => this.#receive(message));
    process.onExit((exit) => this.#exited(describeExit(exit)));
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  call(verb: string, input: unknown, deadlineMs: number): Promise<Outcome<unknown>> {
    return this.#calls.call(verb, input, deadlineMs);
  }

  /** Ends it now; `reason` is what the health note will say. */
  kill(reason: string): void {
    if (!this.#alive) return;
    this.#reason = reason;
    this.#process.kill();
    this.#cancelLost();
    this.#cancelLost = this.#options.clock.after(killDeadlineMs, () => this.#exited('does not end'));
  }

  /** Asks it to leave and waits; past the deadline it is killed. */
  async end(deadlineMs: number): Promise<void> {
    if (!this.#alive) return;
    this.#process.end();
    const cancel = this.#options.clock.after(deadlineMs, () => this.kill('did not stop in time'));
    await this.#gone.promise;
    cancel();
  }

  #receive(message: Message): void {
    if (!this.#alive) return;
    if (message.kind === 'reply') this.#calls.reply(message);
    else if (message.kind === 'told') this.#options.told(message);
  }

  #exited(how: string): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#cancelLost();
    const note = this.#reason === '' ? how : this.#reason;
    this.#calls.close(exitFailure(this.#options.part, note));
    this.#gone.resolve();
    this.#options.exited(note);
  }
}

function describeExit(exit: WorkerExit): string {
  if (exit.signal !== null) return `was ended by ${exit.signal}`;
  return exit.code === null ? 'could not be started' : `exited with code ${exit.code}`;
}

export const exitFailure = (part: string, note: string): Failure =>
  failure('worker_exited', {
    thing: `The ${part}`,
    expected: 'it to be running',
    received: `one that ${note}`,
    remedy: 'It is restarted by itself; try again in a moment.',
  });
