import type { SampleReason } from '../../preload/contract/sampling.ts';
import type { Frame } from '../domain/frame.ts';
import type { FairTurns } from './fair-turns.ts';
import type { FrameGrab } from './frame-grab.ts';
import type { JpegEncoder } from './jpeg.ts';
import type { Looker, Sight } from './look.ts';
import { PictureRate } from './picture-rate.ts';
import type { SampleChoice, SampleDesk } from './sample-desk.ts';

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

/** What one model saw, and whether the frame is kept for the sake of it. */
export interface Look extends Sight, SampleChoice {}

export interface LoopOutlets {
  /** One look for each model, in their order. */
  prediction(frame: Frame, looks: readonly Look[], drops: number): void;
  picture(frameId: string, jpeg: Uint8Array): void;
  /** Asked after each frame: what it gives holds the loop while its listener lags. */
  room(): Promise<void> | undefined;
}

export interface LoopOptions {
  readonly feed: FrameFeed;
  /** One for each model; all look at each frame. */
  readonly lookers: readonly Looker[];
  /** Shared by all lines of a process. */
  readonly turns: FairTurns;
  readonly encoder: JpegEncoder;
  readonly outlets: LoopOutlets;
  readonly pictures: { readonly perSecond: number; readonly wanted: boolean };
  readonly samples?: SampleDesk | undefined;
  /** Whoever teaches takes single frames; absent where nobody can. */
  readonly grab?: FrameGrab | undefined;
}

const lookAgainMs = 200;

/** Takes the newest frame when its turn has come, looks at it with each model, tells what it saw; shows it as well while somebody watches. */
export class VisionLoop {
  readonly #feed: FrameFeed;
  #lookers: readonly Looker[];
  #change: (() => void) | undefined;
  readonly #turns: FairTurns;
  readonly #encoder: JpegEncoder;
  readonly #outlets: LoopOutlets;
  readonly #rate: PictureRate;
  readonly #samples: SampleDesk | undefined;
  readonly #grab: FrameGrab | undefined;
  readonly #done: Promise<void>;
  #encoding: Promise<void> | undefined;
  #wanted: boolean;
  #stopping = false;

  constructor(options: LoopOptions) {
    this.#feed = options.feed;
    this.#lookers = options.lookers;
    this.#turns = options.turns;
    this.#encoder = options.encoder;
    this.#outlets = options.outlets;
    this.#rate = new PictureRate(options.pictures.perSecond);
    this.#wanted = options.pictures.wanted;
    this.#samples = options.samples;
    this.#grab = options.grab;
    this.#done = this.#run();
  }

  /** Rejects when the network or an encoder breaks: a bug, for the process edge. */
  get done(): Promise<void> {
    return this.#done;
  }

  view(wanted: boolean): void {
    this.#wanted = wanted;
  }

  /** Other models look from the next frame on; `changed` is called between the last frame of those before and the first of these. */
  use(lookers: readonly Looker[], changed: () => void): Promise<void> {
    return new Promise((done) => {
      this.#change = () => {
        this.#lookers = lookers;
        changed();
        done();
      };
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#done;
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      await this.#turns.take();
      this.#change?.();
      this.#change = undefined;
      // Only now: what waited for the turn would be stale.
      const held = this.#stopping ? undefined : this.#feed.take();
      if (held !== undefined) {
        await this.#see(held);
        const room = this.#outlets.room();
        if (room !== undefined) await room;
      }
      this.#turns.done();
      if (held === undefined && !this.#stopping) await this.#feed.arrival(lookAgainMs);
    }
    await this.#encoding;
    await this.#samples?.idle();
    await this.#grab?.end();
  }

  async #see(held: HeldFrame): Promise<void> {
    // Whether the picture before it is encoded by then is not known yet: heat of a few frames is for nothing.
    const mayShow = this.#wanted && this.#rate.isDue(performance.now());
    const looks: Look[] = [];
    let kept: SampleReason | undefined;
    for (const [model, looker] of this.#lookers.entries()) {
      const sight = await looker.look(held.frame, mayShow ? 'with heat' : 'without heat');
      // One sample a frame: the first model that finds it worth a person's look is the one that it is labelled for.
      const choice = kept === undefined ? this.#samples?.decide(held.frame, sight.detections, model) : undefined;
      kept ??= choice?.kept;
      looks.push({ ...sight, ...choice });
    }
    this.#outlets.prediction(held.frame, looks, this.#feed.drops);
    if (kept !== undefined) this.#samples?.keep(held.frame, kept);
    this.#grab?.see(held.frame);
    const show = mayShow && this.#wanted && this.#encoding === undefined && this.#rate.allows(performance.now());
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
