import type { OutputTest } from '../../preload/contract/outputs.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { OutputClock } from './job.ts';

/** Writes down what a test of an output does, and how long each step of it took. */
export class TestSteps {
  readonly #clock: Pick<OutputClock, 'monotonicMs'>;
  readonly #startedAt: number;
  readonly #steps: OutputTest['steps'] = [];

  constructor(clock: Pick<OutputClock, 'monotonicMs'>) {
    this.#clock = clock;
    this.#startedAt = clock.monotonicMs();
  }

  async take<T>(what: string, act: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const startedAt = this.#clock.monotonicMs();
    const outcome = await act();
    const note = outcome.ok ? '' : outcome.failure.message;
    this.#steps.push({ what, ok: outcome.ok, note, tookMs: this.#clock.monotonicMs() - startedAt });
    return outcome;
  }

  get report(): OutputTest {
    const steps = [...this.#steps];
    return { ok: steps.every(({ ok }) => ok), tookMs: this.#clock.monotonicMs() - this.#startedAt, steps };
  }
}
