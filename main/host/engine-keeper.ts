import { fork } from 'node:child_process';
import type { Clock } from '../engine/clock.ts';
import {
  type EngineChild,
  type EngineEars,
  EngineLife,
  type LifeLimits,
  usualLife,
  type WiredFailure,
} from '../engine/engine-life.ts';
import { type FromEngine, fromEngine, type ToEngine } from '../engine/host-protocol.ts';
import { processEnv, processFlags } from '../engine/process-env.ts';

export type KeeperLimits = LifeLimits;

export const usualLimits: KeeperLimits = {
  ...usualLife,
  sameWishMs: 1_000,
  giveUp: { restarts: 5, withinMs: 60_000, pauseMs: 0 },
};

/** How it all ended. */
export type KeeperEnd =
  | { readonly kind: 'stopped'; readonly inTime: boolean }
  | { readonly kind: 'refused'; readonly failure: WiredFailure }
  | { readonly kind: 'gave up'; readonly exits: number; readonly last: string; readonly tail: string };

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
  readonly #life: EngineLife;
  #tail = '';

  constructor(options: KeeperOptions) {
    this.#options = options;
    const { start, limits, clock, random, heard, restarting } = options;
    this.#life = new EngineLife({
      launch: (ears) => this.#launch(ears),
      start,
      limits,
      clock,
      random,
      heard: (told) => {
        if (told.kind !== 'failed') heard(told);
      },
      fell: ({ how, failure, times, plan }) => {
        if (plan.down) {
          this.#end.resolve({ kind: 'gave up', exits: times, last: how, tail: failure ?? this.#tail });
          return 'enough';
        }
        restarting(failure ?? `The station's engine ended with ${how}.`, plan.delayMs);
        return 'again';
      },
      ended: (end) =>
        this.#end.resolve(end.kind === 'refused' ? end : { kind: 'stopped', inTime: end.how !== 'signal SIGKILL' }),
    });
  }

  get ended(): Promise<KeeperEnd> {
    return this.#end.promise;
  }

  start(): void {
    this.#life.start();
  }

  /** Asks the engine to wind down; past the deadline it is killed. A second wish kills it at once. */
  stop(): void {
    this.#life.stop();
  }

  #launch(ears: EngineEars): EngineChild {
    const child = fork(this.#options.engineFile, [], {
      // Its lines go to its own log; the last of them are kept for when it falls over.
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // A session of its own, so that Ctrl-C reaches the host alone, which stops the engine in order.
      detached: process.platform !== 'win32',
      env: processEnv(process.env),
      execArgv: processFlags(process.execArgv),
    });
    this.#tail = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#tail = (this.#tail + text).slice(-tailBytes);
    });
    child.on('message', (data) => {
      const told = fromEngine.safeParse(data).data;
      if (told !== undefined) ears.heard(told);
    });
    child.on('error', (error) => ears.exited(error.message));
    child.on('exit', (code, signal) => ears.exited(signal === null ? `code ${code}` : `signal ${signal}`));
    return {
      // An engine that is gone cannot be told; its exit is heard on its own.
      tell: (message) => void child.send(message, () => undefined),
      kill: () => void child.kill('SIGKILL'),
    };
  }
}
