import { type ChildProcess, fork } from 'node:child_process';
import { assertNever } from '../domain/assert-never.ts';
import { planRestart, type RestartLimits } from '../domain/restart.ts';
import type { Clock } from '../engine/clock.ts';
import { type FromEngine, fromEngine, type ToEngine } from '../engine/host-protocol.ts';

export interface KeeperLimits extends RestartLimits {
  readonly startDeadlineMs: number;
  readonly stopDeadlineMs: number;
  /** A closing terminal and a service manager signal every process, and those above this one pass theirs on: one wish. */
  readonly sameWishMs: number;
}

export const usualLimits: KeeperLimits = {
  // Longer than the engine gives its own parts: a large store that is migrated is not to be killed at it.
  startDeadlineMs: 210_000,
  stopDeadlineMs: 15_000,
  sameWishMs: 1_000,
  backOff: { firstMs: 200, factor: 2, maxMs: 10_000 },
  giveUp: { restarts: 5, withinMs: 60_000, pauseMs: 0 },
};

/** How it all ended. */
export type KeeperEnd =
  | { readonly kind: 'stopped'; readonly inTime: boolean }
  | { readonly kind: 'refused'; readonly failure: WiredFailure }
  | { readonly kind: 'gave up'; readonly exits: number; readonly last: string; readonly tail: string };
export type WiredFailure = Extract<FromEngine, { kind: 'failed' }>['failure'];

interface KeeperOptions {
  readonly engineFile: string;
  /** Asked for at each start: what a run has found out may serve the next. */
  readonly start: () => Extract<ToEngine, { kind: 'start' }>;
  readonly limits: KeeperLimits;
  readonly clock: Clock;
  readonly random: () => number;
  readonly heard: (told: Exclude<FromEngine, { kind: 'failed' }>) => void;
  /** It ended unasked, which the sentence tells, and is started again after the delay. */
  readonly restarting: (sentence: string, delayMs: number) => void;
}

const tailBytes = 4_000;

/** Keeps one engine process running until it is told to stop, the engine refuses, or it has fallen over too often. */
export class EngineKeeper {
  readonly #options: KeeperOptions;
  readonly #end = Promise.withResolvers<KeeperEnd>();
  #child: ChildProcess | undefined;
  #exits: readonly number[] = [];
  #refusal: WiredFailure | undefined;
  /** What it could not do this time, where it said so before it ended. */
  #failure: string | undefined;
  #stoppingSince: number | undefined;
  #tail = '';
  #cancelTimer: () => void = () => undefined;

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  get ended(): Promise<KeeperEnd> {
    return this.#end.promise;
  }

  start(): void {
    const { engineFile, limits, clock, start } = this.#options;
    const child = fork(engineFile, [], {
      // Its lines go to its own log; the last of them are kept for when it falls over.
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // A session of its own, so that Ctrl-C reaches the host alone, which stops the engine in order.
      detached: process.platform !== 'win32',
    });
    this.#child = child;
    this.#tail = '';
    this.#failure = undefined;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#tail = (this.#tail + text).slice(-tailBytes);
    });
    child.on('message', (data) => {
      const told = fromEngine.safeParse(data).data;
      if (told !== undefined) this.#heard(told);
    });
    child.on('error', (error) => this.#exited(error.message));
    child.on('exit', (code, signal) => this.#exited(signal === null ? `code ${code}` : `signal ${signal}`));
    this.#cancelTimer = clock.after(limits.startDeadlineMs, () => child.kill('SIGKILL'));
    this.#tell(start());
  }

  /** Asks the engine to wind down; past the deadline it is killed. A second wish kills it at once. */
  stop(): void {
    const child = this.#child;
    const { clock, limits } = this.#options;
    const now = clock.monotonicMs();
    const since = this.#stoppingSince;
    this.#stoppingSince ??= now;
    if (since !== undefined && now - since < limits.sameWishMs) return;
    this.#cancelTimer();
    if (child === undefined) {
      this.#end.resolve({ kind: 'stopped', inTime: true });
    } else if (since !== undefined) {
      child.kill('SIGKILL');
    } else {
      this.#tell({ kind: 'stop' });
      this.#cancelTimer = clock.after(limits.stopDeadlineMs, () => child.kill('SIGKILL'));
    }
  }

  #tell(message: ToEngine): void {
    // An engine that is gone cannot be told; its exit is heard on its own.
    this.#child?.send(message, () => undefined);
  }

  #heard(told: FromEngine): void {
    switch (told.kind) {
      case 'ready':
        if (this.#stoppingSince === undefined) this.#cancelTimer();
        this.#options.heard(told);
        break;
      case 'progress':
      case 'log':
        this.#options.heard(told);
        break;
      case 'failed':
        if (told.final) this.#refusal = told.failure;
        else this.#failure = told.failure.message;
        break;
      default:
        assertNever(told);
    }
  }

  #exited(how: string): void {
    if (this.#child === undefined) return;
    this.#child = undefined;
    this.#cancelTimer();
    if (this.#stoppingSince !== undefined) this.#end.resolve({ kind: 'stopped', inTime: how !== 'signal SIGKILL' });
    else if (this.#refusal !== undefined) this.#end.resolve({ kind: 'refused', failure: this.#refusal });
    else this.#startLater(how);
  }

  #startLater(how: string): void {
    const { limits, clock, random, restarting } = this.#options;
    const plan = planRestart(limits, this.#exits, clock.monotonicMs(), random());
    if (plan.down) {
      const end = {
        kind: 'gave up',
        exits: this.#exits.length + 1,
        last: how,
        tail: this.#failure ?? this.#tail,
      } as const;
      this.#end.resolve(end);
      return;
    }
    this.#exits = plan.exits;
    restarting(this.#failure ?? `The station's engine ended with ${how}.`, plan.delayMs);
    this.#cancelTimer = clock.after(plan.delayMs, () => this.start());
  }
}
