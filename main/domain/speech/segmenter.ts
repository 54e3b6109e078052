export interface SegmenterOptions {
  /** Speech begins with a window of at least this probability. */
  readonly begin: number;
  /** And goes on until windows stay below this one for `leastSilenceMs`. */
  readonly release: number;
  readonly windowMs: number;
  /** What is shorter was a click or a cough. */
  readonly leastSpeechMs: number;
  readonly leastSilenceMs: number;
  /** Kept before and after, as far as no other clip has it; at most `leastSilenceMs`. */
  readonly padMs: number;
  /** Longer speech is cut in pieces. */
  readonly mostMs: number;
}

export const usualSegmenting = { leastSpeechMs: 250, leastSilenceMs: 320, padMs: 192, mostMs: 15_000 } as const;

/** One stretch of speech, in milliseconds of the stream, within a clip that holds a little more. */
export interface SpeechSegment {
  readonly fromMs: number;
  readonly toMs: number;
  readonly clipFromMs: number;
  readonly clipToMs: number;
  /** Over the windows from `fromMs` to `toMs`. */
  readonly mean: number;
  readonly peak: number;
}

interface Open {
  readonly from: number;
  /** Windows up to here count as speech; those after it are quiet so far. */
  to: number;
  sum: number;
  /** Of the quiet windows, should speech go on behind them. */
  quietSum: number;
  peak: number;
}

/** Finds stretches of speech in probabilities that come one window at a time. */
export class Segmenter {
  readonly #options: SegmenterOptions;
  #window = 0;
  #lastClipEnd = 0;
  #open: Open | undefined;

  constructor(options: SegmenterOptions) {
    this.#options = options;
  }

  /** Whether speech has begun and is not over. */
  get speaking(): boolean {
    return this.#open !== undefined;
  }

  /** The segment that ended with this window, if one did. */
  push(probability: number): SpeechSegment | undefined {
    const { begin, release, windowMs, leastSilenceMs, mostMs } = this.#options;
    const from = this.#window;
    this.#window += 1;
    const open = this.#open;
    if (open === undefined) {
      if (probability >= begin) {
        this.#open = { from, to: this.#window, sum: probability, quietSum: 0, peak: probability };
      }
      return undefined;
    }
    if (probability >= release) {
      open.sum += open.quietSum + probability;
      open.quietSum = 0;
      open.to = this.#window;
      open.peak = Math.max(open.peak, probability);
    } else {
      open.quietSum += probability;
    }
    const isOver = (this.#window - open.to) * windowMs >= leastSilenceMs;
    // The next window would make it too long: what follows is a segment of its own, if it begins as one.
    const isLongest = (this.#window - open.from + 1) * windowMs > mostMs;
    return isOver || isLongest ? this.#close(open) : undefined;
  }

  /** No more windows come: what is open ends here. */
  end(): SpeechSegment | undefined {
    return this.#open === undefined ? undefined : this.#close(this.#open);
  }

  #close({ from, to, sum, peak }: Open): SpeechSegment | undefined {
    const { windowMs, leastSpeechMs, padMs } = this.#options;
    this.#open = undefined;
    const [fromMs, toMs] = [from * windowMs, to * windowMs];
    if (toMs - fromMs < leastSpeechMs) return undefined;
    const clipFromMs = Math.max(this.#lastClipEnd, fromMs - padMs);
    const clipToMs = Math.min(this.#window * windowMs, toMs + padMs);
    this.#lastClipEnd = clipToMs;
    return { fromMs, toMs, clipFromMs, clipToMs, mean: sum / (to - from), peak };
  }
}
