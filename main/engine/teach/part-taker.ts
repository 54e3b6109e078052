import type { FailureCode } from '../../../preload/contract/failures.ts';
import type { Failure, Outcome } from '../../domain/outcome.ts';
import type { Clock } from '../clock.ts';

export interface PartTakerOptions<T> {
  readonly clock: Clock;
  /** One picture of the next part. */
  readonly grab: () => Promise<Outcome<T>>;
  /** Takes it as good; tells whether its source knows parts at all. */
  readonly keep: (grabbed: T) => Promise<Outcome<{ readonly knowsParts: boolean }>>;
  readonly changed: () => void;
  /** Why no further part is taken. */
  readonly broke: (failure: Failure) => void;
}

/** A picture that does not move is seen twice, and somebody who takes the frame in view goes before: neither ends it. */
const passing: ReadonlySet<FailureCode> = new Set(['already_exists', 'cancelled']);
/** Where a source does not tell its parts, so much time is thought to lie between two. */
const apartMs = 2_000;

/** Takes part after part as good, until there are enough or somebody says stop. */
export class PartTaker<T> {
  readonly #options: PartTakerOptions<T>;
  #left = 0;
  /** Counts the starts: what was begun before the newest one is not wanted any more. */
  #round = 0;

  constructor(options: PartTakerOptions<T>) {
    this.#options = options;
  }

  get left(): number {
    return this.#left;
  }

  start(parts: number): void {
    this.#left = parts;
    this.#round += 1;
    void this.#run(this.#round);
  }

  /** Nothing that comes from now on is taken. */
  stop(): void {
    this.#left = 0;
    this.#round += 1;
  }

  async #run(round: number): Promise<void> {
    const { grab, keep, changed, broke } = this.#options;
    while (this.#left > 0) {
      const grabbed = await grab();
      if (round !== this.#round) return;
      const kept = grabbed.ok ? await keep(grabbed.value) : grabbed;
      if (round !== this.#round) return;
      if (!kept.ok && !passing.has(kept.failure.code)) {
        this.stop();
        broke(kept.failure);
        return;
      }
      if (kept.ok) this.#left -= 1;
      changed();
      if (this.#left > 0 && !(kept.ok && kept.value.knowsParts)) await this.#pause();
      if (round !== this.#round) return;
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => void this.#options.clock.after(apartMs, resolve));
  }
}
