import { describe, expect, it } from 'vitest';
import { createDemoLine } from '../../../main/capture/demo-line/line.ts';
import { pictureFeatures } from '../../../main/domain/drift/picture-features.ts';
import { succeed } from '../../../main/domain/outcome.ts';
import { LiveValue } from '../../../main/engine/doors/live-value.ts';
import { stoppedLine } from '../../../main/engine/line/stopped-line.ts';
import { Monitor } from '../../../main/engine/monitor/monitor.ts';
import type { TrainingSet } from '../../../main/engine/monitor/training-set.ts';
import type { Connection } from '../../../main/store/connection.ts';
import type { Store } from '../../../main/store/store.ts';
import type { LineState } from '../../../preload/contract/inspections.ts';
import type { StationHealth } from '../../../preload/contract/station.ts';
import { quietLog } from '../../support/engine-station.ts';
import { FakeClock, settled } from '../../support/fake-clock.ts';
import { ask, told } from '../../unit/store/ask.ts';
import { labelledItems } from '../../unit/store/labelled-items.ts';
import { openTestDatabase } from '../../unit/store/open-test-database.ts';

const side = 64;
const framesPerSecond = 2;
const framesPerMinute = 60 * framesPerSecond;
const hourMs = 3_600_000;
const stream = { sourceId: 'demo-line', model: { name: 'pcb-defects', version: '1.0.0' } };
const cause = 'drift demo-line pcb-defects 1.0.0';

/** A whole station's monitor over a real file, with hours that pass as fast as they can be reckoned. */
class Station {
  readonly clock = new FakeClock();
  readonly #db: Connection;
  #frames = 0;
  readonly #trainingSet: TrainingSet;
  monitor: Monitor;

  constructor(db: Connection, trainingSet: TrainingSet = async () => succeed(null)) {
    this.#db = db;
    this.#trainingSet = trainingSet;
    this.monitor = this.#fresh();
  }

  async start(): Promise<void> {
    const untilTheHour = hourMs - (this.clock.wallMs() % hourMs);
    await this.clock.advance(untilTheHour);
    await this.#begin();
  }

  async restart(): Promise<void> {
    await this.monitor.stop();
    this.monitor = this.#fresh();
    await this.#begin();
  }

  async pass(minutes: number, drift: { readonly lightingDrift?: number } = {}): Promise<void> {
    const line = createDemoLine({ width: side, height: side, framesPerSecond, ...drift });
    for (let minute = 0; minute < minutes; minute += 1) {
      const startAt = this.clock.wallMs();
      for (let index = 0; index < framesPerMinute; index += 1) {
        this.#see(line.frameAt(this.#frames), startAt + (index * 1_000) / framesPerSecond);
        this.#frames += 1;
      }
      await this.clock.advance(60_000);
    }
  }

  async rest(ms: number): Promise<void> {
    await this.clock.advance(ms);
    await settled();
  }

  #fresh(): Monitor {
    const call = (async (verb: 'alerts.standing', input: null) => ask(this.#db, verb, input)) as Store['call'];
    return new Monitor({ clock: this.clock, store: { call }, log: quietLog(), trainingSet: this.#trainingSet });
  }

  async #begin(): Promise<void> {
    expect(await this.monitor.open()).toMatchObject({ ok: true });
    const health = new LiveValue<StationHealth>({ state: 'ready', parts: [] });
    const [lines, newest] = [new LiveValue<readonly LineState[]>([]), new LiveValue(stoppedLine)];
    this.monitor.start({ health, lines, newest });
  }

  #see({ width, height, luma }: ReturnType<ReturnType<typeof createDemoLine>['frameAt']>, capturedAt: number): void {
    const picture = pictureFeatures({ format: 'gray8', width, height, planes: [{ data: luma, stride: width }] });
    const times = { capturedAt, inferMs: 20, endToEndMs: 30 };
    const about = { frameId: '', inspectionId: null, width, height, detections: [], topScore: null, topLabel: null };
    this.monitor.seen({ ...stream, ...about, ...times, verdict: 'pass' }, picture);
  }
}

describe('hours of the demo line at a station', () => {
  it('make no alarm while the line is still; light that drifts opens an alert within its window; then labels make retraining due, once', {
    timeout: 180_000,
  }, async () => {
    const { db } = openTestDatabase();
    const station = new Station(db);
    await station.start();
    await station.pass(60);
    await station.rest(10_000);
    expect(await station.monitor.drift.reference(stream)).toMatchObject({
      origin: 'first-window',
      window: { predictions: 60 * framesPerMinute },
    });

    // A restart in the middle of the still hour: its window is whole all the same.
    await station.rest(hourMs - 10_000);
    await station.pass(25);
    await station.restart();
    await station.pass(35);
    await station.rest(10_000);
    const [still] = told(db, 'drift.reports', { stream, limit: 1 });
    expect(still).toMatchObject({
      window: { predictions: 60 * framesPerMinute },
      report: { alarm: false, drifted: false },
    });
    expect(told(db, 'alerts.list', { limit: 10 }).rows).toEqual([]);

    await station.rest(hourMs - 10_000);
    await station.pass(55, { lightingDrift: 0.3 });
    const kinds = (): string[] => station.monitor.alerts.live.get().rows.map(({ kind }) => kind);
    expect(kinds()).toContain('level-moved');
    await station.pass(5, { lightingDrift: 0.3 });
    await station.rest(10_000);
    expect(kinds()).toContain('drift');
    expect(station.monitor.alerts.live.get().rows.filter((row) => row.cause === cause)).toHaveLength(1);

    const due = async () => station.monitor.retraining.checklist(stream);
    expect(await due()).toMatchObject({ ok: true, value: { recommended: false } });
    labelledItems(db, 'another', Array(10).fill(1));
    labelledItems(db, 'pcb-defects', Array(49).fill(1));
    await station.rest(120_000);
    expect(told(db, 'retraining.list', { limit: 10 })).toEqual([]);
    labelledItems(db, 'pcb-defects', [1]);
    await station.rest(300_000);
    expect(await due()).toMatchObject({ ok: true, value: { recommended: true } });
    expect(told(db, 'retraining.list', { limit: 10 })).toMatchObject([
      { id: 1, modelName: 'pcb-defects', state: 'recommended', conditions: { recommended: true } },
    ]);
    expect(kinds()).toContain('retraining');
    expect(
      told(db, 'metrics.read', {
        stream,
        spanMs: hourMs,
        bucketMs: hourMs,
        since: 0,
        until: station.clock.wallMs(),
      }).map(({ data }) => data.predictions),
    ).toEqual([7_200, 7_200, 7_200]);
    await station.monitor.stop();
  });
});
