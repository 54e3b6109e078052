import { LiveValue } from '../../main/engine/doors/live-value.ts';
import type { LineState } from '../../preload/contract/inspections.ts';
import type { SourceId } from '../../preload/contract/values.ts';
import { FixtureLine, stoppedLine } from './fixture-line.ts';

/** Lines that are not there, one for each source; `first` is the one that most tests are about. */
export class FixtureLines {
  readonly live = new LiveValue<readonly LineState[]>([]);
  readonly #others = new Map<SourceId, FixtureLine>();
  readonly first = this.#made();
  /** Whether its frames carry heat, as of a model that was taught good parts. */
  hasHeat = false;
  #newest = this.first;

  /** Starts the line of a source, or changes it over; the others go on. */
  start(sourceId: SourceId, model?: string, more: Partial<LineState> = {}): LineState {
    this.#newest = this.#lineOf(sourceId) ?? this.#open(sourceId);
    const { live } = this.#newest;
    live.set({ ...this.#newest.start(sourceId, model), ...more });
    return live.get();
  }

  stop(sourceId?: SourceId): LineState {
    if (sourceId !== undefined) return this.#lineOf(sourceId)?.stop() ?? { ...stoppedLine, sourceId };
    for (const line of this.#all()) line.stop();
    return this.#newest.live.get();
  }

  read(sourceId?: SourceId): LineState {
    if (sourceId === undefined) return this.#newest.live.get();
    return this.#lineOf(sourceId)?.live.get() ?? { ...stoppedLine, sourceId };
  }

  all(): LineState[] {
    return this.#all()
      .map((line) => line.live.get())
      .filter(({ sourceId }) => sourceId !== null);
  }

  async *watch(sourceId: SourceId | undefined, signal?: AbortSignal): AsyncGenerator<LineState, void, undefined> {
    const line = sourceId === undefined ? this.#newest : this.#lineOf(sourceId);
    if (line !== undefined) return yield* line.live.watch(signal);
    for await (const _ of this.live.watch(signal)) yield this.read(sourceId);
  }

  /** Puts the line of a source into any state, also one that a real line has only when it is broken. */
  put(sourceId: SourceId, part: Partial<LineState>): void {
    const line = this.#lineOf(sourceId) ?? this.#open(sourceId);
    line.hold();
    line.live.set({ ...line.live.get(), sourceId, ...part });
  }

  close(): void {
    this.stop();
  }

  #all(): FixtureLine[] {
    return [this.first, ...this.#others.values()];
  }

  #lineOf(sourceId: SourceId): FixtureLine | undefined {
    const started = this.first.live.get().sourceId;
    return started === sourceId || (started === null && this.#others.size === 0)
      ? this.first
      : this.#others.get(sourceId);
  }

  #open(sourceId: SourceId): FixtureLine {
    const line = this.#made();
    this.#others.set(sourceId, line);
    return line;
  }

  #made(): FixtureLine {
    return new FixtureLine(() => this.live.set(this.all()));
  }
}
