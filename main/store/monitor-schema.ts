import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Alert } from '../../preload/contract/alerts.ts';
import type { DriftReport } from '../../preload/contract/drift.ts';
import type { DriftReference } from '../../preload/contract/monitor.ts';
import type { MetricData } from '../domain/metrics/metric-data.ts';

const streamColumns = {
  sourceId: text('source_id').notNull(),
  modelName: text('model_name').notNull(),
  modelVersion: text('model_version').notNull(),
};

/** What each version of a model has seen of each camera, ever. */
export const streams = sqliteTable(
  'streams',
  {
    ...streamColumns,
    predictions: integer('predictions').notNull(),
    firstAt: integer('first_at').notNull(),
    lastAt: integer('last_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.sourceId, table.modelName, table.modelVersion] })],
);

/** Sums of a minute, and the same by the hour: months are read from as many rows as hours. */
export const metricBuckets = sqliteTable(
  'metric_buckets',
  {
    ...streamColumns,
    spanMs: integer('span_ms').notNull(),
    startAt: integer('start_at').notNull(),
    data: text('data', { mode: 'json' }).$type<MetricData>().notNull(),
    queueSize: integer('queue_size').notNull(),
    labelled: integer('labelled').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.sourceId, table.modelName, table.modelVersion, table.spanMs, table.startAt] }),
  ],
);

export const driftWindows = sqliteTable('drift_windows', {
  id: integer('id').primaryKey(),
  ...streamColumns,
  startAt: integer('start_at').notNull(),
  endAt: integer('end_at').notNull(),
  /** As the observing room writes it. */
  sketches: text('sketches').notNull(),
  /** Null while the stream had no reference. */
  report: text('report', { mode: 'json' }).$type<DriftReport>(),
});

export const driftReferences = sqliteTable(
  'drift_references',
  {
    ...streamColumns,
    origin: text('origin').$type<DriftReference['origin']>().notNull(),
    sketches: text('sketches').notNull(),
    setAt: integer('set_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.sourceId, table.modelName, table.modelVersion] })],
);

export const alerts = sqliteTable('alerts', {
  id: integer('id').primaryKey(),
  kind: text('kind').$type<Alert['kind']>().notNull(),
  severity: text('severity').$type<Alert['severity']>().notNull(),
  cause: text('cause').notNull(),
  sourceId: text('source_id'),
  note: text('note').notNull(),
  openedAt: integer('opened_at').notNull(),
  lastAt: integer('last_at').notNull(),
  times: integer('times').notNull(),
  acknowledgedAt: integer('acknowledged_at'),
  acknowledgedBy: text('acknowledged_by').$type<NonNullable<Alert['acknowledgedBy']>>(),
  closedAt: integer('closed_at'),
});
