import type { SampleReason } from '../../preload/contract/sampling.ts';
import type { Frame } from '../domain/frame.ts';
import type { JpegEncoder } from './jpeg.ts';
import type { Looker, Sight } from './look.ts';
import { PictureRate } from './picture-rate.ts';
import type { SampleDesk } from './sample-desk.ts';

export interface HeldFrame {
  readonly frame: Frame;
  release(): void;
}

/** Where frames come from, newest first; older ones are dropped and counted there. */
export interface FrameFeed {
  readonly drops: number;
  take(): HeldFrame | undefined;
  arrival(atMostMs: number): Promise<void>;
}

export interface LoopOutlets {
  prediction(frame: Frame, sight: Sight, drops: number, kept: SampleReason | undefined): void;
  picture(frameId: string, jpeg: Uint8Array): void;
  /** Awaited after each frame: gives the thread to whatever else waits, and holds the loop while its listener lags. */
  room(): Promise<void>;
}

const lookAgainMs = 200;

/** Takes the newest frame, looks at it, tells what it saw; shows it as well while somebody watches. */
export class VisionLoop {
  readonly #feed: FrameFeed;
  readonly #looker: Looker;
  readonly #encoder: JpegEncoder;
  readonly #outlets: LoopOutlets;
  readonly #rate: PictureRate;
  readonly #samples: SampleDesk | undefined;
  readonly #done: Promise<void>;
  #encoding: Promise<void> | undefined;
  #wanted: boolean;
  #stopping = false;

  constructor(
    feed: FrameFeed,
    looker: Looker,
    encoder: JpegEncoder,
    outlets: LoopOutlets,
    pictures: { readonly perSecond: number; readonly wanted: boolean },
    samples?: SampleDesk,
  ) {
    this.#feed = feed;
    this.#looker = looker;
    this.#encoder = encoder;
    this.#outlets = outlets;
    this.#rate = new PictureRate(pictures.perSecond);
    this.#wanted = pictures.wanted;
    this.#samples = samples;
    this.#done = this.#run();
  }

  /** Rejects when the network or an encoder breaks: a bug, for the process edge. */
  get done(): Promise<void> {
    return this.#done;
  }

  view(wanted: boolean): void {
    this.#wanted = wanted;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#done;
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      const held = this.#feed.take();
      if (held === undefined) {
        await this.#feed.arrival(lookAgainMs);
        continue;
      }
      await this.#see(held);
      await this.#outlets.room();
    }
    await this.#encoding;
    await this.#samples?.idle();
  }

  async #see(held: HeldFrame): Promise<void> {
    const sight = await this.#looker.look(held.frame);
    const kept = this.#samples?.decide(held.frame, sight.detections);
    this.#outlets.prediction(held.frame, sight, this.#feed.drops, kept);
    if (kept !== undefined) this.#samples?.keep(held.frame, kept);
    const show = this.#wanted && this.#encoding === undefined && this.#rate.allows(performance.now());
    if (show) this.#encoding = this.#show(held);
    else held.release();
  }

  async #show(held: HeldFrame): Promise<void> {
    const jpeg = await this.#encoder.encode(held.frame);
    this.#encoding = undefined;
    held.release();
    if (this.#wanted && !this.#stopping) this.#outlets.picture(held.frame.id, jpeg);
  }
}
