import { LiveValue } from '../../main/engine/doors/live-value.ts';
import type { Inspection, LineState } from '../../preload/contract/inspections.ts';
import type { SourceId } from '../../preload/contract/values.ts';
import { fixtureFinder } from './fixture-faces.ts';
import { fixtureDetections, fixtureInspection, fixtureModel, scatter, verdictOf } from './fixture-predictions.ts';

export const stoppedLine: LineState = {
  state: 'stopped',
  note: '',
  wanted: false,
  sourceId: null,
  model: null,
  recipe: null,
  runsOn: '',
  startedAt: null,
  framesPerSecond: 0,
  inferMs: { p50: 0, p95: 0 },
  endToEndMs: { p50: 0, p95: 0 },
  frames: 0,
  drops: 0,
  stalls: 0,
  judges: true,
  verdict: null,
  finds: { now: {}, most: 0, frames: 0 },
  counts: { pass: 0, fail: 0, unsure: 0 },
  defectsByLabel: {},
  recent: [],
};

/** Tells at once that it was set, also where nobody watches it. */
class HeardValue extends LiveValue<LineState> {
  readonly #changed: () => void;

  constructor(value: LineState, changed: () => void) {
    super(value);
    this.#changed = changed;
  }

  override set(value: LineState): void {
    super.set(value);
    this.#changed();
  }
}

/** A line that is not there: ten times a second a frame was judged, every twelfth ends a part. */
export class FixtureLine {
  readonly live: LiveValue<LineState>;
  #timer: NodeJS.Timeout | undefined;

  constructor(changed: () => void = () => undefined) {
    this.live = new HeardValue(stoppedLine, changed);
  }

  start(sourceId: SourceId, model: string = fixtureModel.name): LineState {
    return model === fixtureFinder.name ? this.#startFinder(sourceId) : this.#startJudge(sourceId);
  }

  #startFinder(sourceId: SourceId): LineState {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.live.set({
      ...stoppedLine,
      state: 'running',
      wanted: true,
      sourceId,
      model: fixtureFinder,
      runsOn: 'cpu, 2 threads',
      startedAt: Date.now(),
      framesPerSecond: 15,
      inferMs: { p50: 4.2, p95: 5.9 },
      endToEndMs: { p50: 11.8, p95: 16.4 },
      frames: 1_204,
      judges: false,
      finds: { now: { face: 2 }, most: 3, frames: 1_011 },
    });
    return this.live.get();
  }

  #startJudge(sourceId: SourceId): LineState {
    const now = Date.now();
    const part = Math.floor(now / partMs) % 1_000_000;
    const recent = Array.from({ length: 20 }, (_, index) => partAt(part - index, now - index * partMs));
    this.live.set({
      ...stoppedLine,
      state: 'running',
      wanted: true,
      sourceId,
      model: fixtureModel,
      runsOn: 'cpu, 2 threads',
      startedAt: now,
      framesPerSecond: 15,
      counts: { pass: 128, fail: 17, unsure: 4 },
      defectsByLabel: { open: 6, short: 4, mousebite: 5, spur: 2 },
      recent,
    });
    this.#timer ??= setInterval(() => this.tick(), 100);
    return this.live.get();
  }

  /** Its clock stands still: what it tells is as it was put. */
  hold(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  stop(): LineState {
    this.hold();
    this.live.set({ ...this.live.get(), state: 'stopped', wanted: false, framesPerSecond: 0 });
    return this.live.get();
  }

  tick(): void {
    const before = this.live.get();
    const frames = before.frames + 1;
    const jitter = scatter(frames, 20) / 10;
    const next: LineState = {
      ...before,
      frames,
      drops: before.drops + (scatter(frames, 40) === 0 ? 1 : 0),
      framesPerSecond: 14.6 + jitter / 5,
      inferMs: { p50: 19.2 + jitter, p95: 24.8 + jitter },
      endToEndMs: { p50: 28.4 + jitter, p95: 37.1 + jitter },
      verdict: verdictOf(fixtureDetections(frames)),
    };
    this.live.set(frames % 12 === 0 ? withPart(next) : next);
  }
}

const partMs = 1_200;

const partAt = (id: number, endedAt: number): Inspection => ({
  ...fixtureInspection(id),
  startedAt: endedAt - partMs,
  endedAt,
});

function withPart(line: LineState): LineState {
  const part = partAt((line.recent[0]?.id ?? 0) + 1, Date.now());
  const byLabel = { ...line.defectsByLabel };
  for (const { label } of part.defects) byLabel[label] = (byLabel[label] ?? 0) + 1;
  return {
    ...line,
    counts: { ...line.counts, [part.verdict]: line.counts[part.verdict] + 1 },
    defectsByLabel: byLabel,
    recent: [part, ...line.recent].slice(0, 20),
  };
}
