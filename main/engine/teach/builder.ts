import type { TeachState } from '../../../preload/contract/teach.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { TeachBuild, TeachBuilt } from '../../workers/teach-protocol.ts';
import type { Clock } from '../clock.ts';
import type { WorkerLauncher } from '../workers/launcher.ts';
import { TeachRun } from './teach-run.ts';

export interface BuilderOptions {
  readonly launcher: WorkerLauncher;
  readonly clock: Clock;
  readonly changed: () => void;
}

const buildDeadlineMs = 600_000;

/** One memory being built in a process of its own, how far it is, and how it is stopped. */
export class Builder {
  readonly #options: BuilderOptions;
  #run: TeachRun | undefined;
  #progress: TeachState['progress'] = null;
  #done: Promise<void> = Promise.resolve();

  constructor(options: BuilderOptions) {
    this.#options = options;
  }

  get isBusy(): boolean {
    return this.#run !== undefined;
  }

  get progress(): TeachState['progress'] {
    return this.#progress;
  }

  get pid(): number | undefined {
    return this.#run?.pid;
  }

  /** Settles when nothing is being built any more, and what was built is kept. */
  get done(): Promise<void> {
    return this.#done;
  }

  /** `keep` is not called for what was stopped. */
  start(build: TeachBuild, keep: (built: Outcome<TeachBuilt>) => Promise<void>): void {
    const { launcher, clock, changed } = this.#options;
    const run = new TeachRun({
      launcher,
      clock,
      progress: (progress) => {
        if (this.#run !== run) return;
        this.#progress = progress;
        changed();
      },
    });
    this.#run = run;
    this.#done = run.ask('build', build, buildDeadlineMs).then(async (built) => {
      if (this.#run !== run) return;
      await keep(built);
      if (this.#run === run) this.#rest();
      changed();
    });
  }

  stop(): void {
    this.#run?.kill();
    this.#rest();
  }

  #rest(): void {
    this.#run = undefined;
    this.#progress = null;
  }
}
