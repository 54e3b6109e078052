import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { capability, leads, mayChange, mayRead, staff } from './capability.ts';
import { failures } from './failures.ts';
import { inspection, verdictCounts } from './inspections.ts';
import { modelName } from './model-card.ts';
import { recipeId, recipeRef } from './recipes.ts';
import { detection, filePath, modelRef, sourceId, verdict, verdicts, wallTime } from './values.ts';

export const batchStates = ['waiting', 'running', 'paused', 'done', 'cancelled', 'failed'] as const;
export const batchState = z.enum(batchStates);
export type BatchState = z.infer<typeof batchState>;

/** What of the pictures is one part: each of a folder, or so much time of a video. */
export const batchParts = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('picture') }),
  z.strictObject({ by: z.literal('time'), ms: z.number().int().min(100).max(600_000) }),
]);
export type BatchParts = z.infer<typeof batchParts>;

/** A video or a folder of pictures that is inspected once, from its beginning to its end. */
export const batch = z.object({
  id: z.number().int(),
  name: z.string(),
  path: z.string(),
  kind: z.enum(['folder', 'file']),
  /** Under which its predictions and parts stand in the history. */
  sourceId,
  models: z.array(modelRef).min(1),
  recipe: recipeRef.nullable(),
  parts: batchParts,
  state: batchState,
  /** One sentence when something is wrong, or how it ended. */
  note: z.string(),
  /** Pictures: of a folder known from the beginning, of a video about right until its end. */
  total: z.number().int().nullable(),
  done: z.number().int(),
  /** Pictures that did not decode; they are among those done. */
  broken: z.number().int(),
  /** Of parts. */
  counts: verdictCounts,
  defectsByLabel: z.record(z.string(), z.number().int()),
  /** False with models that only tell what is there: then its parts have no verdicts. */
  judges: z.boolean(),
  picturesPerSecond: z.number(),
  secondsLeft: z.number().nullable(),
  createdAt: wallTime,
  startedAt: wallTime.nullable(),
  endedAt: wallTime.nullable(),
  /** How long it has been worked on. */
  activeMs: z.number(),
});
export type Batch = z.infer<typeof batch>;

/** One part of a batch, or pictures of it that did not decode. */
export const batchPart = z.object({
  batchId: z.number().int(),
  /** In the order of the pictures, from nought. */
  index: z.number().int(),
  /** Of the file, in a folder. */
  name: z.string().nullable(),
  /** Where in the video it begins. */
  atMs: z.number().nullable(),
  /** Pictures in it. */
  frames: z.number().int(),
  /** Null where nothing judges, and where the picture did not decode. */
  verdict: verdict.nullable(),
  /** Why it could not be looked at, or not at all of it; empty where all is well. */
  reason: z.string(),
  isBroken: z.boolean(),
  inspectionId: z.number().int().nullable(),
  defects: inspection.shape.defects,
  width: z.number().int(),
  height: z.number().int(),
  /** Of its worst picture, where it did not pass. */
  detections: z.array(detection),
  /** Whether that picture is kept. */
  hasPicture: z.boolean(),
});
export type BatchPart = z.infer<typeof batchPart>;

/** `bad` is whatever did not pass; pictures that did not decode have no verdict. */
export const partsShown = ['all', ...verdicts, 'bad', 'broken'] as const;
export type PartsShown = (typeof partsShown)[number];

export const reportFormats = ['csv', 'json', 'pdf'] as const;
export type ReportFormat = (typeof reportFormats)[number];

const one = z.object({ id: z.coerce.number().int() });
const acts = failures('not_found', 'wrong_state');

const batchStart = z.object({
  path: filePath,
  /** As it stands in the list; the name of the file or folder where left out. */
  name: z.string().trim().min(1).max(60).optional(),
  models: z.array(modelName).min(1).max(3).default(['pcb-defects']),
  /** Judges in place of the models' own thresholds, and says which models look. */
  recipe: recipeId.optional(),
  /** Of a video: two seconds of it where left out. Each picture of a folder is a part, whatever is said. */
  parts: batchParts.optional(),
});
export type BatchStart = z.infer<typeof batchStart>;
/** As a caller says it, with what may be left out. */
export type BatchWish = z.input<typeof batchStart>;

export const batches = {
  start: capability
    .route({
      method: 'POST',
      path: '/api/batches',
      summary: 'Inspect a video or a folder of pictures, each picture once',
    })
    .meta(mayChange(leads))
    .errors(failures('not_found', 'wrong_state', 'source_unreachable', 'model_refused'))
    .input(batchStart)
    .output(batch),
  list: capability
    .route({ method: 'GET', path: '/api/batches', summary: 'All batches, newest first' })
    .meta(mayRead(staff))
    .output(z.array(batch)),
  get: capability
    .route({ method: 'GET', path: '/api/batches/{id}', summary: 'One batch' })
    .meta(mayRead(staff))
    .errors(failures('not_found'))
    .input(one)
    .output(batch),
  watch: capability
    .route({ method: 'GET', path: '/api/batches/watch', summary: 'All batches as they go on' })
    .meta(mayRead(staff))
    .output(eventIterator(z.array(batch))),
  pause: capability
    .route({
      method: 'POST',
      path: '/api/batches/{id}/pause',
      summary: 'Let a batch rest; it goes on where it stopped',
    })
    .meta(mayChange(staff))
    .errors(acts)
    .input(one)
    .output(batch),
  resume: capability
    .route({ method: 'POST', path: '/api/batches/{id}/resume', summary: 'Go on with a batch that rests or has failed' })
    .meta(mayChange(staff))
    .errors(acts)
    .input(one)
    .output(batch),
  cancel: capability
    .route({ method: 'POST', path: '/api/batches/{id}/cancel', summary: 'End a batch; what was inspected stays' })
    .meta(mayChange(leads))
    .errors(acts)
    .input(one)
    .output(batch),
  remove: capability
    .route({
      method: 'DELETE',
      path: '/api/batches/{id}',
      summary: 'Forget a batch and its pictures; its rows in the history stay',
    })
    .meta(mayChange(leads))
    .errors(acts)
    .input(one)
    .output(one),
  parts: capability
    .route({
      method: 'GET',
      path: '/api/batches/{id}/parts',
      summary: 'Parts of a batch in their order, a page at a time',
    })
    .meta(mayRead(staff))
    .errors(failures('not_found'))
    .input(
      one.extend({
        show: z.enum(partsShown).default('all'),
        after: z.coerce.number().int().optional(),
        limit: z.coerce.number().int().min(1).max(500).default(100),
      }),
    )
    .output(z.object({ rows: z.array(batchPart), next: z.number().int().nullable() })),
  picture: capability
    .route({
      method: 'GET',
      path: '/api/batches/{id}/pictures/{index}',
      summary: 'The worst picture of a part that did not pass',
    })
    .meta(mayRead(staff))
    .errors(failures('not_found'))
    .input(one.extend({ index: z.coerce.number().int().min(0) }))
    .output(z.file()),
  report: capability
    .route({
      method: 'GET',
      path: '/api/batches/{id}/report',
      summary: 'What a batch found: CSV, JSON, or PDF with pictures',
    })
    .meta(mayRead(staff))
    .errors(acts)
    .input(one.extend({ format: z.enum(reportFormats).default('pdf') }))
    .output(z.file()),
};
