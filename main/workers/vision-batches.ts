import type { SourceId } from '../../preload/contract/values.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import type { FairTurns } from '../vision/fair-turns.ts';
import { type BatchFeed, FolderFeed, VideoFeed, type VideoFeedOptions } from './batch-feed.ts';
import type { ModelPool, SharedModel } from './model-pool.ts';
import type { BatchLook, BatchLooked, BatchOpen, VisionVerbs } from './protocol.ts';
import { VisionBatch } from './vision-batch.ts';

export interface VisionBatchesOptions extends VideoFeedOptions {
  readonly models: ModelPool;
  readonly turns: FairTurns;
}

/** The batches that this worker has open: one as a rule. They look with the networks of the lines, behind them. */
export class VisionBatches {
  readonly #options: VisionBatchesOptions;
  readonly #open = new Map<SourceId, VisionBatch>();

  constructor(options: VisionBatchesOptions) {
    this.#options = options;
  }

  async open(open: BatchOpen): Promise<Outcome<VisionVerbs['batchOpen']['output']>> {
    await this.close(open.batch);
    const feed = await this.#feedOf(open);
    if (!feed.ok) return feed;
    const models: SharedModel[] = [];
    for (const model of open.models) {
      const taken = await this.#options.models.take(model, open.threads);
      if (taken.ok) models.push(taken.value);
      else {
        await Promise.all([feed.value.close(), ...models.map((held) => held.release())]);
        return taken;
      }
    }
    this.#open.set(open.batch, new VisionBatch(feed.value, models, this.#options.turns, open.damaged));
    return succeed({ frames: feed.value.frames, runsOn: models[0]?.session.runsOn ?? '' });
  }

  async look(look: BatchLook): Promise<Outcome<BatchLooked>> {
    const batch = this.#open.get(look.batch);
    if (batch === undefined) return notOpen(look.batch);
    const looked = await batch.look(look);
    const { failure } = batch;
    return failure === undefined || looked.pictures.length > 0 ? succeed(looked) : { ok: false, failure };
  }

  /** One that is not open is closed already. */
  async close(id: SourceId): Promise<void> {
    const batch = this.#open.get(id);
    this.#open.delete(id);
    await batch?.close();
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((id) => this.close(id)));
  }

  async #feedOf(open: BatchOpen): Promise<Outcome<BatchFeed>> {
    return open.kind === 'folder' ? succeed(new FolderFeed(open.path)) : VideoFeed.open(open, this.#options);
  }
}

const notOpen = (id: SourceId): Outcome<never> =>
  fail('wrong_state', {
    thing: `Batch ${id} in the vision worker`,
    expected: 'one that was opened',
    received: 'one that is closed',
    remedy: 'Open it first.',
  });
