import { z } from 'zod';
import { capability, leads, mayChange, mayRead, staff } from './capability.ts';
import { cloudMetrics, inspectionLog, modelStatus, retrainingEvent } from './cloud.ts';
import { driftFeatureName, driftReport, driftWindow, retrainingChecklist } from './drift.ts';
import { failures } from './failures.ts';
import { verdictCounts } from './inspections.ts';
import { modelRef, shownVerdict, sourceId, spread, wallTime } from './values.ts';

/** One camera seen, or one microphone heard, by one version of a model. */
export const stream = z.object({ sourceId, model: modelRef });
export type Stream = z.infer<typeof stream>;

/** Which stream is meant: what is left out is that of the line that was started last, or of whatever was seen last. */
const streamWish = {
  sourceId: sourceId.optional(),
  model: z.string().max(80).optional(),
  version: z.string().max(40).optional(),
};
export const whichStream = z.object(streamWish);
export type WhichStream = z.infer<typeof whichStream>;

/** The first whole window that was seen, one that a person chose, or what the model was made for. */
const referenceOrigin = z.enum(['first-window', 'chosen', 'training-set']);

/** A drift report and the stream it is about; without one it has no features and its state says why. */
export const driftStatus = driftReport.extend({
  stream: stream.nullable(),
  /** `filling`: there is a reference that only whole windows are compared with, and the first has not ended. */
  state: z.enum(['compared', 'filling', 'no-reference', 'nothing-seen']),
  /** Which reference it was; null where there is none. */
  comparedWith: referenceOrigin.nullable(),
  /** False while the window is still filling. */
  complete: z.boolean(),
});
export type DriftStatus = z.infer<typeof driftStatus>;

/** One feature in one window, as a chart draws it. */
export const driftPoint = z.object({
  feature: driftFeatureName,
  psi: z.number().nullable(),
  wasserstein: z.number().nullable(),
  adjustedP: z.number().nullable(),
  drifted: z.boolean(),
});

/** A window that ended; points are empty where there was no reference to compare it with. */
export const pastWindow = z.object({
  window: driftWindow,
  driftShare: z.number().nullable(),
  drifted: z.boolean(),
  alarm: z.boolean(),
  points: z.array(driftPoint),
});
export type PastWindow = z.infer<typeof pastWindow>;

export const driftReference = z.object({
  stream,
  origin: referenceOrigin,
  /** Of a training set only the number of its predictions: it has no time. */
  window: driftWindow,
  setAt: wallTime,
});
export type DriftReference = z.infer<typeof driftReference>;

/** What was seen in one stretch of time. Rates and times are null where nothing was seen. */
export const metricPoint = z.object({
  startAt: wallTime,
  predictions: z.number().int(),
  framesPerSecond: z.number().nullable(),
  inferMs: spread.nullable(),
  /** By frame, and by part judged. */
  verdicts: verdictCounts,
  parts: verdictCounts,
  /** Parts that failed over all that were judged; over frames where no part was judged. */
  defectRate: z.number().nullable(),
  /** Items that waited in the labelling queue at its end, and those labelled by then. */
  queueSize: z.number().int().nullable(),
  labelled: z.number().int().nullable(),
});
export type MetricPoint = z.infer<typeof metricPoint>;

export const mostPoints = 300;

const medium = z.enum(['picture', 'sound']);

/** What the endpoint tells of all stations, of this one, and how it went over time. `confidence` has twenty bins. */
export const stationMetrics = cloudMetrics.omit({ stations: true }).extend({
  /** Of a sound `predictions` are stretches of speech; it has no frames and nothing that is judged. */
  medium,
  since: wallTime,
  until: wallTime,
  framesPerSecond: z.number().nullable(),
  verdicts: verdictCounts,
  parts: verdictCounts,
  bucketMs: z.number().int(),
  points: z.array(metricPoint).max(mostPoints),
});
export type StationMetrics = z.infer<typeof stationMetrics>;

export const streamStatus = stream.extend({
  medium,
  predictions: z.number().int(),
  firstAt: wallTime,
  lastAt: wallTime,
  hasReference: z.boolean(),
});
export type StreamStatus = z.infer<typeof streamStatus>;

