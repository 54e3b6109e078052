import { AV_NOPTS_VALUE } from 'node-av/constants';
import type { Pause } from '../pause.ts';
import { monotonicMs } from '../stamp.ts';
import type { OpenInput } from './input.ts';

const lateMs = 500;
const usualFramesPerSecond = 25;

/** Holds each picture of a recording back until its time has come. */
export class Pacer {
  readonly #input: OpenInput;
  readonly #pause: Pause;
  readonly #intervalMs: number;
  #startedAt: number | undefined;
  #lastMs = 0;

  constructor(input: OpenInput, pause: Pause) {
    this.#input = input;
    this.#pause = pause;
    this.#intervalMs = 1000 / (input.format.framesPerSecond || usualFramesPerSecond);
  }

  async until(ticks: bigint): Promise<void> {
    const mediaMs = this.#mediaMs(ticks);
    this.#lastMs = mediaMs;
    this.#startedAt ??= monotonicMs() - mediaMs;
    const waitMs = this.#startedAt + mediaMs - monotonicMs();
    // After a long hold-up the recording goes on from here instead of catching up in a burst.
    if (waitMs < -lateMs || waitMs > 10_000) this.#startedAt = monotonicMs() - mediaMs;
    else if (waitMs > 1) await this.#pause.for(waitMs);
  }

  /** The last picture stands as long as any other before the recording starts over. */
  async afterLast(): Promise<void> {
    await this.#pause.for(this.#intervalMs);
  }

  #mediaMs(ticks: bigint): number {
    if (ticks === AV_NOPTS_VALUE) return this.#lastMs + this.#intervalMs;
    return Number(ticks) * this.#input.secondsPerTick * 1000;
  }
}
