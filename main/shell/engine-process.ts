import type { EngineNews } from '../../preload/contract/handover.ts';
import { assertNever } from '../domain/assert-never.ts';
import type { Failure } from '../domain/outcome.ts';
import { planRestart, type RestartLimits } from '../domain/restart.ts';
import type { Clock } from '../engine/clock.ts';
import { type FromEngine, fromEngine, type ToEngine } from '../engine/host-protocol.ts';
import { type ChildProcess, type KillProcess, killHard } from './electron-parts.ts';

export interface EngineLimits extends RestartLimits {
  readonly startDeadlineMs: number;
  readonly stopDeadlineMs: number;
}

export const usualEngineLimits: EngineLimits = {
  startDeadlineMs: 60_000,
  stopDeadlineMs: 15_000,
  backOff: { firstMs: 200, factor: 2, maxMs: 10_000 },
  giveUp: { restarts: 5, withinMs: 60_000, pauseMs: 120_000 },
};

export interface EngineOptions {
  readonly fork: () => ChildProcess;
  readonly start: Extract<ToEngine, { kind: 'start' }>;
  readonly kill: KillProcess;
  readonly clock: Clock;
  readonly random: () => number;
  readonly limits: EngineLimits;
  /** A process was made; it is not ready yet. */
  readonly onProcess: (engine: ChildProcess) => void;
  readonly onNews: (news: EngineNews) => void;
  /** It cannot run on this machine as things are: starting it again would not help. */
  readonly onFinal: (failure: Failure) => void;
  readonly log: (level: 'info' | 'warn' | 'error', line: string) => void;
}

/** Keeps the engine running as long as the app does: start, deadline, restart with back-off, orderly stop. */
export class EngineProcess {
  readonly #options: EngineOptions;
  #child: ChildProcess | undefined;
  #news: EngineNews = { state: 'restarting', note: 'The station is starting.' };
  #exits: readonly number[] = [];
  #cancelTimer: () => void = () => {};
  #final: Failure | undefined;
  #stopping: PromiseWithResolvers<void> | undefined;

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  get news(): EngineNews {
    return this.#news;
  }

  /** The process to hand ports to; undefined while there is none that answers. */
  get ready(): ChildProcess | undefined {
    return this.#news.state === 'running' ? this.#child : undefined;
  }

  start(): void {
    const { fork, onProcess, start } = this.#options;
    const child = fork();
    this.#child = child;
    child.on('message', (data: unknown) => {
      const told = fromEngine.safeParse(data).data;
      if (told !== undefined && this.#child === child) this.#heard(told);
    });
    child.on('exit', (code) => {
      if (this.#child === child) this.#exited(code);
    });
    this.#expectNews();
    onProcess(child);
    child.postMessage(start);
  }

  /** Asks it to wind down, kills it past its deadline, and settles once it is gone. */
  stop(): Promise<void> {
    if (this.#stopping !== undefined) return this.#stopping.promise;
    this.#stopping = Promise.withResolvers();
    this.#cancelTimer();
    const child = this.#child;
    if (child === undefined) {
      this.#stopping.resolve();
    } else {
      child.postMessage({ kind: 'stop' } satisfies ToEngine);
      const { clock, limits, kill } = this.#options;
      this.#cancelTimer = clock.after(limits.stopDeadlineMs, () => killHard(child, kill));
    }
    return this.#stopping.promise;
  }

  #heard(told: FromEngine): void {
    switch (told.kind) {
      case 'log':
        this.#options.log(told.level, told.line);
        break;
      case 'progress':
        this.#options.log('info', told.step);
        // A start that takes long, such as a migration, says so: only silence is a hang.
        this.#expectNews();
        break;
      case 'ready':
        if (this.#stopping !== undefined) break;
        this.#cancelTimer();
        this.#become({ state: 'running', note: told.note });
        break;
      case 'failed':
        this.#options.log('error', told.failure.message);
        if (told.final) this.#final = asFailure(told.failure);
        break;
      default:
        assertNever(told);
    }
  }

  #expectNews(): void {
    const child = this.#child;
    if (child === undefined || this.#stopping !== undefined) return;
    const { clock, kill, limits } = this.#options;
    this.#cancelTimer();
    this.#cancelTimer = clock.after(limits.startDeadlineMs, () => killHard(child, kill));
  }

  #exited(code: number): void {
    this.#child = undefined;
    this.#cancelTimer();
    if (this.#stopping !== undefined) this.#stopping.resolve();
    else if (this.#final !== undefined) {
      this.#become({ state: 'down', note: this.#final.message });
      this.#options.onFinal(this.#final);
    } else this.#startLater(code);
  }

  #startLater(code: number): void {
    const { limits, clock, random } = this.#options;
    const plan = planRestart(limits, this.#exits, clock.monotonicMs(), random());
    this.#exits = plan.exits;
    this.#cancelTimer = clock.after(plan.delayMs, () => this.start());
    const ended = `The station's engine exited with code ${code}`;
    const seconds = Math.round(plan.delayMs / 1000);
    this.#become(
      plan.down
        ? { state: 'down', note: `${ended} too often; the next try is in ${seconds} s, or restart the station.` }
        : { state: 'restarting', note: `${ended}; it is being restarted.` },
    );
  }

  #become(news: EngineNews): void {
    this.#news = news;
    this.#options.onNews(news);
  }
}

/** A member that is absent on the wire is absent here too, not undefined. */
function asFailure({ received, ...rest }: Extract<FromEngine, { kind: 'failed' }>['failure']): Failure {
  return received === undefined ? rest : { ...rest, received };
}