/** When retraining was first recommended of those that still stand; null where it is not. */
export const retrainingStatus = retrainingChecklist.extend({
  stream: stream.nullable(),
  event: retrainingEvent.nullable(),
});
export type RetrainingStatus = z.infer<typeof retrainingStatus>;

const dayMs = 86_400_000;
const mostRangeMs = 92 * dayMs;

export const monitor = {
  streams: capability
    .route({
      method: 'GET',
      path: '/api/metrics/streams',
      summary: 'Sources and models that were seen or heard, latest first',
    })
    .meta(mayRead(staff))
    .output(z.array(streamStatus)),
  metrics: capability
    .route({ method: 'GET', path: '/api/metrics', summary: 'What was seen within a range of time, as a few points' })
    .meta(mayRead(staff))
    .input(
      z.object({
        ...streamWish,
        /** The range is from `since` to `until`, or this long until now. */
        windowMs: z.coerce.number().int().min(60_000).max(mostRangeMs).default(dayMs),
        since: z.coerce.number().int().nonnegative().optional(),
        until: z.coerce.number().int().nonnegative().optional(),
        points: z.coerce.number().int().min(1).max(mostPoints).default(120),
      }),
    )
    .output(stationMetrics),
  drift: capability
    .route({ method: 'GET', path: '/api/metrics/drift', summary: 'How far what is seen now is from the reference' })
    .meta(mayRead(staff))
    .errors(failures('not_found'))
    .input(whichStream)
    .output(driftStatus),
  /** Oldest first. */
  history: capability
    .route({ method: 'GET', path: '/api/metrics/drift/history', summary: 'Drift by feature over the last windows' })
    .meta(mayRead(staff))
    .errors(failures('not_found'))
    .input(z.object({ ...streamWish, windows: z.coerce.number().int().min(1).max(mostPoints).default(48) }))
    .output(z.object({ stream: stream.nullable(), rows: z.array(pastWindow) })),
  reference: capability
    .route({ method: 'GET', path: '/api/metrics/drift/reference', summary: 'What the windows are compared with' })
    .meta(mayRead(staff))
    .errors(failures('not_found'))
    .input(whichStream)
    .output(driftReference.nullable()),
  /** The windows that lie between two times, as one. */
  setReference: capability
    .route({ method: 'PUT', path: '/api/metrics/drift/reference', summary: 'Choose what windows are compared with' })
    .meta(mayChange(leads))
    .errors(failures('not_found', 'wrong_state'))
    .input(
      z.object({
        ...streamWish,
        from: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('range'), since: wallTime, until: wallTime }),
          z.object({ kind: z.literal('training-set') }),
        ]),
      }),
    )
    .output(driftReference),
  conditions: capability
    .route({ method: 'GET', path: '/api/retraining/conditions', summary: 'What retraining still waits for' })
    .meta(mayRead(staff))
    .errors(failures('not_found'))
    .input(whichStream)
    .output(retrainingStatus),
  retrainings: capability
    .route({
      method: 'GET',
      path: '/api/retraining/events',
      summary: 'Retraining recommended or asked for, newest first',
    })
    .meta(mayRead(staff))
    .output(z.array(retrainingEvent)),
  retrain: capability
    .route({ method: 'POST', path: '/api/retraining/trigger', summary: 'Ask for a model to be retrained' })
    .meta(mayChange(leads))
    .errors(failures('not_found'))
    .input(z.object({ ...streamWish, reason: z.string().trim().max(200).default('') }))
    /** What is missing, in sentences; empty once the training has what it needs. */
    .output(z.object({ event: retrainingEvent, checklist: retrainingChecklist, missing: z.array(z.string()) })),
  modelStatus: capability
    .route({ method: 'GET', path: '/api/model-status', summary: 'Model versions that were used here, latest first' })
    .meta(mayRead(staff))
    .output(z.array(modelStatus)),
  logs: capability
    .route({ method: 'GET', path: '/api/inspection-logs', summary: 'Predictions as the endpoint lists them' })
    .meta(mayRead(staff))
    .input(
      z.object({
        before: z.coerce.number().int().optional(),
        limit: z.coerce.number().int().min(1).max(500).default(100),
        verdict: shownVerdict.optional(),
      }),
    )
    .output(z.object({ rows: z.array(inspectionLog), next: z.number().int().nullable() })),
};
