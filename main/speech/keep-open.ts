import { setTimeout as sleep } from 'node:timers/promises';
import { type BackOff, backOffMs } from '../domain/back-off.ts';
import type { SourceEnd } from '../domain/frame.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { SoundFormat, SoundSource } from '../domain/sound.ts';

/** What is told of a source of sound while it runs. */
export interface SoundState {
  readonly state: 'running' | 'stalled' | 'ended' | 'failed';
  readonly note: string;
  readonly stalls: number;
}

export interface SoundWatch {
  readonly thing: string;
  /** Without any sample for so long, even of silence, it counts as stalled; undefined for what has no pace of its own. */
  readonly stalledAfterMs: number | undefined;
  readonly reopenAfterMs: number;
  readonly backOff: BackOff;
}

export const usualSoundWatch: Omit<SoundWatch, 'thing'> = {
  stalledAfterMs: 2_000,
  reopenAfterMs: 6_000,
  backOff: { firstMs: 500, factor: 2, maxMs: 30_000 },
};

export interface SoundOutlets {
  readonly deliver: (samples: Float32Array) => void;
  /** What comes after it does not follow on what came before. */
  readonly broken: () => void;
  readonly tell: (state: SoundState) => void;
}

/** Keeps a source of sound open: notices that it stalls, and opens it anew after it failed, at growing distances. */
export class KeptSound {
  readonly #make: () => SoundSource;
  readonly #watch: SoundWatch;
  readonly #outlets: SoundOutlets;
  readonly #stop = new AbortController();
  #source: SoundSource | undefined;
  #recovering: Promise<void> = Promise.resolve();
  #watchdog: NodeJS.Timeout | undefined;
  #state: SoundState['state'] | undefined;
  #stalls = 0;
  #lastAt = 0;
  #attempt = 0;

  constructor(make: () => SoundSource, watch: SoundWatch, outlets: SoundOutlets) {
    this.#make = make;
    this.#watch = watch;
    this.#outlets = outlets;
  }

  /** The first opening is reported to whoever asked; only later ones are repeated. */
  async open(): Promise<Outcome<SoundFormat>> {
    const opened = await this.#openOnce();
    const { stalledAfterMs } = this.#watch;
    if (opened.ok && stalledAfterMs !== undefined && !this.#stop.signal.aborted) {
      this.#watchdog = setInterval(() => this.#look(stalledAfterMs), Math.min(250, stalledAfterMs / 4));
    }
    return opened;
  }

  async close(): Promise<void> {
    this.#stop.abort();
    clearInterval(this.#watchdog);
    await this.#closeSource();
    await this.#recovering;
    await this.#closeSource();
  }

  async #openOnce(): Promise<Outcome<SoundFormat>> {
    const source = this.#make();
    this.#source = source;
    const opened = await source.open(
      (samples) => this.#arrived(source, samples),
      (end) => this.#over(source, end),
    );
    if (!opened.ok && this.#source === source) this.#source = undefined;
    this.#lastAt = performance.now();
    return opened;
  }

  async #closeSource(): Promise<void> {
    const source = this.#source;
    this.#source = undefined;
    await source?.close();
  }

  #arrived(source: SoundSource, samples: Float32Array): void {
    if (this.#source !== source || this.#stop.signal.aborted) return;
    this.#lastAt = performance.now();
    this.#attempt = 0;
    this.#outlets.deliver(samples);
    if (this.#state !== 'running') this.#report('running', '');
  }

  #over(source: SoundSource, end: SourceEnd): void {
    if (this.#source !== source || this.#stop.signal.aborted) return;
    this.#outlets.broken();
    if (end.kind === 'failed') {
      this.#fail(end.note);
      return;
    }
    clearInterval(this.#watchdog);
    this.#report('ended', `${this.#watch.thing} has come to its end.`);
  }

  #look(stalledAfterMs: number): void {
    if (this.#state === 'failed' || this.#state === 'ended') return;
    const silentMs = performance.now() - this.#lastAt;
    const { thing, reopenAfterMs } = this.#watch;
    if (silentMs > stalledAfterMs && this.#state !== 'stalled') {
      this.#stalls += 1;
      this.#outlets.broken();
      this.#report('stalled', `${thing} has given no sound for ${Math.round(silentMs / 100) / 10} s.`);
    }
    if (silentMs > reopenAfterMs) this.#fail(`${thing} is silent and is opened anew`);
  }

  #fail(note: string): void {
    const waitMs = backOffMs(this.#watch.backOff, this.#attempt, Math.random());
    this.#attempt += 1;
    this.#report('failed', `${note.replace(/\.$/, '')}. Next try in ${Math.ceil(waitMs / 1000)} s.`);
    this.#recovering = this.#recover(waitMs);
  }

  async #recover(waitMs: number): Promise<void> {
    await this.#closeSource();
    await sleep(waitMs, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    if (this.#stop.signal.aborted) return;
    const opened = await this.#openOnce();
    if (this.#stop.signal.aborted) return;
    if (!opened.ok) return this.#fail(opened.failure.message);
    // Open again, yet it counts as running only when sound has come; until then the watchdog looks.
    if (this.#state === 'failed') this.#state = undefined;
  }

  #report(state: SoundState['state'], note: string): void {
    this.#state = state;
    this.#outlets.tell({ state, note, stalls: this.#stalls });
  }
}
