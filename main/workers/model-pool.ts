import type { Outcome } from '../domain/outcome.ts';
import { succeed } from '../domain/outcome.ts';
import { readPictureCard } from '../models/card.ts';
import { type OpenModel, openCarded } from './open-model.ts';
import type { VisionModel } from './protocol.ts';

/** One holder's share of an opened model. */
export interface SharedModel extends OpenModel {
  /** The network is closed when its last holder lets go. */
  release(): Promise<void>;
}

interface Pooled {
  readonly opening: Promise<Outcome<OpenModel>>;
  holders: number;
}

/** Each network is opened once, however many lines look with it: its weights are most of what a line costs. */
export class ModelPool {
  readonly #open = new Map<string, Pooled>();

  /** How many networks are open. */
  get size(): number {
    return this.#open.size;
  }

  async take({ folder, inputSize }: VisionModel, threads: number): Promise<Outcome<SharedModel>> {
    const model = await readPictureCard(folder);
    if (!model.ok) return model;
    // By its content: the folder may have been given another version since.
    const name = JSON.stringify([folder, model.value.card, threads, inputSize]);
    const pooled = this.#open.get(name) ?? { opening: openCarded(model.value, threads, inputSize), holders: 0 };
    this.#open.set(name, pooled);
    pooled.holders += 1;
    const opened = await pooled.opening;
    const release = (): Promise<void> => this.#letGo(name, pooled);
    if (opened.ok) return succeed({ ...opened.value, release: once(release) });
    await release();
    return opened;
  }

  async #letGo(name: string, pooled: Pooled): Promise<void> {
    pooled.holders -= 1;
    if (pooled.holders > 0) return;
    this.#open.delete(name);
    const opened = await pooled.opening;
    if (opened.ok) await opened.value.session.release();
  }
}

/** A share that is given back twice would close the network of another line. */
function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= act();
    return done;
  };
}
