import { describe, expect, it } from 'vitest';
import { noMetrics } from '../../../main/domain/metrics/metric-data.ts';
import { ask, told } from './ask.ts';
import { heardPrediction } from './heard-prediction.ts';
import { labelledItems } from './labelled-items.ts';
import { openTestDatabase } from './open-test-database.ts';
import { append, rowOf } from './prediction-rows.ts';

const stream = { sourceId: 'demo-line', model: { name: 'm', version: '1.0.0' } };
const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000];
const data = { ...noMetrics, predictions: 10, seconds: 1 };
const drift = { kind: 'drift', severity: 'warning', cause: 'drift x', sourceId: 'x', note: 'It drifted.' } as const;

describe('sums by the minute', () => {
  it('are added to what is there of the same minute, and to its hour; old minutes go, their hours stay', () => {
    const { db } = openTestDatabase();
    const put = (startAt: number): void => void told(db, 'metrics.put', { stream, startAt, lastAt: startAt + 5, data });
    const read = (spanMs: number) =>
      told(db, 'metrics.read', { stream, spanMs, bucketMs: spanMs, since: 0, until: 30 * dayMs }).map(
        ({ startAt, data: { predictions } }) => [startAt, predictions],
      );
    put(0);
    put(0);
    put(minuteMs);
    expect(read(minuteMs)).toEqual([
      [0, 20],
      [minuteMs, 10],
    ]);
    put(8 * dayMs);
    expect(read(minuteMs)).toEqual([[8 * dayMs, 10]]);
    expect(read(hourMs)).toEqual([
      [0, 30],
      [8 * dayMs, 10],
    ]);
    expect(told(db, 'streams.list', null)).toEqual([
      { ...stream, medium: 'picture', predictions: 40, firstAt: 0, lastAt: 8 * dayMs + 5, hasReference: false },
    ]);
  });
});

