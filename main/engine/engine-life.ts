import { assertNever } from '../domain/assert-never.ts';
import { planRestart, type RestartLimits, type RestartPlan } from '../domain/restart.ts';
import type { Clock } from './clock.ts';
import { engineStart, engineStop } from './deadlines.ts';
import type { FromEngine, ToEngine } from './host-protocol.ts';

export interface LifeLimits extends RestartLimits {
  /** Without a word for this long, a start hangs. */
  readonly startDeadlineMs: number;
  readonly stopDeadlineMs: number;
  /** A closing terminal and a service manager signal every process, and those above this one pass theirs on: one wish. */
  readonly sameWishMs: number;
}

export const usualLife = {
  startDeadlineMs: engineStart.host,
  stopDeadlineMs: engineStop.host,
  backOff: { firstMs: 200, factor: 2, maxMs: 10_000 },
} as const;

export type WiredFailure = Extract<FromEngine, { kind: 'failed' }>['failure'];

/** One engine process, whoever made it: `fork` under Node, `utilityProcess` under Electron. */
export interface EngineChild {
  tell(message: ToEngine): void;
  kill(): void;
}

export interface EngineEars {
  heard(told: FromEngine): void;
  /** Called once or more; `how` as in "code 1". */
  exited(how: string): void;
}

export interface Fall {
  readonly how: string;
  /** What it could not do this time, where it said so before it ended. */
  readonly failure: string | undefined;
  /** How often it fell within the window. */
  readonly times: number;
  readonly plan: RestartPlan;
}

export type LifeEnd =
  | { readonly kind: 'stopped'; readonly how: string | null }
  | { readonly kind: 'refused'; readonly failure: WiredFailure };

export interface LifeOptions {
  readonly launch: (ears: EngineEars) => EngineChild;
  /** Asked for at each start: what a run has found out may serve the next. */
  readonly start: () => Extract<ToEngine, { kind: 'start' }>;
  readonly limits: LifeLimits;
  readonly clock: Clock;
  readonly random: () => number;
  readonly heard: (told: FromEngine) => void;
  /** It ended unasked. 'enough' where it shall not be started again. */
  readonly fell: (fall: Fall) => 'again' | 'enough';
  readonly ended: (end: LifeEnd) => void;
}

/** Keeps one engine running under either host: start, deadline, restart with back-off, orderly stop. */
export class EngineLife {
  readonly #options: LifeOptions;
  #child: EngineChild | undefined;
  #exits: readonly number[] = [];
  #refusal: WiredFailure | undefined;
  #failure: string | undefined;
  #stoppingSince: number | undefined;
  #cancelTimer: () => void = () => undefined;

  constructor(options: LifeOptions) {
    this.#options = options;
  }

  get isStopping(): boolean {
    return this.#stoppingSince !== undefined;
  }

  start(): void {
    const { launch, start } = this.#options;
    this.#failure = undefined;
    const child = launch({
      heard: (told) => {
        if (this.#child === child) this.#heard(told);
      },
      exited: (how) => {
        if (this.#child === child) this.#exited(how);
      },
    });
    this.#child = child;
    this.#expectNews();
    child.tell(start());
  }

  /** Asks the engine to wind down; past the deadline it is killed. A second wish kills it at once. */
  stop(): void {
    const { clock, limits, ended } = this.#options;
    const child = this.#child;
    const now = clock.monotonicMs();
    const since = this.#stoppingSince;
    this.#stoppingSince ??= now;
    if (since !== undefined && now - since < limits.sameWishMs) return;
    this.#cancelTimer();
    if (child === undefined) {
      if (since === undefined) ended({ kind: 'stopped', how: null });
    } else if (since !== undefined) {
      child.kill();
    } else {
      child.tell({ kind: 'stop' });
      this.#cancelTimer = clock.after(limits.stopDeadlineMs, () => child.kill());
    }
  }

  #heard(told: FromEngine): void {
    switch (told.kind) {
      case 'ready':
        if (!this.isStopping) this.#cancelTimer();
        break;
      case 'progress':
        // A start that takes long, such as a migration, says so: only silence is a hang.
        this.#expectNews();
        break;
      case 'log':
        break;
      case 'failed':
        if (told.final) this.#refusal = told.failure;
        else this.#failure = told.failure.message;
        break;
      default:
        assertNever(told);
    }
    this.#options.heard(told);
  }

  #expectNews(): void {
    const child = this.#child;
    if (child === undefined || this.isStopping) return;
    const { clock, limits } = this.#options;
    this.#cancelTimer();
    this.#cancelTimer = clock.after(limits.startDeadlineMs, () => child.kill());
  }

  #exited(how: string): void {
    this.#child = undefined;
    this.#cancelTimer();
    const { ended } = this.#options;
    if (this.isStopping) ended({ kind: 'stopped', how });
    else if (this.#refusal !== undefined) ended({ kind: 'refused', failure: this.#refusal });
    else this.#startLater(how);
  }

  #startLater(how: string): void {
    const { limits, clock, random, fell } = this.#options;
    const plan = planRestart(limits, this.#exits, clock.monotonicMs(), random());
    const times = plan.down ? this.#exits.length + 1 : plan.exits.length;
    this.#exits = plan.exits;
    // Set before anybody is told: who hears of it may wish to stop.
    this.#cancelTimer = clock.after(plan.delayMs, () => this.start());
    if (fell({ how, failure: this.#failure, times, plan }) === 'enough') this.#cancelTimer();
  }
}
