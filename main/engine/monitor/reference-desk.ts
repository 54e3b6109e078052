import type { DriftReport } from '../../../preload/contract/drift.ts';
import type { DriftReference, Stream } from '../../../preload/contract/monitor.ts';
import { againstTrainingSet, driftDefaults, driftReport } from '../../domain/drift/report.ts';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import { readWindow, writeWindow } from '../../observe/stored-window.ts';
import type { ClosedWindow } from '../../observe/stream-windows.ts';
import type { Store } from '../../store/store.ts';
import { nameOf } from './metric-keeper.ts';
import { noTrainingSet, type TrainingSet } from './training-set.ts';

export interface Reference {
  readonly origin: DriftReference['origin'];
  readonly setAt: number;
  readonly window: ClosedWindow;
}

export interface ReferenceDeskOptions {
  readonly store: Pick<Store, 'call'>;
  readonly wallMs: () => number;
  readonly trainingSet: TrainingSet;
  /** Another reference than before: the last windows were compared with that. */
  readonly changed: (stream: Stream, reference: Reference) => void;
}

/** What each stream is compared with: the window that a person chose, else the model's training set, else the first whole window. */
export class ReferenceDesk {
  readonly #options: ReferenceDeskOptions;
  readonly #references = new Map<string, Reference>();
  /** Each stream's training set is looked for once. */
  readonly #looked = new Map<string, Promise<void>>();

  constructor(options: ReferenceDeskOptions) {
    this.#options = options;
  }

  async open(): Promise<Outcome<null>> {
    const stored = await this.#options.store.call('drift.references', null);
    if (!stored.ok) return stored;
    for (const { stream, sketches, ...rest } of stored.value) {
      const window = readWindow(sketches);
      // One of another layout says nothing here: what comes after it in line takes its place.
      if (window.ok) this.#use(stream, { ...rest, window: window.value });
    }
    return succeed(null);
  }

  async of(stream: Stream): Promise<Reference | undefined> {
    const name = nameOf(stream);
    const looked = this.#looked.get(name) ?? this.#look(stream);
    this.#looked.set(name, looked);
    await looked;
    return this.#references.get(name);
  }

  async set(stream: Stream, origin: Reference['origin'], window: ClosedWindow): Promise<Outcome<Reference>> {
    await this.of(stream);
    const { store, wallMs } = this.#options;
    const reference: Reference = { origin, setAt: wallMs(), window };
    const { setAt } = reference;
    const stored = await store.call('drift.setReference', { stream, origin, setAt, sketches: writeWindow(window) });
    if (!stored.ok) return stored;
    this.#use(stream, reference);
    return succeed(reference);
  }

  async setTrainingSet(stream: Stream): Promise<Outcome<Reference>> {
    const found = await this.#options.trainingSet(stream.model);
    if (!found.ok) return found;
    return found.value === null ? noTrainingSet(stream.model.name) : this.set(stream, 'training-set', found.value);
  }

  /** A training set that cannot be read is no reason not to watch: the first whole window takes its place. */
  async #look(stream: Stream): Promise<void> {
    const known = this.#references.get(nameOf(stream));
    if (known !== undefined && known.origin !== 'first-window') return;
    const found = await this.#options.trainingSet(stream.model);
    if (!found.ok || found.value === null) return;
    this.#use(stream, { origin: 'training-set', setAt: this.#options.wallMs(), window: found.value });
  }

  #use(stream: Stream, reference: Reference): void {
    this.#references.set(nameOf(stream), reference);
    this.#options.changed(stream, reference);
  }
}

/** A training set was drawn from elsewhere: it knows neither how a line's frames resemble each other nor its levels. */
export const isOfLine = ({ origin }: Reference): boolean => origin !== 'training-set';

export function compare(reference: Reference | undefined, window: ClosedWindow): DriftReport | undefined {
  if (reference === undefined) return undefined;
  return driftReport(reference.window, window, isOfLine(reference) ? driftDefaults : againstTrainingSet);
}

/** Against a training set only when it is whole: the few parts that pass in minutes are never the variety a model was made for. */
export const compareFilling = (reference: Reference | undefined, window: ClosedWindow): DriftReport | undefined =>
  reference !== undefined && isOfLine(reference) ? compare(reference, window) : undefined;

export const told = (stream: Stream, { origin, setAt, window }: Reference): DriftReference => ({
  stream,
  origin,
  setAt,
  window: window.window,
});
