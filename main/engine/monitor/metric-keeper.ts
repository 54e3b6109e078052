import type { Stream } from '../../../preload/contract/monitor.ts';
import type { Verdict } from '../../../preload/contract/values.ts';
import type { MetricData } from '../../domain/metrics/metric-data.ts';
import { MetricTally, type SeenByModel } from '../../domain/metrics/metric-tally.ts';

const minuteMs = 60_000;
const minuteOf = (atMs: number): number => Math.floor(atMs / minuteMs) * minuteMs;

export interface ClosedMinute {
  readonly stream: Stream;
  readonly startAt: number;
  readonly lastAt: number;
  readonly data: MetricData;
}

interface OpenMinute {
  readonly stream: Stream;
  readonly startAt: number;
  lastAt: number;
  readonly tally: MetricTally;
}

export const nameOf = ({ sourceId, model }: Stream): string => `${sourceId} ${model.name} ${model.version}`;

/** Sums up what is seen by the minute; whoever stores a minute adds it to what is there of it. */
export class MetricKeeper {
  readonly #store: (minute: ClosedMinute) => void;
  readonly #open = new Map<string, OpenMinute>();

  constructor(store: (minute: ClosedMinute) => void) {
    this.#store = store;
  }

  seen(stream: Stream, row: SeenByModel): void {
    const open = this.#minuteAt(stream, row.capturedAt);
    open.tally.seen(row);
    open.lastAt = row.capturedAt;
  }

  judged(stream: Stream, verdict: Verdict, atMs: number): void {
    this.#minuteAt(stream, atMs).tally.judged(verdict);
  }

  /** What is not stored yet of a stream. */
  current(stream: Stream): { readonly startAt: number; readonly data: MetricData } | undefined {
    const open = this.#open.get(nameOf(stream));
    return open && { startAt: open.startAt, data: open.tally.read() };
  }

  tick(nowMs: number): void {
    for (const open of this.#open.values()) if (minuteOf(nowMs) !== open.startAt) this.#close(open);
  }

  flush(): void {
    for (const open of this.#open.values()) this.#close(open);
  }

  #minuteAt(stream: Stream, atMs: number): OpenMinute {
    const [name, startAt] = [nameOf(stream), minuteOf(atMs)];
    const known = this.#open.get(name);
    if (known?.startAt === startAt) return known;
    if (known !== undefined) this.#close(known);
    const open = { stream, startAt, lastAt: atMs, tally: new MetricTally() };
    this.#open.set(name, open);
    return open;
  }

  #close({ stream, startAt, lastAt, tally }: OpenMinute): void {
    this.#open.delete(nameOf(stream));
    this.#store({ stream, startAt, lastAt, data: tally.read() });
  }
}
