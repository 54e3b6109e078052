import { z } from 'zod';
import { failureDetail } from './failures.ts';
import { prediction } from './predictions.ts';
import { sampleId, sha256Hex, syncText, whole } from './sync-values.ts';
import { detection, modelRef, sourceId, stretch, wallTime } from './values.ts';

/**
 * What a station and the endpoint say to each other. Every request is signed; a batch may be sent any number of times and
 * is written once. Items are judged one by one: a bad one is answered with its failure and the rest goes on.
 */
export const syncPaths = {
  batch: '/sync/batch',
  /** Followed by the content hash: PUT with the bytes as body. */
  objects: '/sync/objects/',
  /** Pictures and sounds that the endpoint still waits for from this station. */
  missing: '/sync/missing',
  /** What people said at the endpoint about this station's samples, since a cursor. */
  changes: '/sync/changes',
} as const;

export const syncLimits = {
  batchBytes: 8 * 1024 * 1024,
  predictions: 2_000,
  samples: 500,
  labels: 500,
  objectBytes: 16 * 1024 * 1024,
  page: 500,
} as const;

export const syncPrediction = prediction.omit({ id: true }).extend({
  /** The station's own id of the row: together with the station it exists once at the endpoint. */
  localId: sampleId,
  frameId: syncText(120),
  inspectionId: whole.nullable(),
  model: modelRef.extend({ name: syncText(80), version: syncText(40) }),
  width: whole,
  height: whole,
  detections: z.array(detection.extend({ label: syncText(80) })).max(1_000),
  sound: z
    .object({
      durationMs: z.number().nonnegative(),
      marks: z.array(stretch.extend({ label: syncText(80) })).max(1_000),
    })
    .optional(),
  topScore: z.number().min(0).max(1).nullable(),
  topLabel: syncText(80).nullable(),
});
export type SyncPrediction = z.infer<typeof syncPrediction>;

/** What is marked in a sample: a rectangle of a picture, or a stretch of a sound, in milliseconds from its start. */
export const mark = z.union([
  detection.extend({ label: syncText(80), score: z.number().min(0).max(1).nullable().default(null) }),
  z.object({
    label: syncText(80),
    score: z.number().min(0).max(1).nullable().default(null),
    fromMs: z.number().nonnegative(),
    toMs: z.number().nonnegative(),
  }),
]);
export type Mark = z.infer<typeof mark>;

export const mediaTypes = ['image/jpeg', 'image/png', 'audio/wav', 'audio/flac'] as const;

/** A kept frame or clip; its bytes follow by themselves. */
export const syncSample = z.object({
  localId: sampleId,
  predictionLocalId: sampleId.nullable(),
  sourceId,
  model: modelRef.extend({ name: syncText(80), version: syncText(40) }).nullable(),
  medium: z.enum(['picture', 'sound']),
  sha256: sha256Hex,
  bytes: z.number().int().min(1).max(syncLimits.objectBytes),
  mediaType: z.enum(mediaTypes),
  /** Of the picture; zero for a sound. */
  width: whole,
  height: whole,
  durationMs: z.number().nonnegative().nullable().default(null),
  reason: syncText(60),
  preLabels: z.array(mark).max(1_000),
  /** What a reviewer may choose from; empty where anything goes. */
  classes: z.array(syncText(80)).max(1_000).default([]),
  capturedAt: wallTime,
  /** A sample of a person is taken only with that person's consent. */
  showsPerson: z.boolean().default(false),
  consented: z.boolean().default(false),
});
export type SyncSample = z.infer<typeof syncSample>;

/** What a person decided about a sample: marked it, could not tell, passed it by, or took back what was said before. */
export const decisions = ['labelled', 'not-sure', 'skipped', 'taken-back'] as const;
export const decision = z.enum(decisions);
export type Decision = z.infer<typeof decision>;

export const syncLabel = z.object({
  localId: sampleId,
  /** The sample's own `localId`. */
  sampleLocalId: sampleId,
  decision,
  marks: z.array(mark).max(1_000),
  reviewer: syncText(80),
  reviewedAt: wallTime,
});
export type SyncLabel = z.infer<typeof syncLabel>;

export const itemKinds = ['predictions', 'samples', 'labels'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** Items are left unread here, since one that is bad must not cost the others their way. */
export const syncBatch = z.strictObject({
  predictions: z.array(z.unknown()).max(syncLimits.predictions).default([]),
  samples: z.array(z.unknown()).max(syncLimits.samples).default([]),
  labels: z.array(z.unknown()).max(syncLimits.labels).default([]),
});
export type SyncBatch = z.input<typeof syncBatch>;

const tally = z.object({ stored: z.number().int(), known: z.number().int() });

export const refusedItem = z.object({
  kind: z.enum(itemKinds),
  /** Its place in the list that was sent. */
  index: z.number().int(),
  localId: z.number().int().nullable(),
  code: z.string(),
  message: z.string(),
  data: failureDetail,
});
export type RefusedItem = z.infer<typeof refusedItem>;

/** The same for the same batch, however often it is sent. */
export const syncAnswer = z.object({
  batchId: z.string(),
  /** `known` were at the endpoint already, from an earlier batch. */
  predictions: tally,
  samples: tally,
  labels: tally,
  /** To be set aside at the station and shown: sending them again changes nothing. */
  refused: z.array(refusedItem),
  /** Content hashes named in this batch whose bytes the endpoint did not have when it was written. */
  missing: z.array(sha256Hex),
});
export type SyncAnswer = z.infer<typeof syncAnswer>;

export const syncMissing = z.object({ missing: z.array(sha256Hex) });

export const objectAnswer = z.object({ sha256: sha256Hex, bytes: z.number().int(), known: z.boolean() });
export type ObjectAnswer = z.infer<typeof objectAnswer>;

export const changesQuery = z.object({
  since: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(syncLimits.page).default(syncLimits.page),
});

/** A label made at the endpoint, in the order of its cursor; cursors of one station have no gaps that fill later. */
export const change = z.object({
  cursor: z.number().int(),
  sampleLocalId: z.number().int(),
  sha256: sha256Hex,
  decision,
  marks: z.array(mark),
  reviewer: z.string(),
  reviewedAt: wallTime,
});
export type Change = z.infer<typeof change>;

export const changesAnswer = z.object({
  changes: z.array(change),
  /** To ask from next time. */
  cursor: z.number().int(),
  more: z.boolean(),
});
export type ChangesAnswer = z.infer<typeof changesAnswer>;
