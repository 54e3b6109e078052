import type { HeardSegment, ListenState } from '../../../preload/contract/listen.ts';
import type { SampleReason } from '../../../preload/contract/sampling.ts';
import { SpreadWindow } from '../../domain/spread-window.ts';
import type { HeardLevel } from '../../workers/protocol.ts';

const windowSeconds = 5;
const recentSegments = 20;

export type HeardNumbers = Pick<
  ListenState,
  | 'level'
  | 'speaking'
  | 'probability'
  | 'heardMs'
  | 'speechMs'
  | 'segments'
  | 'unsure'
  | 'kept'
  | 'latencyMs'
  | 'inferMs'
  | 'droppedMs'
  | 'stalls'
  | 'recent'
>;

const silence = { rmsDb: -100, peakDb: -100 };
const nothing = { heardMs: 0, speechMs: 0, droppedMs: 0 };
type Sums = typeof nothing;

/** What was counted from one start of listening to its stop; each value costs the same, however long it has run. */
export class ListenNumbers {
  readonly #infer = new SpreadWindow(windowSeconds);
  readonly #latency = new SpreadWindow(windowSeconds);
  #now: Pick<ListenState, 'level' | 'speaking' | 'probability'> = { level: silence, speaking: false, probability: 0 };
  #sums: Sums = nothing;
  /** Of the workers before this one. */
  #before: Sums = nothing;
  #stalls = { before: 0, now: 0 };
  #counts = { segments: 0, unsure: 0, kept: 0 };
  #recent: readonly HeardSegment[] = [];

  heard({ level, speaking, probability, inferMs, latencyMs, ...sums }: HeardLevel, atMs: number): void {
    this.#now = { level, speaking, probability };
    this.#sums = sums;
    this.#infer.add(inferMs, atMs);
    this.#latency.add(latencyMs, atMs);
  }

  stalls(count: number): void {
    this.#stalls.now = count;
  }

  segment(segment: HeardSegment): void {
    const { segments, unsure, kept } = this.#counts;
    this.#counts = { segments: segments + 1, unsure: unsure + (segment.isUnsure ? 1 : 0), kept };
    this.#recent = [segment, ...this.#recent].slice(0, recentSegments);
  }

  /** The sound of a stretch is on the disk. */
  kept(clipId: string, reason: SampleReason): void {
    this.#counts = { ...this.#counts, kept: this.#counts.kept + 1 };
    this.#recent = this.#recent.map((known) => (known.clipId === clipId ? { ...known, kept: reason } : known));
  }

  /** Nothing comes in just now. A fresh worker counts from nought again; what the one before it counted is kept. */
  interrupted(): void {
    const { heardMs, speechMs, droppedMs } = this.#totals();
    this.#before = { heardMs, speechMs, droppedMs };
    this.#sums = nothing;
    this.#stalls = { before: this.#stalls.before + this.#stalls.now, now: 0 };
    this.#now = { level: silence, speaking: false, probability: 0 };
  }

  read(atMs: number): HeardNumbers {
    return {
      ...this.#now,
      ...this.#totals(),
      ...this.#counts,
      latencyMs: this.#latency.read(atMs),
      inferMs: this.#infer.read(atMs),
      stalls: this.#stalls.before + this.#stalls.now,
      recent: [...this.#recent],
    };
  }

  #totals(): Sums {
    const [before, now] = [this.#before, this.#sums];
    return {
      heardMs: before.heardMs + now.heardMs,
      speechMs: before.speechMs + now.speechMs,
      droppedMs: before.droppedMs + now.droppedMs,
    };
  }
}
