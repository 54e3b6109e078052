import type { BackOff } from '../domain/back-off.ts';
import { backOffMs } from '../domain/back-off.ts';
import type { Frame, FrameSource, SourceEnd, SourceFormat } from '../domain/frame.ts';
import type { Outcome } from '../domain/outcome.ts';
import { Pause } from './pause.ts';
import { monotonicMs } from './stamp.ts';

/** What is told of a source while it runs. */
export interface SourceState {
  readonly state: 'running' | 'stalled' | 'ended' | 'failed';
  readonly note: string;
  readonly stalls: number;
  /** With the end of a recording: pictures of it that did not decode. */
  readonly damaged?: number;
  /** It ended before its time; the note says why. */
  readonly isEarly?: boolean;
}

export interface WatchSettings {
  /** How a person calls the source. */
  readonly thing: string;
  /** Silence after which a source counts as stalled; undefined where silence is normal, as in a watched folder. */
  readonly stalledAfterMs: number | undefined;
  /** Silence after which it is closed and opened anew. */
  readonly reopenAfterMs: number;
  readonly backOff: BackOff;
}

export const usualWatch: Omit<WatchSettings, 'thing'> = {
  stalledAfterMs: 3_000,
  reopenAfterMs: 15_000,
  backOff: { firstMs: 1_000, factor: 2, maxMs: 30_000 },
};

/** Keeps a source open: counts its stalls, and opens it anew after it failed, at growing distances. */
export class KeptSource {
  readonly #make: () => FrameSource;
  readonly #watch: WatchSettings;
  readonly #deliver: (frame: Frame) => void;
  readonly #tell: (state: SourceState) => void;
  readonly #pause = new Pause();
  #source: FrameSource | undefined;
  #recovering: Promise<void> = Promise.resolve();
  #watchdog: NodeJS.Timeout | undefined;
  #state: SourceState['state'] | undefined;
  #stalls = 0;
  #lastFrameAt = 0;
  #attempt = 0;

  constructor(
    make: () => FrameSource,
    watch: WatchSettings,
    deliver: (frame: Frame) => void,
    tell: (state: SourceState) => void,
  ) {
    this.#make = make;
    this.#watch = watch;
    this.#deliver = deliver;
    this.#tell = tell;
  }

  /** The first opening is reported to whoever asked; only later ones are repeated. */
  async open(): Promise<Outcome<SourceFormat>> {
    const opened = await this.#openOnce();
    if (!opened.ok || this.#pause.over) return opened;
    const { stalledAfterMs } = this.#watch;
    if (stalledAfterMs !== undefined) {
      this.#watchdog = setInterval(() => this.#look(stalledAfterMs), Math.min(250, stalledAfterMs / 4));
    }
    return opened;
  }

  async close(): Promise<void> {
    this.#pause.end();
    clearInterval(this.#watchdog);
    await this.#closeSource();
    await this.#recovering;
    await this.#closeSource();
  }

  async #openOnce(): Promise<Outcome<SourceFormat>> {
    const source = this.#make();
    this.#source = source;
    const opened = await source.open(
      (frame) => this.#arrived(source, frame),
      (end) => this.#over(source, end),
    );
    if (!opened.ok && this.#source === source) this.#source = undefined;
    this.#lastFrameAt = monotonicMs();
    return opened;
  }

  async #closeSource(): Promise<void> {
    const source = this.#source;
    this.#source = undefined;
    await source?.close();
  }

  #arrived(source: FrameSource, frame: Frame): void {
    if (this.#source !== source || this.#pause.over) return;
    this.#lastFrameAt = monotonicMs();
    this.#attempt = 0;
    this.#deliver(frame);
    if (this.#state !== 'running') this.#report('running', '');
  }

  #over(source: FrameSource, end: SourceEnd): void {
    if (this.#source !== source || this.#pause.over) return;
    if (end.kind === 'failed') {
      this.#fail(end.note);
      return;
    }
    clearInterval(this.#watchdog);
    const note = end.note === undefined ? `${this.#watch.thing} has come to its end.` : `${end.note}.`;
    this.#state = 'ended';
    this.#tell({
      state: 'ended',
      note,
      stalls: this.#stalls,
      damaged: end.damaged ?? 0,
      isEarly: end.note !== undefined,
    });
  }

  #look(stalledAfterMs: number): void {
    if (this.#state === 'failed' || this.#state === 'ended') return;
    const silentMs = monotonicMs() - this.#lastFrameAt;
    const { thing, reopenAfterMs } = this.#watch;
    if (silentMs > stalledAfterMs && this.#state !== 'stalled') {
      this.#stalls += 1;
      this.#report('stalled', `${thing} has given no picture for ${Math.round(silentMs / 100) / 10} s.`);
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
    await this.#pause.for(waitMs);
    if (this.#pause.over) return;
    const opened = await this.#openOnce();
    if (this.#pause.over) return;
    if (!opened.ok) return this.#fail(opened.failure.message);
    // Open again, yet it counts as running only when a frame has come; until then the watchdog looks.
    if (this.#state === 'failed') this.#state = undefined;
  }

  #report(state: SourceState['state'], note: string): void {
    this.#state = state;
    this.#tell({ state, note, stalls: this.#stalls });
  }
}
