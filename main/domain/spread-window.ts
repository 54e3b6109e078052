import type { Spread } from '../../preload/contract/values.ts';

const slotMs = 1_000;
/** Bins grow by 4 %: a percentile is read to within 2 % from 0.05 ms up to 15 minutes. */
const lowest = 0.05;
const growth = 1.04;
const bins = 430;
const logGrowth = Math.log(growth);

const binOf = (value: number): number =>
  Math.min(bins - 1, Math.max(0, Math.floor(Math.log(Math.max(value, lowest) / lowest) / logGrowth)));
const middleOf = (bin: number): number => lowest * growth ** (bin + 0.5);

/** Percentiles and rate over the last seconds; adding costs the same however many values there are. */
export class SpreadWindow {
  readonly #slots: readonly Uint32Array[];
  readonly #slotCounts: Uint32Array;
  readonly #total = new Uint32Array(bins);
  #count = 0;
  #newest = Number.NEGATIVE_INFINITY;
  #firstAt: number | undefined;

  constructor(seconds: number) {
    this.#slots = Array.from({ length: seconds }, () => new Uint32Array(bins));
    this.#slotCounts = new Uint32Array(seconds);
  }

  add(value: number, atMs: number): void {
    this.#advance(atMs);
    this.#firstAt ??= atMs;
    const index = this.#indexOf(this.#newest);
    const bin = binOf(value);
    const slot = this.#slots[index];
    if (slot === undefined) return;
    slot[bin] = (slot[bin] ?? 0) + 1;
    this.#total[bin] = (this.#total[bin] ?? 0) + 1;
    this.#slotCounts[index] = (this.#slotCounts[index] ?? 0) + 1;
    this.#count += 1;
  }

  read(atMs: number): Spread {
    this.#advance(atMs);
    return { p50: this.#percentile(0.5), p95: this.#percentile(0.95) };
  }

  /** Values a second, over the window or over the time since the first value where that is shorter. */
  perSecond(atMs: number): number {
    this.#advance(atMs);
    if (this.#count === 0 || this.#firstAt === undefined) return 0;
    const windowStart = (this.#newest - this.#slots.length + 1) * slotMs;
    const seconds = (atMs - Math.max(windowStart, this.#firstAt)) / 1000;
    return this.#count / Math.max(seconds, 0.25);
  }

  #percentile(share: number): number {
    if (this.#count === 0) return 0;
    const rank = Math.ceil(share * this.#count);
    let seen = 0;
    for (let bin = 0; bin < bins; bin += 1) {
      seen += this.#total[bin] ?? 0;
      if (seen >= rank) return middleOf(bin);
    }
    return middleOf(bins - 1);
  }

  #indexOf(slotNumber: number): number {
    return slotNumber % this.#slots.length;
  }

  /** Empties the slots that time has passed over since the last call. */
  #advance(atMs: number): void {
    const now = Math.max(this.#newest, Math.floor(atMs / slotMs));
    const passed = Math.min(now - this.#newest, this.#slots.length);
    for (let step = 0; step < passed; step += 1) this.#empty(this.#indexOf(now - step));
    this.#newest = now;
  }

  #empty(index: number): void {
    const slot = this.#slots[index];
    const count = this.#slotCounts[index] ?? 0;
    if (slot === undefined || count === 0) return;
    for (let bin = 0; bin < bins; bin += 1) this.#total[bin] = (this.#total[bin] ?? 0) - (slot[bin] ?? 0);
    slot.fill(0);
    this.#slotCounts[index] = 0;
    this.#count -= count;
  }
}
