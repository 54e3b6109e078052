import type { VerdictMessage } from '../../../preload/contract/outputs.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Store } from '../../store/store.ts';
import type { Clock } from '../clock.ts';

export interface BacklogOptions {
  readonly store: Pick<Store, 'call'>;
  readonly clock: Clock;
  readonly most: number;
  readonly mostAgeMs: number;
  /** After a telling that failed while the way seems to stand. */
  readonly againMs: number;
}

export const usualBacklog = { most: 10_000, mostAgeMs: 7 * 86_400_000, againMs: 1_000 } as const;

export interface DrainInto {
  readonly tell: (message: VerdictMessage) => Promise<Outcome<unknown>>;
  /** How long until the next may be told; asking takes it. */
  readonly waitMs: () => number;
  readonly told: () => void;
  /** It will never be taken: the rest goes on without it. */
  readonly refused: () => void;
}

const pageRows = 20;

/** What could not be told, on the disk: told later in its order, marked as late, one after the other for each output. */
export class Backlog {
  readonly #options: BacklogOptions;
  readonly #draining = new Set<string>();
  readonly #halted = new Set<string>();
  /** Who goes on once the one that was halted has come to its end. */
  readonly #next = new Map<string, DrainInto>();

  constructor(options: BacklogOptions) {
    this.#options = options;
  }

  /** Says how many older ones had to go for it. */
  keep(outputId: string, message: VerdictMessage): Promise<Outcome<{ dropped: number }>> {
    const { store, clock, most, mostAgeMs } = this.#options;
    const late = { ...message, historical: true };
    return store.call('signals.keep', { outputId, message: late, at: clock.wallMs(), most, mostAgeMs });
  }

  async drain(outputId: string, into: DrainInto): Promise<void> {
    if (this.#draining.has(outputId)) {
      if (this.#halted.has(outputId)) this.#next.set(outputId, into);
      return;
    }
    this.#draining.add(outputId);
    this.#halted.delete(outputId);
    const isDone = await this.#drain(outputId, into);
    this.#draining.delete(outputId);
    const next = this.#next.get(outputId);
    this.#next.delete(outputId);
    if (next !== undefined) return this.drain(outputId, next);
    if (!isDone && !this.#halted.has(outputId)) {
      this.#options.clock.after(this.#options.againMs, () => {
        if (!this.#halted.has(outputId)) void this.drain(outputId, into);
      });
    }
  }

  halt(outputId: string): void {
    this.#halted.add(outputId);
    this.#next.delete(outputId);
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#options.clock.after(ms, resolve));
  }

  /** Whether nothing waits any more. */
  async #drain(outputId: string, { tell, waitMs, told, refused }: DrainInto): Promise<boolean> {
    const { store } = this.#options;
    for (;;) {
      const page = await store.call('signals.next', { outputId, limit: pageRows });
      if (!page.ok) return false;
      if (page.value.length === 0) return true;
      for (const { id, message } of page.value) {
        for (let ms = waitMs(); ms > 0; ms = waitMs()) await this.#pause(ms);
        if (this.#halted.has(outputId)) return false;
        const outcome = await tell(message);
        if (!outcome.ok && outcome.failure.code !== 'bad_input') return false;
        // Told twice where this fails: whoever hears it knows the part by its number.
        const settled = await store.call('signals.settle', { id });
        if (outcome.ok) told();
        else refused();
        if (!settled.ok) return false;
      }
    }
  }
}
