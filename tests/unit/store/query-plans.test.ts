import { describe, expect, it } from 'vitest';
import { noMetrics } from '../../../main/domain/metrics/metric-data.ts';
import { testMessage } from '../../../main/domain/outputs/verdict-message.ts';
import type { InputOf, VerbName } from '../../../main/store/verbs/all.ts';
import { told } from './ask.ts';
import { openTestDatabase } from './open-test-database.ts';
import { append, rowOf } from './prediction-rows.ts';

const limit = 100;
const hour = { since: 1_760_000_010_000, until: 1_760_000_030_000 };

const stream = { sourceId: 'demo-line', model: { name: 'pcb-defects', version: '1.0.0' } };
const range = { since: 0, until: 9_000_000 };

const batch: InputOf<'batches.create'> = {
  name: 'Boards',
  path: '/pictures',
  kind: 'folder',
  plan: { models: [stream.model], recipe: null, judges: true, parts: { by: 'picture' }, ofPeople: false },
  createdAt: 1,
  names: ['a.jpg', 'b.jpg'],
};

const judged: Omit<InputOf<'inspections.append'>, 'verdict' | 'defects'> = {
  sourceId: 'demo-line',
  model: stream.model,
  part: null,
  startedAt: 1,
  endedAt: 2,
  frames: 1,
};

const asked: readonly { readonly [V in VerbName]: readonly [verb: V, input: InputOf<V>] }[VerbName][] = [
  ['predictions.page', { limit }],
  ['predictions.page', { limit, before: 900 }],
  ['predictions.page', { limit, after: 300 }],
  ['predictions.page', { limit, sourceId: 'demo-line' }],
  ['predictions.page', { limit, verdict: 'fail', before: 700 }],
  ['predictions.page', { limit, verdict: 'none', before: 700 }],
  ['predictions.page', { limit, label: 'short', after: 20 }],
  ['predictions.page', { limit, ...hour }],
  ['predictions.page', { limit, sourceId: 'demo-line', verdict: 'fail', label: 'short', ...hour }],
  ['predictions.outline', {}],
  ['predictions.outline', { verdict: 'fail' }],
  ['predictions.outline', { verdict: 'none' }],
  ['predictions.outline', { label: 'short', ...hour }],
  ['predictions.get', { id: 5 }],
  ['predictions.count', {}],
  ['inspections.list', { limit }],
  ['inspections.list', { limit, before: 900, verdict: 'fail' }],
  ['inspections.append', { ...judged, verdict: 'fail', defects: [{ label: 'open', score: 0.9, frames: 1 }] }],
  ['inspections.override', { id: 1, override: { verdict: 'pass', reason: 'dirt', by: 'operator', at: 9 } }],
  ['shift.tally', {}],
  ['shift.tally', { sourceId: 'demo-line' }],
  ['batches.names', { id: 1, from: 900, limit }],
  ['batches.kept', { id: 1 }],
  ['batches.worst', { id: 1, limit }],
  ['batches.parts', { id: 1, show: 'all', after: 900, limit }],
  ['batches.parts', { id: 1, show: 'bad', limit }],
  ['batches.parts', { id: 1, show: 'fail', limit }],
  ['batches.parts', { id: 1, show: 'broken', limit }],
  ['queue.page', { medium: 'picture', state: 'waiting', limit }],
  ['queue.page', { medium: 'picture', state: 'labelled', reason: 'control', after: 20, limit }],
  ['queue.page', { state: 'waiting', after: 20, limit }],
  ['queue.count', {}],
  ['samples.keptSince', { since: [1, 2, 3] }],
  ['samples.page', { after: '', limit }],
  ['outbox.list', { at: 1, limit }],
  ['signals.next', { outputId: 'mes', limit }],
  ['signals.keep', { outputId: 'mes', message: testMessage('station', 'mes', 7), at: 9, most: 3, mostAgeMs: 100 }],
  ['labels.reviewed', { modelName: 'm', since: 1 }],
  ['confidence.reviewed', { model: stream.model, limit }],
  ['metrics.put', { stream, startAt: 60_000, lastAt: 90_000, data: noMetrics }],
  ['metrics.read', { stream, spanMs: 60_000, bucketMs: 60_000, ...range }],
  ['drift.windows', { stream, ...range, limit }],
  ['drift.reports', { stream, limit }],
  ['drift.put', { stream, window: { startAt: 0, endAt: 3_600_000, sketches: '{}', report: null } }],
  ['alerts.list', { limit }],
  ['alerts.standing', null],
  ['alerts.raise', { kind: 'drift', severity: 'warning', cause: 'drift', sourceId: null, note: '', at: 1 }],
  ['audit.list', { limit }],
  ['audit.append', { at: 1, role: 'admin', door: 'rest', act: 'a', outcome: 'ok' }],
];

const scanOfMany =
  /^SCAN (prediction_logs|batch_parts|inspections|labeling_queue|outbox|audit|metric_buckets|drift_windows|shift_counts|shift_defects|waiting_signals(?! USING COVERING INDEX waiting_signals_of)|alerts(?! USING INDEX alerts_standing))\b/;
const isFirstPage = /ORDER BY "?\w+"?\."?id"? DESC LIMIT/i;

/** Reading a growing table from its newest row to the limit is how a first page is read; any other scan of it is slow. */
const isSlow = (step: string, sql: string): boolean =>
  /TEMP B-TREE/.test(step) || (scanOfMany.test(step) && !isFirstPage.test(sql));

describe('the hot queries', () => {
  it.each(asked)('%s %j reads by an index and sorts nothing', (verb, input) => {
    const statements: string[] = [];
    const { db } = openTestDatabase({ onStatement: (sql) => statements.push(sql) });
    const kinds = [
      {},
      { verdict: 'fail', topLabel: 'short' },
      { sourceId: 'camera-1' },
      { sourceId: 'camera-2', verdict: null },
    ] as const;
    append(
      db,
      Array.from({ length: 1000 }, (_, index) => rowOf(index, kinds[index % kinds.length])),
    );
    told(db, 'batches.create', batch);
    told(db, 'shift.begin', { at: 1 });
    told(db, 'inspections.append', { ...judged, verdict: 'unsure', defects: [] });
    statements.length = 0;
    told(db, verb, input);
    const queries = [...new Set(statements.filter((sql) => /^\s*(SELECT|UPDATE|DELETE)/i.test(sql)))];
    expect(queries).not.toEqual([]);
    for (const sql of queries) {
      const plan = db.raw.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all();
      const slow = plan.map(({ detail }) => detail).filter((step) => isSlow(step, sql));
      expect(slow, sql).toEqual([]);
    }
  });
});
