import type { Inspection, Override } from '../../../preload/contract/inspections.ts';
import type { Prediction } from '../../../preload/contract/predictions.ts';
import type { SampleReason } from '../../../preload/contract/sampling.ts';
import type { ModelRef } from '../../../preload/contract/values.ts';
import { type Failure, failure, type Outcome } from '../../domain/outcome.ts';
import { windowStarts } from '../../domain/sampling/limits.ts';
import { lotOf } from '../../domain/sampling/lot.ts';
import type { SamplingWish } from '../../domain/sampling/sampler.ts';
import type { SampleFiles } from '../../learning/sample-files.ts';
import type { Store } from '../../store/store.ts';
import type { Clock } from '../clock.ts';
import type { SettingsDesk } from '../settings.ts';
import type { MissedDraws } from './missed-draws.ts';
import { ShownParts } from './shown-parts.ts';

type NewPrediction = Omit<Prediction, 'id'>;

export interface SampleKeeperOptions {
  readonly store: Store;
  readonly files: SampleFiles;
  readonly settings: SettingsDesk;
  readonly clock: Clock;
  readonly stationId: string;
  readonly missed: MissedDraws;
  readonly warn: (failure: Failure) => void;
}

/** More than this many on their way to the disk, and the disk is too slow to be given more. */
const mostUnderWay = 8;

/** Takes frames that are kept from the worker to the disk: the file first, then its rows in one transaction. */
export class SampleKeeper {
  readonly #options: SampleKeeperOptions;
  readonly #shown = new ShownParts();
  readonly #underWay = new Set<Promise<void>>();
  #note = '';

  constructor(options: SampleKeeperOptions) {
    this.#options = options;
  }

  /** One sentence while samples cannot be kept. */
  get note(): string {
    return this.#note;
  }

  /** What a worker needs to know to choose frames as the one before it did. Without consent it encodes none that shows a person. */
  async wish(ofPeople: boolean): Promise<SamplingWish> {
    const { store, settings, clock, stationId } = this.#options;
    const since = windowStarts(clock.wallMs());
    const kept = await store.call('samples.keptSince', { since });
    const { mostBytes: _, ...rest } = await settings.get('sampling');
    const seed = Math.floor(lotOf(stationId, 0) * 2 ** 31);
    const on = rest.on && (await this.#mayKeep(ofPeople));
    return { settings: { ...rest, on }, seed, kept: kept.ok ? [...kept.value] : since.map(() => 0) };
  }

  /** Stores the prediction in any case, and with it the sample where there is room; tells when that is on the disk. */
  keep(row: NewPrediction, reason: SampleReason, bytes: Uint8Array, ofPeople: boolean, kept = (): void => {}): void {
    if (this.#underWay.size >= mostUnderWay) {
      this.#withoutSample(row, reason, tooSlow());
      return;
    }
    const keeping = this.#keep(row, reason, bytes, ofPeople)
      .then((isTaken) => {
        if (isTaken) kept();
      })
      .finally(() => void this.#underWay.delete(keeping));
    this.#underWay.add(keeping);
  }

  /** A person sees this picture: should its verdict be overridden, it is wanted. */
  shown(row: NewPrediction, jpeg: Uint8Array, ofPeople: boolean): void {
    this.#shown.put(row, jpeg, ofPeople);
  }

  /** Drawn by lot, and lost. */
  missed(model: ModelRef): void {
    this.#options.missed.count(model);
  }

  async flush(): Promise<void> {
    await Promise.all(this.#underWay);
    await this.#options.missed.flush();
  }

  async override(id: number, override: Override): Promise<Outcome<{ inspection: Inspection; kept: boolean }>> {
    const { store, files } = this.#options;
    const last = this.#shown.of(id);
    const shown = last !== undefined && (await this.#mayKeep(last.ofPeople)) ? last : undefined;
    // The rows of the part may still wait to be stored.
    await store.flush();
    const written = shown === undefined ? undefined : await files.write(shown.jpeg, await this.#mostBytes());
    // Without room for its picture the verdict is overridden all the same.
    if (shown === undefined || written?.ok !== true) return store.call('inspections.override', { id, override });
    const { sha256, bytes, isNew } = written.value;
    const sample = { sha256, bytes, reason: 'overridden', at: override.at, showsPerson: shown.ofPeople } as const;
    const told = await store.call('inspections.override', { id, override, shown: { prediction: shown.row, sample } });
    if (isNew && (told.ok ? !told.value.tookShown : told.failure.code !== 'deadline_exceeded')) {
      await files.remove(sha256);
    }
    return told;
  }

  /** Whether it waits for a person now. */
  async #keep(row: NewPrediction, reason: SampleReason, jpeg: Uint8Array, ofPeople: boolean): Promise<boolean> {
    const { store, files, clock } = this.#options;
    // Turned off while this frame was encoded: it does not reach the disk.
    if (!(await this.#mayKeep(ofPeople))) {
      store.appendPredictions([row]);
      return false;
    }
    const written = await files.write(jpeg, await this.#mostBytes());
    if (!written.ok) {
      this.#withoutSample(row, reason, written.failure);
      return false;
    }
    const { sha256, bytes, isNew } = written.value;
    const sample = { sha256, bytes, reason, at: clock.wallMs(), showsPerson: ofPeople };
    const kept = await store.call('samples.keep', { prediction: row, sample });
    this.#note = kept.ok ? '' : kept.failure.message;
    // After a deadline nobody knows: the rows may be there, and what is left over is swept up at the next start.
    if (!kept.ok && kept.failure.code === 'deadline_exceeded') {
      // A gap too many asks for caution; one too few would promise what was not drawn.
      if (reason === 'control') this.missed(row.model);
      return false;
    }
    const isTaken = kept.ok && kept.value.itemId !== null;
    if (isNew && !isTaken) await files.remove(sha256);
    if (!kept.ok) this.#withoutSample(row, reason, kept.failure);
    return isTaken;
  }

  #withoutSample(row: NewPrediction, reason: SampleReason, why: Failure): void {
    if (reason === 'control') this.missed(row.model);
    if (this.#note !== why.message) this.#options.warn(why);
    this.#note = why.message;
    this.#options.store.appendPredictions([row]);
  }

  async #mayKeep(ofPeople: boolean): Promise<boolean> {
    if (!ofPeople) return true;
    const may = await this.#options.store.call('people.mayKeep', null);
    return may.ok && may.value;
  }

  async #mostBytes(): Promise<number> {
    return (await this.#options.settings.get('sampling')).mostBytes;
  }
}

const tooSlow = (): Failure =>
  failure('overloaded', {
    thing: 'Samples',
    expected: `at most ${mostUnderWay} on their way to the disk`,
    remedy: 'Lower the limits of sampling, or use a faster disk.',
  });
