import type { DriftWindow } from '../../preload/contract/drift.ts';
import { FeatureSketches, type Observation } from '../domain/drift/feature-sketches.ts';
import { type WindowOptions, windowStart } from '../domain/drift/tumbling.ts';

export interface ClosedWindow {
  readonly window: DriftWindow;
  readonly sketches: FeatureSketches;
}

interface OpenWindow {
  readonly startAt: number;
  /** Undefined while nothing was counted that says when it will end. */
  readonly endAt: number | undefined;
  lastAt: number;
  late: number;
  readonly sketches: FeatureSketches;
}

/** One stream's predictions, cut into windows by the time they were captured at. */
export class StreamWindows {
  readonly #options: WindowOptions;
  readonly #closed: (window: ClosedWindow) => void;
  /** Oldest first; two at most: the one that time is in, and the one before while frames may still be late for it. */
  #open: OpenWindow[] = [];
  #newestAt = Number.NEGATIVE_INFINITY;
  #closedUntil = Number.NEGATIVE_INFINITY;
  #late = 0;

  constructor(options: WindowOptions, closed: (window: ClosedWindow) => void) {
    this.#options = options;
    this.#closed = closed;
  }

  /** What is gathered of the window that is still open; undefined while there is none. */
  get current(): ClosedWindow | undefined {
    const open = this.#open.at(-1);
    return open && this.#described(open);
  }

  add(atMs: number, observation: Observation): void {
    if (this.#clockWasSetBack(atMs)) this.flush();
    this.#newestAt = Math.max(this.#newestAt, atMs);
    this.tick(this.#newestAt);
    const open = this.#windowAt(atMs);
    if (open === undefined) this.#late += 1;
    else {
      open.sketches.add(observation);
      open.lastAt = Math.max(open.lastAt, atMs);
    }
    this.#closeFull();
  }

  /** Closes what is over by the clock: a line that stands still would never end its window by itself. */
  tick(nowMs: number): void {
    const over = ({ endAt }: OpenWindow): boolean => endAt !== undefined && nowMs - this.#options.latenessMs >= endAt;
    while (this.#open[0] !== undefined && over(this.#open[0])) this.#close();
    this.#closedUntil = Math.max(this.#closedUntil, this.#overUntil(nowMs));
  }

  /** Hands over what is open, for a stop or a clock that was set back. */
  flush(): void {
    while (this.#open.length > 0) this.#close();
    this.#newestAt = Number.NEGATIVE_INFINITY;
    this.#closedUntil = Number.NEGATIVE_INFINITY;
  }

  /** What began before this is over, frames that were still late for it included. */
  #overUntil(nowMs: number): number {
    const { length, latenessMs } = this.#options;
    return length.kind === 'count' ? Number.NEGATIVE_INFINITY : windowStart(length.lengthMs, nowMs - latenessMs);
  }

  /** Late by more than a whole window and its lateness is no late frame. */
  #clockWasSetBack(atMs: number): boolean {
    const { length, latenessMs } = this.#options;
    const slackMs = (length.kind === 'time' ? length.lengthMs : 60_000) + latenessMs;
    return atMs < this.#newestAt - slackMs;
  }

  #windowAt(atMs: number): OpenWindow | undefined {
    const { length } = this.#options;
    if (length.kind === 'count') return this.#open[0] ?? this.#begin(atMs, undefined);
    const startAt = windowStart(length.lengthMs, atMs);
    const known = this.#open.find((open) => open.startAt === startAt);
    if (known !== undefined) return known;
    const endAt = startAt + length.lengthMs;
    return endAt <= this.#closedUntil ? undefined : this.#begin(startAt, endAt);
  }

  #begin(startAt: number, endAt: number | undefined): OpenWindow {
    const open = { startAt, endAt, lastAt: startAt, late: 0, sketches: new FeatureSketches() };
    this.#open = [...this.#open, open].toSorted((a, b) => a.startAt - b.startAt);
    return open;
  }

  #closeFull(): void {
    const { length } = this.#options;
    const [open] = this.#open;
    if (length.kind === 'count' && open !== undefined && open.sketches.predictions >= length.predictions) this.#close();
  }

  #close(): void {
    const open = this.#open.shift();
    if (open === undefined) return;
    open.late = this.#late;
    this.#late = 0;
    this.#closed(this.#described(open));
  }

  #described({ startAt, endAt, lastAt, late, sketches }: OpenWindow): ClosedWindow {
    const { latenessMs } = this.#options;
    const { predictions } = sketches;
    return { window: { startAt, endAt: endAt ?? lastAt, latenessMs, predictions, late }, sketches };
  }
}
