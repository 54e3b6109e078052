import { type DriftReport, type NumberFeature, numberFeatures } from '../../preload/contract/drift.ts';
import type { ModelRef, SourceId } from '../../preload/contract/values.ts';
import type { FeatureSketches, Observation } from '../domain/drift/feature-sketches.ts';
import { featureSpecs } from '../domain/drift/features.ts';
import { type LevelChange, LevelWatch } from '../domain/drift/level-watch.ts';
import { type DriftOptions, driftDefaults, driftReport } from '../domain/drift/report.ts';
import { hourly, type WindowOptions } from '../domain/drift/tumbling.ts';
import { type ClosedWindow, StreamWindows } from './stream-windows.ts';

/** One camera seen by one version of a model: what is compared only with itself. */
export interface StreamKey {
  readonly sourceId: SourceId;
  readonly model: ModelRef;
}

export interface DriftOutlets {
  /** A window ended; the report is undefined while the stream has no reference. */
  closed(key: StreamKey, window: ClosedWindow, report: DriftReport | undefined): void;
  /** A level moved, long before the window ends; said once a window for each feature. */
  moved(key: StreamKey, feature: NumberFeature, change: LevelChange): void;
}

export interface DriftWatchOptions {
  readonly windows: WindowOptions;
  readonly drift: DriftOptions;
  /** More streams than this, and the one that was silent longest is closed. */
  readonly mostStreams: number;
}

export const driftWatchDefaults: DriftWatchOptions = { windows: hourly, drift: driftDefaults, mostStreams: 64 };

/** Features of the picture: they tell of the light and the lens at once, in every frame. */
const watched = numberFeatures.filter((feature) => !['confidence', 'boxCount', 'boxShare'].includes(feature));

interface Stream {
  readonly key: StreamKey;
  readonly windows: StreamWindows;
  reference: ClosedWindow | undefined;
  levels: ReadonlyMap<NumberFeature, LevelWatch>;
  readonly said: Set<NumberFeature>;
}

const nameOf = ({ sourceId, model }: StreamKey): string => JSON.stringify([sourceId, model.name, model.version]);

function levelsAgainst(sketches: FeatureSketches): ReadonlyMap<NumberFeature, LevelWatch> {
  const found = watched.map(
    (feature) => [feature, LevelWatch.against(sketches.numbers[feature], featureSpecs[feature].leastShift)] as const,
  );
  return new Map(found.flatMap(([feature, watch]) => (watch === undefined ? [] : [[feature, watch]])));
}

/** Sums up every prediction in constant time, and compares each window that ends with its stream's reference. */
export class DriftWatch {
  readonly #options: DriftWatchOptions;
  readonly #outlets: DriftOutlets;
  /** In the order of their last prediction, oldest first. */
  readonly #streams = new Map<string, Stream>();

  constructor(outlets: DriftOutlets, options: DriftWatchOptions = driftWatchDefaults) {
    this.#outlets = outlets;
    this.#options = options;
  }

  observe(key: StreamKey, capturedAt: number, observation: Observation): void {
    const stream = this.#streamOf(key);
    stream.windows.add(capturedAt, observation);
    this.#watchLevels(stream, observation);
  }

  /** From here on windows of this stream are compared with this one, and its levels too. */
  compareWith(key: StreamKey, reference: ClosedWindow | undefined): void {
    this.#streamOf(key).reference = reference;
    this.watchLevels(key, reference);
  }

  /** Levels against a window of the line itself: one that was drawn from elsewhere does not know its unrest. */
  watchLevels(key: StreamKey, own: ClosedWindow | undefined): void {
    const stream = this.#streamOf(key);
    stream.levels = own === undefined ? new Map() : levelsAgainst(own.sketches);
    stream.said.clear();
  }

  /** The window that is still filling and how it compares so far; undefined for a stream that was not seen. */
  current(key: StreamKey): { readonly window: ClosedWindow; readonly report: DriftReport | undefined } | undefined {
    const stream = this.#streams.get(nameOf(key));
    const window = stream?.windows.current;
    return stream && window && { window, report: this.#report(stream, window) };
  }

  /** To be called every few seconds, with the wall time that frames are stamped with. */
  tick(nowMs: number): void {
    for (const { windows } of this.#streams.values()) windows.tick(nowMs);
  }

  /** Hands over every open window; for a stop. */
  flush(): void {
    for (const { windows } of this.#streams.values()) windows.flush();
  }

  #streamOf(key: StreamKey): Stream {
    const name = nameOf(key);
    const stream = this.#streams.get(name) ?? this.#begin(key);
    this.#streams.delete(name);
    this.#streams.set(name, stream);
    this.#closeSilent();
    return stream;
  }

  #begin(key: StreamKey): Stream {
    const closed = (window: ClosedWindow): void => {
      stream.said.clear();
      this.#outlets.closed(key, window, this.#report(stream, window));
    };
    const windows = new StreamWindows(this.#options.windows, closed);
    const stream: Stream = { key, windows, reference: undefined, levels: new Map(), said: new Set() };
    return stream;
  }

  #closeSilent(): void {
    if (this.#streams.size <= this.#options.mostStreams) return;
    const [oldest] = this.#streams;
    if (oldest === undefined) return;
    this.#streams.delete(oldest[0]);
    oldest[1].windows.flush();
  }

  #report({ reference }: Stream, window: ClosedWindow): DriftReport | undefined {
    return reference && driftReport(reference, window, this.#options.drift);
  }

  #watchLevels({ key, levels, said }: Stream, { picture }: Observation): void {
    if (picture === undefined) return;
    const values: Readonly<Partial<Record<NumberFeature, number>>> = { ...picture, ...picture.colour };
    for (const [feature, watch] of levels) {
      const value = values[feature];
      const change = value === undefined ? undefined : watch.add(value);
      if (change === undefined || said.has(feature)) continue;
      said.add(feature);
      this.#outlets.moved(key, feature, change);
    }
  }
}
