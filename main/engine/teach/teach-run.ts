import type { Outcome } from '../../domain/outcome.ts';
import type { TeachEvents, TeachVerbs } from '../../workers/teach-protocol.ts';
import type { Clock } from '../clock.ts';
import type { WorkerLauncher } from '../workers/launcher.ts';
import { WorkerRun } from '../workers/worker-run.ts';

const part = 'teaching worker';
const endWithinMs = 1_000;

export interface TeachRunOptions {
  readonly launcher: WorkerLauncher;
  readonly clock: Clock;
  readonly progress: (progress: TeachEvents['progress']) => void;
}

/** One process for one piece of work: what breaks in it, or is no longer wanted, ends with it and is not tried again. */
export class TeachRun {
  readonly #run: WorkerRun;

  constructor({ launcher, clock, progress }: TeachRunOptions) {
    this.#run = new WorkerRun(launcher.launch('teach'), {
      part,
      clock,
      maxInFlight: 1,
      told: ({ value }) => progress(value as TeachEvents['progress']),
      exited: () => undefined,
    });
  }

  get pid(): number | undefined {
    return this.#run.pid;
  }

  /** Settled by the answer, the deadline or the end of the process, which ends with it. */
  async ask<V extends keyof TeachVerbs>(
    verb: V,
    input: TeachVerbs[V]['input'],
    deadlineMs: number,
  ): Promise<Outcome<TeachVerbs[V]['output']>> {
    const answer = await this.#run.call(verb, input, deadlineMs);
    await this.#run.end(endWithinMs);
    return answer as Outcome<TeachVerbs[V]['output']>;
  }

  kill(): void {
    this.#run.kill('was stopped');
  }
}
