import { z } from 'zod';
import { capability, leads, mayChange, mayRead, roles, staff } from './capability.ts';
import { failures } from './failures.ts';
import { sampleReasons } from './sampling.ts';
import { box, detection, facePoints, filePath, modelRef, sourceId, stretch, verdict, wallTime } from './values.ts';

/** An item is quarantined when its sample cannot be shown any more; its note says why. */
export const itemStates = ['waiting', 'labelled', 'skipped', 'not-sure', 'quarantined'] as const;
export const itemState = z.enum(itemStates);
export type ItemState = z.infer<typeof itemState>;

export const media = ['picture', 'sound'] as const;
export const medium = z.enum(media);
export type Medium = z.infer<typeof medium>;

export const sampleHash = z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits');

/** One thing in the picture, as a person says it is. */
export const itemLabel = z.object({
  label: z.string().min(1).max(80),
  box,
  /** As the model gave them with a box that the person left where it was. */
  points: facePoints.optional(),
});
export type ItemLabel = z.infer<typeof itemLabel>;

/** One stretch of a sound, as a person says it is; in milliseconds from the beginning of its clip. */
export const itemMark = stretch.omit({ score: true }).extend({ label: z.string().min(1).max(80) });
export type ItemMark = z.infer<typeof itemMark>;

/** A sample waiting for a person, or what the person said. */
export const item = z.object({
  id: z.number().int(),
  medium,
  state: itemState,
  reason: z.enum(sampleReasons),
  /** One sentence where something is wrong with the item; else empty. */
  note: z.string(),
  sampleHash,
  sourceId,
  inspectionId: z.number().int().nullable(),
  model: modelRef,
  capturedAt: wallTime,
  width: z.number().int(),
  height: z.number().int(),
  /** What the model saw: the boxes to begin with. */
  preLabels: z.array(detection),
  /** Null from a model that judges nothing. */
  verdict: verdict.nullable(),
  /** What a person said last; null where nobody has, or where it was taken back. */
  labels: z.array(itemLabel).nullable(),
  /** Present where the sample is a sound: such an item has no size and no boxes, but a length and marks. */
  sound: z
    .object({
      durationMs: z.number().nonnegative(),
      /** What the model heard: the marks to begin with. */
      preMarks: z.array(stretch),
      /** As `labels`. */
      marks: z.array(itemMark).nullable(),
    })
    .optional(),
  decidedAt: wallTime.nullable(),
  decidedBy: z.enum(roles).nullable(),
});
export type Item = z.infer<typeof item>;

export const labelCounts = z.object({
  waiting: z.number().int(),
  labelled: z.number().int(),
  skipped: z.number().int(),
  notSure: z.number().int(),
  quarantined: z.number().int(),
  /** Of those that wait. */
  byReason: z.record(z.enum(sampleReasons), z.number().int()),
});
export type LabelCounts = z.infer<typeof labelCounts>;

/** A class and the key that chooses it; null from the eleventh on. */
export const labelClass = z.object({ label: z.string(), key: z.string().nullable() });
export type LabelClass = z.infer<typeof labelClass>;

/** Two of pictures with boxes; `sounds` are WAV files with one line of JSON each in `sounds.jsonl`. */
export const exportFormats = ['coco', 'yolo', 'sounds'] as const;
export const exportReport = z.object({
  folder: z.string(),
  format: z.enum(exportFormats),
  pictures: z.number().int(),
  boxes: z.number().int(),
  sounds: z.number().int(),
  marks: z.number().int(),
  /** Labelled items of the other medium, which this format has no place for. */
  leftOut: z.number().int(),
  /** Items whose sample is not there any more; they are quarantined. */
  missing: z.number().int(),
});
export type ExportReport = z.infer<typeof exportReport>;

const tookMs = z.number().min(0).max(86_400_000).default(0);
const decision = z.object({ id: z.coerce.number().int(), tookMs });
/** The item as it is now, and what is left to do: the screen needs no second question. */
const decided = z.object({ item, counts: labelCounts });
export type Decided = z.infer<typeof decided>;
const deciding = failures('not_found', 'wrong_state');

export const labels = {
  /** Oldest first, a page at a time: go on with `after: next`. */
  queue: capability
    .route({ method: 'GET', path: '/api/labels', summary: 'Items of the labelling queue, oldest first' })
    .meta(mayRead(staff))
    .input(
      z.object({
        /** Both where it is left out. */
        medium: medium.optional(),
        state: itemState.default('waiting'),
        reason: z.enum(sampleReasons).optional(),
        after: z.coerce.number().int().optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ rows: z.array(item), next: z.number().int().nullable() })),
  counts: capability
    .route({ method: 'GET', path: '/api/labels/counts', summary: 'How many items wait, and how many are done' })
    .meta(mayRead(staff))
    .input(z.object({ medium: medium.optional() }))
    .output(labelCounts),
  classes: capability
    .route({
      method: 'GET',
      path: '/api/labels/classes',
      summary: 'What a box or a stretch of sound may be, with its number key',
    })
    .meta(mayRead(staff))
    .errors(failures('not_found', 'model_refused'))
    .input(z.object({ model: z.string().optional() }))
    .output(z.object({ model: modelRef, classes: z.array(labelClass) })),
  item: capability
    .route({ method: 'GET', path: '/api/labels/{id}', summary: 'One item' })
    .meta(mayRead(staff))
    .errors(failures('not_found'))
    .input(z.object({ id: z.coerce.number().int() }))
    .output(item),
  picture: capability
    .route({ method: 'GET', path: '/api/samples/{hash}', summary: 'A sample: a picture as JPEG, a sound as WAV' })
    .meta(mayRead(staff))
    .errors(failures('not_found'))
    .input(z.object({ hash: sampleHash }))
    .output(z.file()),
  /** On the disk before it is answered. The same answer sent twice counts once. */
  save: capability
    .route({
      method: 'POST',
      path: '/api/labels/{id}/save',
      summary: 'Save what a person says is in the picture or the sound',
    })
    .meta(mayChange(staff))
    .errors(deciding)
    .errors(failures('model_refused'))
    .input(
      decision.extend({
        /** Of a picture. */
        boxes: z.array(itemLabel).max(1_000).default([]),
        /** Of a sound. */
        marks: z.array(itemMark).max(1_000).default([]),
      }),
    )
    .output(decided),
  skip: capability
    .route({ method: 'POST', path: '/api/labels/{id}/skip', summary: 'Leave an item out' })
    .meta(mayChange(staff))
    .errors(deciding)
    .input(decision)
    .output(decided),
  notSure: capability
    .route({ method: 'POST', path: '/api/labels/{id}/not-sure', summary: 'Say that a person cannot tell either' })
    .meta(mayChange(staff))
    .errors(deciding)
    .input(decision)
    .output(decided),
  /** The item waits again; what was said stays in the records as taken back. */
  undo: capability
    .route({ method: 'POST', path: '/api/labels/{id}/undo', summary: 'Take back the last decision on an item' })
    .meta(mayChange(staff))
    .errors(deciding)
    .input(z.object({ id: z.coerce.number().int() }))
    .output(decided),
  export: capability
    .route({ method: 'POST', path: '/api/labels/export', summary: 'Write what was labelled to a new or empty folder' })
    .meta(mayChange(leads))
    .errors(failures('already_exists', 'not_found', 'wrong_state', 'model_refused'))
    .input(z.object({ format: z.enum(exportFormats), folder: filePath }))
    .output(exportReport),
};
