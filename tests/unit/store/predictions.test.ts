import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutputOf } from '../../../main/store/verbs/all.ts';
import type { Prediction, PredictionFilter } from '../../../preload/contract/predictions.ts';
import { shownVerdicts } from '../../../preload/contract/values.ts';
import { ask, told } from './ask.ts';
import { openTestDatabase } from './open-test-database.ts';
import { append, rowOf, someRow } from './prediction-rows.ts';

const someFilter = fc.record(
  {
    sourceId: fc.constantFrom('demo-line', 'camera-1', 'never-seen'),
    verdict: fc.constantFrom(...shownVerdicts),
    label: fc.constantFrom('open', 'short', 'never-seen'),
    since: fc.integer({ min: 0, max: 200_000 }).map((after) => 1_760_000_000_000 + after),
    until: fc.integer({ min: 0, max: 200_000 }).map((after) => 1_760_000_000_000 + after),
  },
  { requiredKeys: [] },
);

const matches = (row: Prediction, filter: PredictionFilter): boolean =>
  (filter.sourceId === undefined || row.sourceId === filter.sourceId) &&
  (filter.verdict === undefined || (row.verdict ?? 'none') === filter.verdict) &&
  (filter.label === undefined || row.topLabel === filter.label) &&
  row.capturedAt >= (filter.since ?? 0) &&
  row.capturedAt <= (filter.until ?? Number.MAX_SAFE_INTEGER);

