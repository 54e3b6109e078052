import { z } from 'zod';
import { auditEntry } from './audit.ts';
import { admins, capability, everyone, leads, mayChange, mayRead, staff } from './capability.ts';
import { driftReport, retrainingChecklist } from './drift.ts';
import { failures } from './failures.ts';
import { prediction } from './predictions.ts';
import { stationHealth } from './station.ts';
import { decision, mark } from './sync.ts';
import { sampleId, sha256Hex, syncText, whole } from './sync-values.ts';
import { detection, modelRef, shownVerdict, sourceId, spread, verdict, wallTime } from './values.ts';

/** A prediction at the endpoint: which station made it and what it is called there. */
export const inspectionLog = prediction.extend({ stationId: z.string(), localId: sampleId, receivedAt: wallTime });

/** One prediction by hand or from another program; a station syncs its own in signed batches. */
export const logEntry = z.object({
  /** Who says so; kept apart from enrolled stations. */
  from: sourceId.default('log'),
  /** The sender's own number: the same number from the same sender is stored once. */
  localId: sampleId,
  frameId: syncText(120).default(''),
  sourceId: sourceId.default('log'),
  model: modelRef.extend({ name: syncText(80), version: syncText(40) }),
  capturedAt: wallTime.optional(),
  width: whole,
  height: whole,
  detections: z.array(detection.extend({ label: syncText(80) })).max(1_000),
  verdict: verdict.optional(),
  inferMs: z.number().nonnegative().default(0),
});
export type LogEntry = z.infer<typeof logEntry>;

const pageInput = {
  before: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
};

export const logs = {
  append: capability
    .route({ method: 'POST', path: '/log', summary: 'Store one prediction' })
    .meta(mayRead(['admin', 'service']))
    .errors(failures('unreachable'))
    .input(logEntry)
    .output(z.object({ id: z.number().int(), known: z.boolean(), uncertain: z.boolean() })),
  list: capability
    .route({ method: 'GET', path: '/api/inspection-logs', summary: 'Predictions of all stations, newest first' })
    .meta(mayRead(staff))
    .errors(failures('unreachable'))
    .input(z.object({ ...pageInput, station: z.string().optional(), verdict: shownVerdict.optional() }))
    .output(z.object({ rows: z.array(inspectionLog), next: z.number().int().nullable() })),
};

export const cloudMetrics = z.object({
  windowMs: z.number().int(),
  predictions: z.number().int(),
  /** Frames whose verdict was fail over all that were judged; null where there are none. */
  defectRate: z.number().nullable(),
  unsure: z.number().int(),
  /** Ten bins over the highest score of a frame, from 0 to 1. */
  confidence: z.array(z.number().int()),
  inferMs: spread.nullable(),
  queue: z.object({ waiting: z.number().int(), reviewed: z.number().int(), skipped: z.number().int() }),
  labels: z.number().int(),
  stations: z.array(
    z.object({ id: z.string(), name: z.string(), lastSeenAt: wallTime.nullable(), predictions: z.number().int() }),
  ),
});
export type CloudMetrics = z.infer<typeof cloudMetrics>;

const windowMs = z.coerce
  .number()
  .int()
  .min(60_000)
  .max(31 * 86_400_000)
  .default(86_400_000);

/** A version in use; a station alone answers in the same form. */
export const modelStatus = modelRef.extend({
  predictions: z.number().int(),
  stations: z.number().int(),
  firstAt: wallTime,
  lastAt: wallTime,
  lastRetrainAt: wallTime.nullable(),
});

export const monitoring = {
  health: capability
    .route({ method: 'GET', path: '/api/health', summary: 'Health of the endpoint and of each of its parts' })
    .meta(mayRead(everyone))
    .output(stationHealth),
  metrics: capability
    .route({ method: 'GET', path: '/api/metrics', summary: 'What was seen within a window of time' })
    .meta(mayRead(staff))
    .errors(failures('unreachable'))
    .input(z.object({ windowMs }))
    .output(cloudMetrics),
  modelStatus: capability
    .route({ method: 'GET', path: '/api/model-status', summary: 'Model versions that stations use, latest first' })
    .meta(mayRead(staff))
    .errors(failures('unreachable'))
    .output(z.array(modelStatus)),
  drift: capability
    .route({ method: 'GET', path: '/api/metrics/drift', summary: 'How far the last window moved from the one before' })
    .meta(mayRead(staff))
    .errors(failures('unreachable'))
    .input(z.object({ windowMs, station: z.string().optional(), model: z.string().optional() }))
    .output(driftReport),
};

export const queueItem = z.object({
  id: z.number().int(),
  stationId: z.string(),
  sourceId,
  medium: z.enum(['picture', 'sound']),
  sha256: sha256Hex,
  /** Null until the bytes have come. */
  picture: z.string().nullable(),
  width: z.number().int(),
  height: z.number().int(),
  durationMs: z.number().nullable(),
  reason: z.string(),
  preLabels: z.array(mark),
  classes: z.array(z.string()),
  state: z.enum(['waiting', 'reviewed', 'skipped']),
  createdAt: wallTime,
});

