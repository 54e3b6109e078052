import type { OutputState } from '../../../preload/contract/outputs.ts';

type Figures = Pick<OutputState, 'lastToldAt' | 'signalMs' | 'told' | 'failed' | 'waiting' | 'dropped' | 'skipped'>;

const mostTimes = 512;

/** What is counted of one output since the station began, and how long the last signals took. */
export class OutputFigures {
  told = 0;
  failed = 0;
  waiting = 0;
  dropped = 0;
  skipped = 0;
  #lastToldAt: number | null = null;
  readonly #times: number[] = [];
  #next = 0;

  /** `tookMs` is null for what was told late: it says nothing of how quick the way is. */
  tell(atMs: number, tookMs: number | null): void {
    this.told += 1;
    this.#lastToldAt = atMs;
    if (tookMs === null) return;
    this.#times[this.#next] = tookMs;
    this.#next = (this.#next + 1) % mostTimes;
  }

  read(): Figures {
    const { told, failed, waiting, dropped, skipped } = this;
    return { told, failed, waiting, dropped, skipped, lastToldAt: this.#lastToldAt, signalMs: this.#spread() };
  }

  #spread(): Figures['signalMs'] {
    if (this.#times.length === 0) return null;
    const sorted = this.#times.toSorted((a, b) => a - b);
    const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
    return { p50: at(0.5), p99: at(0.99) };
  }
}
