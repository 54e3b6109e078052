import type { EngineNews } from '../../preload/contract/handover.ts';
import type { Failure } from '../domain/outcome.ts';
import type { Clock } from '../engine/clock.ts';
import {
  type EngineChild,
  type EngineEars,
  EngineLife,
  type Fall,
  type LifeEnd,
  type LifeLimits,
  usualLife,
  type WiredFailure,
} from '../engine/engine-life.ts';
import { type FromEngine, fromEngine, type ToEngine } from '../engine/host-protocol.ts';
import { type ChildProcess, type KillProcess, killHard } from './electron-parts.ts';

export type EngineLimits = LifeLimits;

export const usualEngineLimits: EngineLimits = {
  ...usualLife,
  // The app's end is wished once, however often its window is closed meanwhile.
  sameWishMs: Number.POSITIVE_INFINITY,
  giveUp: { restarts: 5, withinMs: 60_000, pauseMs: 120_000 },
};

export interface EngineOptions {
  readonly fork: () => ChildProcess;
  /** Asked for at each start: what a run has found out may serve the next. */
  readonly start: () => Extract<ToEngine, { kind: 'start' }>;
  readonly kill: KillProcess;
  readonly clock: Clock;
  readonly random: () => number;
  readonly limits: EngineLimits;
  /** A process was made; it is not ready yet. */
  readonly onProcess: (engine: ChildProcess) => void;
  /** It answers from now on, and this is where. */
  readonly onReady: (ready: Extract<FromEngine, { kind: 'ready' }>) => void;
  readonly onNews: (news: EngineNews) => void;
  /** It cannot run on this machine as things are: starting it again would not help. */
  readonly onFinal: (failure: Failure) => void;
  readonly log: (level: 'info' | 'warn' | 'error', line: string) => void;
}

/** The engine under Electron: its life as news for the page, and the process that pages are joined to. */
export class EngineProcess {
  readonly #options: EngineOptions;
  readonly #life: EngineLife;
  readonly #stopped = Promise.withResolvers<void>();
  #child: ChildProcess | undefined;
  #news: EngineNews = { state: 'restarting', note: 'The station is starting.' };

  constructor(options: EngineOptions) {
    this.#options = options;
    const { start, limits, clock, random } = options;
    this.#life = new EngineLife({
      launch: (ears) => this.#launch(ears),
      start,
      limits,
      clock,
      random,
      heard: (told) => this.#heard(told),
      fell: (fall) => this.#fell(fall),
      ended: (end) => this.#ended(end),
    });
  }

  get news(): EngineNews {
    return this.#news;
  }

  /** The process to hand ports to; undefined while there is none that answers. */
  get ready(): ChildProcess | undefined {
    return this.#news.state === 'running' ? this.#child : undefined;
  }

  start(): void {
    this.#life.start();
  }

  /** Asks it to wind down, kills it past its deadline, and settles once it is gone. */
  stop(): Promise<void> {
    // One that refused to run, and was not started again, has nothing to wind down.
    this.#life.stop();
    return this.#stopped.promise;
  }

  #launch(ears: EngineEars): EngineChild {
    const { fork, kill, onProcess } = this.#options;
    const child = fork();
    this.#child = child;
    child.on('message', (data: unknown) => {
      const told = fromEngine.safeParse(data).data;
      if (told !== undefined) ears.heard(told);
    });
    child.on('exit', (code) => {
      if (this.#child === child) this.#child = undefined;
      ears.exited(`code ${code}`);
    });
    onProcess(child);
    return { tell: (message) => child.postMessage(message), kill: () => killHard(child, kill) };
  }

  #heard(told: FromEngine): void {
    const { log, onReady } = this.#options;
    if (told.kind === 'log') log(told.level, told.line);
    else if (told.kind === 'progress') log('info', told.step);
    else if (told.kind === 'failed') log('error', told.failure.message);
    else if (!this.#life.isStopping) {
      onReady(told);
      this.#become({ state: 'running', note: '' });
    }
  }

  #fell({ how, plan }: Fall): 'again' {
    const ended = `The station's engine exited with ${how}`;
    const seconds = Math.round(plan.delayMs / 1000);
    this.#become(
      plan.down
        ? { state: 'down', note: `${ended} too often; the next try is in ${seconds} s, or restart the station.` }
        : { state: 'restarting', note: `${ended}; it is being restarted.` },
    );
    return 'again';
  }

  #ended(end: LifeEnd): void {
    if (end.kind === 'stopped') {
      this.#stopped.resolve();
      return;
    }
    const final = asFailure(end.failure);
    this.#become({ state: 'down', note: final.message });
    this.#options.onFinal(final);
  }

  #become(news: EngineNews): void {
    this.#news = news;
    this.#options.onNews(news);
  }
}

/** A member that is absent on the wire is absent here too, not undefined. */
function asFailure({ received, ...rest }: WiredFailure): Failure {
  return received === undefined ? rest : { ...rest, received };
}