describe('the prediction log', () => {
  it('gives back exactly what was appended', () => {
    const { db } = openTestDatabase();
    const detections = [
      { label: 'open', score: 0.8712345678901234, box: { x: 0.1, y: 2 / 3, width: 1e-9, height: 7 } },
    ];
    const row = rowOf(1, {
      inspectionId: 7,
      detections,
      topScore: 0.8712345678901234,
      topLabel: 'open',
      verdict: 'fail',
    });
    append(db, [rowOf(0), row]);
    expect(told(db, 'predictions.get', { id: 2 })).toEqual({ id: 2, ...row });
  });

  it('says that a prediction is not there', () => {
    const { db } = openTestDatabase();
    const outcome = ask(db, 'predictions.get', { id: 12 });
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'not_found', received: '12' } });
  });

  it('answers an empty log with an empty page and an empty outline', () => {
    const { db } = openTestDatabase();
    expect(told(db, 'predictions.page', { limit: 10 })).toEqual({ rows: [], newest: null, oldest: null });
    expect(told(db, 'predictions.page', { limit: 10, verdict: 'fail' })).toEqual({
      rows: [],
      newest: null,
      oldest: null,
    });
    expect(told(db, 'predictions.outline', {})).toMatchObject({ total: 0, marks: [] });
  });

  it('pages, counts and outlines like a plain filter over all rows, for any rows, filter and place', {
    timeout: 120_000,
  }, () => {
    const place = fc.option(fc.integer({ min: 1, max: 2600 }), { nil: undefined });
    const history = fc.array(someRow, { minLength: 1, maxLength: 40 });
    const views = fc.array(fc.tuple(someFilter, place, place, fc.integer({ min: 1, max: 500 })), {
      minLength: 10,
      maxLength: 10,
    });
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 60 }), views, (kinds, repeats, asked) => {
        const { db } = openTestDatabase();
        const rows = Array.from({ length: repeats }, () => kinds)
          .flat()
          .map((kind, index) => kind(index));
        append(db, rows);
        const all: Prediction[] = rows.map((row, index) => ({ id: index + 1, ...row })).reverse();
        for (const [filter, before, after, limit] of asked) {
          const matching = all.filter((row) => matches(row, filter));
          const inReach = matching.filter(({ id }) => id < (before ?? Infinity) && id > (after ?? 0));
          const isUpward = before === undefined && after !== undefined;
          const page = isUpward ? inReach.slice(-limit) : inReach.slice(0, limit);
          expect(told(db, 'predictions.page', { ...filter, before, after, limit })).toEqual({
            rows: page,
            newest: page.at(0)?.id ?? null,
            oldest: page.at(-1)?.id ?? null,
          });
          const { total, marks, step } = told(db, 'predictions.outline', filter);
          expect(total).toBe(matching.length);
          expect(told(db, 'predictions.count', filter)).toBe(matching.length);
          expect(marks).toEqual(matching.filter((_, index) => index % step === 0).map(({ id }) => id));
        }
      }),
      { numRuns: 12 },
    );
  });

  it('deletes by age in small batches, keeps what waits for or has a label, and still counts right', () => {
    const { db } = openTestDatabase();
    const rows = Array.from({ length: 5000 }, (_, index) =>
      rowOf(index, { verdict: index % 5 === 0 ? 'fail' : 'pass' }),
    );
    const sample = { sha256: 'a'.repeat(64), bytes: 1, reason: 'unsure', at: 1 } as const;
    told(db, 'samples.keep', { prediction: rowOf(0), sample });
    append(db, rows);
    const olderThan = rows[3500]?.capturedAt ?? 0;
    let [next, deleted, calls]: [number | null, number, number] = [0, 0, 0];
    while (next !== null) {
      const batch: OutputOf<'predictions.forget'> = told(db, 'predictions.forget', { olderThan, from: next });
      deleted += batch.deleted;
      next = batch.next;
      calls += 1;
    }
    expect(deleted).toBe(3500);
    expect(calls).toBe(2);
    expect(told(db, 'predictions.count', {})).toBe(1501);
    expect(told(db, 'predictions.count', { verdict: 'fail' })).toBe(300);
    expect(told(db, 'predictions.page', { limit: 500, before: 3600 }).rows.map(({ id }) => id)).toEqual([
      ...Array.from({ length: 98 }, (_, index) => 3599 - index),
      1,
    ]);
    expect(told(db, 'predictions.forget', { olderThan, from: 0 })).toEqual({ deleted: 0, next: null });
  });

  it('never gives an id twice, also after all that is there has become too old', () => {
    const { db } = openTestDatabase();
    const rows = Array.from({ length: 700 }, (_, index) => rowOf(index));
    append(db, rows);
    const forgetAll = { olderThan: Number.MAX_SAFE_INTEGER, from: 0 };
    expect(told(db, 'predictions.forget', forgetAll)).toEqual({ deleted: 699, next: null });
    append(db, [rowOf(700)]);
    expect(told(db, 'predictions.page', { limit: 10 }).rows.map(({ id }) => id)).toEqual([701, 700]);
    expect(told(db, 'predictions.forget', forgetAll)).toEqual({ deleted: 1, next: null });
    expect(told(db, 'predictions.count', {})).toBe(1);
  });

  it('keeps rows that no model judged as such, counts them and pages past them', () => {
    const { db } = openTestDatabase();
    append(db, [rowOf(1), rowOf(2, { verdict: null, topLabel: 'face', topScore: 0.9 }), rowOf(3, { verdict: null })]);
    expect(told(db, 'predictions.get', { id: 2 })).toMatchObject({ verdict: null, topLabel: 'face' });
    expect(told(db, 'predictions.page', { limit: 5, label: 'face' }).rows).toMatchObject([{ id: 2, verdict: null }]);
    expect(told(db, 'predictions.count', { verdict: 'pass' })).toBe(1);
    expect(told(db, 'predictions.count', { verdict: 'none' })).toBe(2);
    expect(told(db, 'predictions.page', { limit: 5, verdict: 'none' }).rows).toMatchObject([{ id: 3 }, { id: 2 }]);
    expect(told(db, 'predictions.count', {})).toBe(3);
    const reach = { after: 0, predictions: 5, items: 5, pictures: 5 };
    const sent = told(db, 'sync.outgoing', reach).predictions.map(({ json }) => JSON.parse(json).verdict);
    expect(sent).toEqual(['pass', null, null]);
  });

  it('gives the room of deleted rows back to the file system', () => {
    const { db } = openTestDatabase();
    append(
      db,
      Array.from({ length: 8000 }, (_, index) => rowOf(index)),
    );
    const pages = (): number => Number(db.raw.pragma('page_count', { simple: true }));
    const before = pages();
    let from: number | null = 0;
    while (from !== null) {
      const batch: OutputOf<'predictions.forget'> = told(db, 'predictions.forget', {
        olderThan: Number.MAX_SAFE_INTEGER,
        from,
      });
      from = batch.next;
    }
    expect(pages()).toBeLessThan(before / 4);
  });
});
