import type { PartHealth } from '../../../preload/contract/station.ts';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import { planRestart, type RestartLimits } from '../../domain/restart.ts';
import type { Told } from '../../workers/protocol.ts';
import type { Clock } from '../clock.ts';
import type { WorkerKind, WorkerLauncher } from './launcher.ts';
import { exitFailure, WorkerRun } from './worker-run.ts';

export interface SupervisorLimits extends RestartLimits {
  readonly startDeadlineMs: number;
  readonly pingEveryMs: number;
  readonly pingDeadlineMs: number;
  readonly stopDeadlineMs: number;
  readonly maxInFlight: number;
}

export const usualLimits: SupervisorLimits = {
  startDeadlineMs: 15_000,
  pingEveryMs: 2_000,
  pingDeadlineMs: 5_000,
  stopDeadlineMs: 1_500,
  maxInFlight: 64,
  backOff: { firstMs: 200, factor: 2, maxMs: 10_000 },
  giveUp: { restarts: 5, withinMs: 60_000, pauseMs: 120_000 },
};

export interface SupervisorOptions {
  /** As a person would name it: "vision worker". */
  readonly part: string;
  readonly kind: WorkerKind;
  readonly launcher: WorkerLauncher;
  readonly clock: Clock;
  readonly random: () => number;
  readonly limits: SupervisorLimits;
  readonly onHealth: (health: PartHealth) => void;
}

/** What the owner of a worker's work hears. */
export interface WorkerListener {
  readonly told: (told: Told) => void;
  /** A fresh process answers: whatever the one before it was doing has to be asked for again. */
  readonly ready: () => void;
  readonly lost: (note: string) => void;
}

type State = PartHealth['state'];

/** Keeps one worker process alive: starts it, notices that it died or hangs, restarts it, and knows when to give up. */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #listeners: WorkerListener[] = [];
  #run: WorkerRun | undefined;
  #state: State = 'stopped';
  #note = '';
  #since: number;
  #restarts = 0;
  #wasLaunched = false;
  #exits: readonly number[] = [];
  #cancelTimer: () => void = () => {};
  #firstAttempt: PromiseWithResolvers<Outcome<null>> | undefined;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#since = options.clock.wallMs();
  }

  get health(): PartHealth {
    const { part } = this.#options;
    return { part, state: this.#state, note: this.#note, restarts: this.#restarts, since: this.#since };
  }

  get pid(): number | undefined {
    return this.#run?.pid;
  }

  listen(listener: WorkerListener): void {
    this.#listeners.push(listener);
  }

  /** Tells how the first attempt went, however often it is asked; supervision goes on either way until `stop`. */
  start(): Promise<Outcome<null>> {
    if (this.#firstAttempt === undefined) {
      this.#firstAttempt = Promise.withResolvers();
      this.#launch();
    }
    return this.#firstAttempt.promise;
  }

  /** Tries again at once, by hand, after having given up. */
  retry(): void {
    if (this.#state !== 'down') return;
    this.#exits = [];
    this.#cancelTimer();
    this.#launch();
  }

  call(verb: string, input: unknown, deadlineMs: number): Promise<Outcome<unknown>> {
    if (this.#state !== 'ready' || this.#run === undefined) {
      return Promise.resolve({
        ok: false,
        failure: exitFailure(this.#options.part, this.#note || 'is not running yet'),
      });
    }
    return this.#run.call(verb, input, deadlineMs);
  }

  async stop(): Promise<void> {
    this.#cancelTimer();
    const run = this.#run;
    // One that is not ready yet has nothing to finish, and may not even hear that it shall leave.
    const deadlineMs = this.#state === 'ready' ? this.#options.limits.stopDeadlineMs : 0;
    this.#run = undefined;
    this.#become('stopped', '');
    this.#settleFirst('was stopped');
    await run?.end(deadlineMs);
  }

  #launch(): void {
    const { part, kind, clock, launcher, limits } = this.#options;
    if (this.#wasLaunched) this.#restarts += 1;
    this.#wasLaunched = true;
    this.#become('starting', this.#restarts === 0 ? '' : `The ${part} is being restarted.`);
    const run: WorkerRun = new WorkerRun(launcher.launch(kind), {
      part,
      clock,
      maxInFlight: limits.maxInFlight,
      told: (told) => {
        if (this.#run === run) for (const listener of this.#listeners) listener.told(told);
      },
      exited: (note) => this.#lost(run, note),
    });
    this.#run = run;
    void this.#awaitReady(run);
  }

  async #awaitReady(run: WorkerRun): Promise<void> {
    const answer = await run.call('ping', null, this.#options.limits.startDeadlineMs);
    if (this.#run !== run) return;
    if (!answer.ok) return run.kill('did not get ready in time');
    this.#become('ready', '');
    this.#firstAttempt?.resolve(succeed(null));
    this.#schedulePing(run);
    for (const listener of this.#listeners) listener.ready();
  }

  #schedulePing(run: WorkerRun): void {
    const { clock, limits } = this.#options;
    this.#cancelTimer = clock.after(limits.pingEveryMs, () => void this.#ping(run));
  }

  async #ping(run: WorkerRun): Promise<void> {
    const answer = await run.call('ping', null, this.#options.limits.pingDeadlineMs);
    if (this.#run !== run) return;
    // An overloaded table says nothing of the process: only silence is a hang.
    if (!answer.ok && answer.failure.code === 'deadline_exceeded') return run.kill('did not answer any more');
    this.#schedulePing(run);
  }

  #lost(run: WorkerRun, note: string): void {
    if (this.#run !== run) return;
    this.#run = undefined;
    this.#cancelTimer();
    this.#settleFirst(note);
    const { part, clock, limits, random } = this.#options;
    const plan = planRestart(limits, this.#exits, clock.monotonicMs(), random());
    this.#exits = plan.exits;
    this.#cancelTimer = clock.after(plan.delayMs, () => this.#launch());
    if (plan.down) {
      const pause = Math.round(plan.delayMs / 1000);
      this.#become(
        'down',
        `The ${part} ${note} once too often; the next try is in ${pause} s, or when it is started by hand.`,
      );
    } else {
      this.#become('degraded', `The ${part} ${note}; it is being restarted.`);
    }
    for (const listener of this.#listeners) listener.lost(note);
  }

  #settleFirst(note: string): void {
    this.#firstAttempt?.resolve({ ok: false, failure: exitFailure(this.#options.part, note) });
  }

  #become(state: State, note: string): void {
    this.#state = state;
    this.#note = note;
    this.#since = this.#options.clock.wallMs();
    this.#options.onHealth(this.health);
  }
}