export const labelling = {
  queue: capability
    .route({ method: 'GET', path: '/api/labeling-queue', summary: 'Samples that wait for a person, oldest first' })
    .meta(mayRead(staff))
    .errors(failures('unreachable'))
    .input(
      z.object({
        after: z.coerce.number().int().optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
        state: z.enum(['waiting', 'reviewed', 'skipped']).default('waiting'),
      }),
    )
    .output(z.object({ rows: z.array(queueItem), next: z.number().int().nullable(), waiting: z.number().int() })),
  label: capability
    .route({ method: 'POST', path: '/api/labeling-queue/{id}/label', summary: 'Say what a sample shows' })
    .meta(mayChange(staff))
    .errors(failures('not_found', 'wrong_state', 'unreachable'))
    .input(
      z.object({
        id: z.coerce.number().int(),
        decision: decision.default('labelled'),
        marks: z.array(mark).max(1_000).default([]),
        reviewer: syncText(80).default(''),
        /** Says that a review that is there already shall no longer count. */
        again: z.boolean().default(false),
      }),
    )
    .output(z.object({ id: z.number().int(), state: z.enum(['waiting', 'reviewed', 'skipped']) })),
  picture: capability
    .route({ method: 'GET', path: '/api/samples/{hash}', summary: 'The picture or the sound of a sample' })
    .meta(mayRead(staff))
    .errors(failures('not_found', 'unreachable'))
    .input(z.object({ hash: sha256Hex }))
    .output(z.file()),
};

export const retrainingEvent = z.object({
  id: z.number().int(),
  modelName: z.string(),
  state: z.string(),
  recommended: z.boolean(),
  createdAt: wallTime,
});

export const retraining = {
  conditions: capability
    .route({ method: 'GET', path: '/api/retraining/conditions', summary: 'What retraining still waits for' })
    .meta(mayRead(staff))
    .errors(failures('unreachable'))
    .input(z.object({ model: z.string().optional(), windowMs }))
    .output(retrainingChecklist),
  trigger: capability
    .route({ method: 'POST', path: '/api/retraining/trigger', summary: 'Ask for a model to be retrained' })
    .meta(mayChange(leads))
    .errors(failures('unreachable'))
    .input(z.object({ model: syncText(80).min(1), reason: syncText(200).default('') }))
    .output(
      z.object({
        event: retrainingEvent,
        checklist: retrainingChecklist,
        /** In sentences; empty once the training has what it needs. */
        missing: z.array(z.string()),
      }),
    ),
  events: capability
    .route({ method: 'GET', path: '/api/retraining/events', summary: 'Retraining that was asked for, newest first' })
    .meta(mayRead(staff))
    .errors(failures('unreachable'))
    .output(z.array(retrainingEvent)),
};

export const enrolledStation = z.object({
  id: z.string(),
  name: z.string(),
  enrolledAt: wallTime,
  lastSeenAt: wallTime.nullable(),
  /** Ids of the keys that open; none means that the station was shut out. */
  keys: z.array(z.string()),
});
export type EnrolledStation = z.infer<typeof enrolledStation>;

export const fleet = {
  list: capability
    .route({ method: 'GET', path: '/api/stations', summary: 'Stations that may sync here' })
    .meta(mayRead(leads))
    .errors(failures('unreachable'))
    .output(z.array(enrolledStation)),
  enrol: capability
    .route({ method: 'POST', path: '/api/stations', summary: 'Let a station sync, or give it a further key' })
    .meta(mayChange(admins))
    .errors(failures('unreachable'))
    .input(z.object({ name: syncText(60).min(1) }))
    .output(z.object({ station: enrolledStation, stationKey: z.string() })),
  revoke: capability
    .route({
      method: 'POST',
      path: '/api/stations/{id}/revoke',
      summary: 'Shut a station out: all of its keys, or one',
    })
    .meta(mayChange(admins))
    .errors(failures('not_found', 'unreachable'))
    .input(z.object({ id: z.string().min(1).max(60), key: z.string().max(40).optional() }))
    .output(enrolledStation),
};

export const cloudAuditEntry = auditEntry.omit({ door: true });
export type CloudAuditEntry = z.infer<typeof cloudAuditEntry>;

export const cloudAudit = {
  list: capability
    .route({ method: 'GET', path: '/api/audit', summary: 'Acts that changed something, newest first' })
    .meta(mayRead(leads))
    .errors(failures('unreachable'))
    .input(z.object(pageInput))
    .output(z.object({ rows: z.array(cloudAuditEntry), intact: z.boolean() })),
};

/** All that the endpoint can be asked by people and programs; stations speak `sync.ts` with it. */
export const cloudContract = { audit: cloudAudit, fleet, labelling, logs, monitoring, retraining };