describe('streams', () => {
  it('are told apart by what their source gives, found by its index: pictures, or sound', () => {
    const statements: string[] = [];
    const { db } = openTestDatabase({ onStatement: (sql) => statements.push(sql) });
    append(db, [rowOf(0), heardPrediction]);
    for (const [at, { sourceId, model }] of [rowOf(0), heardPrediction].entries()) {
      told(db, 'metrics.put', { stream: { sourceId, model }, startAt: 0, lastAt: at, data });
    }
    statements.length = 0;
    expect(told(db, 'streams.list', null)).toMatchObject([
      { sourceId: 'desk', medium: 'sound' },
      { sourceId: 'demo-line', medium: 'picture' },
    ]);
    const plan = db.raw.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${statements.at(-1)}`).all();
    expect(plan.map(({ detail }) => detail).filter((step) => /\bp\b/.test(step))).toEqual([
      expect.stringMatching(/^SEARCH p USING INDEX prediction_logs_stratum \(source_id=\?\)/),
    ]);
  });
});

describe('alerts', () => {
  it('are one for each cause while it stands, and another when it comes again', () => {
    const { db } = openTestDatabase();
    expect(told(db, 'alerts.raise', { ...drift, at: 1 })).toMatchObject({ id: 1, state: 'open', times: 1 });
    expect(told(db, 'alerts.raise', { ...drift, note: 'Still.', at: 2 })).toMatchObject({ id: 1, times: 2, lastAt: 2 });
    expect(told(db, 'alerts.acknowledge', { id: 1, by: 'operator', at: 3 })).toMatchObject({ state: 'acknowledged' });
    expect(told(db, 'alerts.raise', { ...drift, at: 4 })).toMatchObject({ id: 1, state: 'acknowledged', times: 3 });
    expect(told(db, 'alerts.close', { cause: drift.cause, at: 5 })).toMatchObject({ state: 'closed', closedAt: 5 });
    expect(told(db, 'alerts.close', { cause: drift.cause, at: 6 })).toBeNull();
    expect(told(db, 'alerts.raise', { ...drift, at: 7 })).toMatchObject({ id: 2, state: 'open', times: 1 });
    expect(told(db, 'alerts.standing', null).map(({ id }) => id)).toEqual([2]);
    expect(told(db, 'alerts.list', { limit: 1 })).toMatchObject({ rows: [{ id: 2 }], next: 2 });
  });

  it('are forgotten a season after they closed, as the next one closes; what stands stays however old', () => {
    const { db } = openTestDatabase();
    const close = (cause: string, at: number): void => {
      told(db, 'alerts.raise', { ...drift, cause, at });
      told(db, 'alerts.close', { cause, at });
    };
    told(db, 'alerts.raise', { ...drift, cause: 'stands', at: 1 });
    close('old', dayMs);
    close('young', 10 * dayMs);
    close('now', dayMs + 92 * dayMs + 1);
    expect(told(db, 'alerts.list', { limit: 9 }).rows.map(({ cause }) => cause)).toEqual(['now', 'young', 'stands']);
  });

  it('cannot be acknowledged twice, nor when there is none', () => {
    const { db } = openTestDatabase();
    told(db, 'alerts.raise', { ...drift, at: 1 });
    told(db, 'alerts.acknowledge', { id: 1, by: 'operator', at: 3 });
    const again = ask(db, 'alerts.acknowledge', { id: 1, by: 'operator', at: 4 });
    expect(again).toMatchObject({ ok: false, failure: { code: 'wrong_state', received: 'one that is acknowledged' } });
    expect(ask(db, 'alerts.acknowledge', { id: 9, by: 'operator', at: 4 })).toMatchObject({
      failure: { code: 'not_found' },
    });
  });
});

describe('retraining', () => {
  it('is done once another version runs: what was asked for is closed, and only labels since then count', () => {
    const { db } = openTestDatabase();
    const load = (version: string, loadedAt: number): void =>
      void told(db, 'models.record', { name: 'm', version, sha256: 'a', runsOn: 'cpu', loadedAt });
    const event = { modelName: 'm', trigger: 'asked for', conditions: {}, createdAt: 1, state: 'waiting' };
    const last = () => told(db, 'retraining.last', { modelName: 'm' });
    load('1.0.0', 10);
    load('1.0.0', 20);
    told(db, 'retraining.add', event);
    expect([last(), told(db, 'retraining.standing', { modelName: 'm' })?.state]).toEqual([null, 'waiting']);
    load('1.1.0', 30);
    load('1.0.0', 40);
    load('1.1.0', 50);
    expect([last(), told(db, 'retraining.standing', { modelName: 'm' })]).toEqual([30, null]);
    expect(told(db, 'retraining.last', { modelName: 'other' })).toBeNull();
    expect(told(db, 'retraining.list', { limit: 9 })).toMatchObject([{ state: 'done' }]);
  });

  it('counts the labels of each model since a time, without those that were taken back', () => {
    const { db } = openTestDatabase();
    const reviewed = (modelName: string, since: number) => told(db, 'labels.reviewed', { modelName, since });
    labelledItems(db, 'one', [100, 200, 300]);
    labelledItems(db, 'two', [250]);
    expect([reviewed('one', 0), reviewed('one', 150), reviewed('two', 0), reviewed('none', 0)]).toEqual([3, 2, 1, 0]);
    told(db, 'labels.undo', { id: 3, at: 400 });
    expect(reviewed('one', 150)).toBe(1);
  });

  it('is recommended once, until somebody asked for it and that was dealt with', () => {
    const { db } = openTestDatabase();
    const event = { modelName: 'm', trigger: 'conditions met', conditions: { recommended: true }, createdAt: 1 };
    expect(told(db, 'retraining.recommend', event)).toMatchObject({ isNew: true, event: { id: 1 } });
    expect(told(db, 'retraining.recommend', event)).toMatchObject({ isNew: false, event: { id: 1 } });
    expect(told(db, 'retraining.recommend', { ...event, modelName: 'n' })).toMatchObject({ isNew: true });
    told(db, 'retraining.add', { ...event, trigger: 'asked for', state: 'waiting' });
    expect(told(db, 'retraining.recommend', event)).toMatchObject({ isNew: false, event: { state: 'waiting' } });
    expect(told(db, 'retraining.list', { limit: 9 }).map(({ state }) => state)).toEqual([
      'waiting',
      'recommended',
      'answered',
    ]);
  });
});
