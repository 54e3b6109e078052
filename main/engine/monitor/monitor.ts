import type { Inspection, LineState } from '../../../preload/contract/inspections.ts';
import type { Stream, WhichStream } from '../../../preload/contract/monitor.ts';
import type { Prediction } from '../../../preload/contract/predictions.ts';
import type { StationHealth } from '../../../preload/contract/station.ts';
import type { PictureFeatures } from '../../domain/drift/picture-features.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import type { Store } from '../../store/store.ts';
import type { Clock } from '../clock.ts';
import type { LiveValue } from '../doors/live-value.ts';
import type { Log } from '../log.ts';
import { driftAlerts, healthAlerts, levelAlert, lineAlerts } from './alert-causes.ts';
import { AlertDesk } from './alert-desk.ts';
import { DriftKeeper } from './drift-keeper.ts';
import { Later } from './later.ts';
import { MetricKeeper, nameOf } from './metric-keeper.ts';
import { RetrainingDesk } from './retraining-desk.ts';
import type { TrainingSet } from './training-set.ts';

export interface MonitorOptions {
  readonly clock: Clock;
  readonly store: Pick<Store, 'call'>;
  readonly log: Log;
  readonly trainingSet: TrainingSet;
}

/** What alerts come from beside the pictures. */
export interface Watched {
  readonly health: LiveValue<StationHealth>;
  readonly lines: LiveValue<readonly LineState[]>;
  /** The line that was started last. */
  readonly newest: LiveValue<LineState>;
}

const tickMs = 2_000;
const checkEveryMs = 60_000;
const mostWaiting = 500;

/** Watches over what the line sees: sums, drift, alerts, and whether the model should learn anew. */
export class Monitor {
  readonly alerts: AlertDesk;
  readonly drift: DriftKeeper;
  readonly metrics: MetricKeeper;
  readonly retraining: RetrainingDesk;
  readonly #options: MonitorOptions;
  readonly #later: Later;
  readonly #stopping = new AbortController();
  #newest: Stream | undefined;
  #line: Watched['newest'] | undefined;
  /** Labels may make a model's retraining due long after its line has stopped. */
  readonly #seen = new Map<string, Stream>();
  #cancelTick: () => void = () => {};
  #checkAt = 0;

  constructor(options: MonitorOptions) {
    const { store, clock, log, trainingSet } = options;
    const wallMs = (): number => clock.wallMs();
    this.#options = options;
    const later = new Later({
      mostWaiting,
      lost: (why) =>
        log.error(
          { part: 'monitor', code: typeof why === 'string' ? 'overloaded' : why.code },
          typeof why === 'string' ? 'a write had no room to wait' : why.message,
        ),
    });
    this.#later = later;
    this.alerts = new AlertDesk({ store, later, wallMs });
    this.metrics = new MetricKeeper((minute) => later.add(() => store.call('metrics.put', minute)));
    this.drift = new DriftKeeper({
      store,
      later,
      wallMs,
      trainingSet: async (model) => {
        const found = await trainingSet(model);
        if (!found.ok) log.warn({ part: 'monitor', code: found.failure.code }, found.failure.message);
        return found;
      },
      ended: (stream, report) => {
        if (report !== undefined) driftAlerts(this.alerts, stream, report);
        later.add(() => this.retraining.check(stream));
      },
      moved: (stream, feature, change) => levelAlert(this.alerts, stream, feature, change),
    });
    const filling = async (stream: Stream) => {
      const current = await this.drift.current(stream);
      return current.ok ? succeed(current.value?.report) : current;
    };
    this.retraining = new RetrainingDesk({ store, alerts: this.alerts, wallMs, filling });
  }

  /** Reads back what was stored. */
  async open(): Promise<Outcome<null>> {
    const opened = await this.drift.open();
    return opened.ok ? this.alerts.open() : opened;
  }

  start({ health, lines, newest }: Watched): void {
    this.#line = newest;
    const { signal } = this.#stopping;
    void follow(health, signal, (now) => healthAlerts(this.alerts, now));
    void follow(lines, signal, (now) => lineAlerts(this.alerts, now));
    this.#tick();
  }

  /** A model has looked at a frame: constant time, whatever was seen before. */
  seen(row: Omit<Prediction, 'id'>, picture: PictureFeatures | undefined): void {
    const { sourceId, model, width, height, detections, capturedAt } = row;
    const stream = { sourceId, model };
    this.#newest = stream;
    this.#seen.set(nameOf(stream), stream);
    this.metrics.seen(stream, row);
    this.drift.seen(stream, capturedAt, { width, height, detections, picture });
  }

  /** A stretch of speech: it is counted, and has no picture that could drift. */
  heard(row: Omit<Prediction, 'id'>): void {
    this.metrics.seen({ sourceId: row.sourceId, model: row.model }, row);
  }

  judged({ sourceId, model, verdict, endedAt }: Inspection): void {
    this.metrics.judged({ sourceId, model }, verdict, endedAt);
  }

  /** Which stream is meant; null where none was seen yet. */
  async find({ sourceId, model, version }: WhichStream): Promise<Outcome<Stream | null>> {
    const stored = await this.#options.store.call('streams.list', null);
    if (!stored.ok) return stored;
    const fits = (stream: Stream): boolean =>
      stream.sourceId === (sourceId ?? stream.sourceId) &&
      stream.model.name === (model ?? stream.model.name) &&
      stream.model.version === (version ?? stream.model.version);
    const found = [...this.#likely(), ...stored.value].find(fits);
    if (found !== undefined) return succeed({ sourceId: found.sourceId, model: found.model });
    if (sourceId === undefined && model === undefined && version === undefined) return succeed(null);
    return fail('not_found', {
      thing: 'Stream',
      expected: 'a source and a model that were at work together',
      received: [sourceId, model, version].filter((part) => part !== undefined).join(' '),
      remedy: 'List the streams and use one of them.',
    });
  }

  /** Several lines are seen by turns: what is not named is of the one that was started last, once it has seen something. */
  #likely(): readonly Stream[] {
    const { sourceId, model } = this.#line?.get() ?? { sourceId: null, model: null };
    const ofLine = sourceId === null || model === null ? undefined : this.#seen.get(nameOf({ sourceId, model }));
    return [ofLine, this.#newest].filter((stream) => stream !== undefined);
  }

  /** What was summed up so far is stored before this settles. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#cancelTick();
    this.metrics.flush();
    this.drift.flush();
    await this.#later.flush();
  }

  #tick(): void {
    const { clock } = this.#options;
    const nowMs = clock.wallMs();
    this.metrics.tick(nowMs);
    this.drift.tick(nowMs);
    if (this.#seen.size > 0 && nowMs >= this.#checkAt) {
      this.#checkAt = nowMs + checkEveryMs;
      for (const stream of this.#seen.values()) this.#later.add(() => this.retraining.check(stream));
    }
    void this.#later.flush();
    this.#cancelTick = clock.after(tickMs, () => this.#tick());
  }
}

async function follow<T>(value: LiveValue<T>, signal: AbortSignal, act: (now: T) => void): Promise<void> {
  for await (const now of value.watch(signal)) act(now);
}
