import sharp from 'sharp';
import type { Failure } from '../domain/outcome.ts';
import type { FairTurns } from '../vision/fair-turns.ts';
import { JpegEncoder, viewQuality } from '../vision/jpeg.ts';
import { Looker } from '../vision/look.ts';
import type { BatchFeed, FedPicture } from './batch-feed.ts';
import type { SharedModel } from './model-pool.ts';
import type { BatchLook, BatchLooked, BatchPicture, FrameLook } from './protocol.ts';

/** A report shows defects, not grain: longer sides cost the disk more than they tell. */
const longestSide = 1_280;
/** Whoever asked hears at least this often. */
const answerAfterMs = 400;
/** Lines go first, but one of them that is always busy must not keep a batch waiting for ever. */
const behindAtMostMs = 250;

/** One batch in the worker: pictures are looked at only when they are asked for, so that none is dropped. */
export class VisionBatch {
  readonly #feed: BatchFeed;
  readonly #models: readonly SharedModel[];
  readonly #lookers: readonly Looker[];
  readonly #turns: FairTurns;
  readonly #encoder = new JpegEncoder(viewQuality);
  #damaged: number;
  #working: Promise<unknown> = Promise.resolve();
  #isClosing = false;

  constructor(feed: BatchFeed, models: readonly SharedModel[], turns: FairTurns, damaged: number) {
    this.#feed = feed;
    this.#models = models;
    this.#lookers = models.map(({ adapter, session }) => new Looker(adapter, session));
    this.#turns = turns;
    this.#damaged = damaged;
  }

  /** Why no more pictures come; what was seen before it is told first. */
  get failure(): Failure | undefined {
    return this.#feed.failure;
  }

  look(look: BatchLook): Promise<BatchLooked> {
    const working = this.#working.then(() => this.#look(look));
    this.#working = working.catch(() => undefined);
    return working;
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#working;
    await this.#feed.close();
    this.#encoder.close();
    await Promise.all(this.#models.map((model) => model.release()));
  }

  async #look({ names, most, pictureFrom }: BatchLook): Promise<BatchLooked> {
    this.#feed.name(names);
    const startedAt = performance.now();
    const pictures: BatchPicture[] = [];
    while (pictures.length < most && performance.now() - startedAt < answerAfterMs && !this.#isClosing) {
      const fed = await this.#feed.next();
      if (fed === undefined) return { pictures, end: this.#end() };
      if (this.#feed.failure !== undefined) break;
      pictures.push('broken' in fed ? fed : await this.#see(fed, pictureFrom));
    }
    return { pictures };
  }

  async #see(fed: Extract<FedPicture, { release(): void }>, pictureFrom: number | null): Promise<BatchPicture> {
    const { name, frame } = fed;
    const looks: FrameLook[] = [];
    for (const looker of this.#lookers) {
      await this.#turns.takeBehind(behindAtMostMs);
      looks.push(await looker.look(frame));
      this.#turns.done();
    }
    const top = Math.max(0, ...looks.flatMap(({ detections }) => detections.map(({ score }) => score)));
    const isWanted = pictureFrom !== null && (top >= pictureFrom || looks.some(({ trouble }) => trouble !== undefined));
    const jpeg = isWanted ? await this.#picture(frame) : undefined;
    fed.release();
    const damaged = (frame.media?.damaged ?? 0) - this.#damaged;
    this.#damaged += damaged;
    const { width, height } = frame;
    return { name, atMs: frame.media?.ms ?? null, width, height, damaged, looks, jpeg };
  }

  async #picture(frame: Extract<FedPicture, { release(): void }>['frame']): Promise<Uint8Array> {
    const jpeg = await this.#encoder.encode(frame);
    if (Math.max(frame.width, frame.height) <= longestSide) return jpeg;
    return sharp(jpeg).resize(longestSide, longestSide, { fit: 'inside' }).jpeg({ quality: 82 }).toBuffer();
  }

  #end(): BatchLooked['end'] {
    const { end } = this.#feed;
    return end === undefined ? undefined : { damaged: end.damaged - this.#damaged, note: end.note };
  }
}
