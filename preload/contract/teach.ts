import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { capability, leads, mayChange, mayRead } from './capability.ts';
import { failures } from './failures.ts';
import { modelName } from './model-card.ts';
import { modelEntry } from './models.ts';
import { filePath, modelRef, sourceId, wallTime } from './values.ts';

/** Fewer tell too little of what good parts have in common; more hardly tell more, and take longer. */
export const fewestGood = 10;
export const mostGood = 50;

export const goodPictureId = z.string().regex(/^[0-9a-f]{16}$/, '16 hexadecimal digits');

export const goodPicture = z.object({
  id: goodPictureId,
  takenAt: wallTime,
  from: z.enum(['line', 'folder']),
  /** The part in view, where the source tells. */
  part: z.number().int().nullable(),
  width: z.number().int(),
  height: z.number().int(),
  /** Shown, but not one of the good ones after all. */
  leftOut: z.boolean(),
});
export type GoodPicture = z.infer<typeof goodPicture>;

/** A limit that can be chosen: at most this share of good parts would be held back by it. */
export const limitChoice = z.object({
  rate: z.number(),
  limit: z.number(),
  /** Where that share lies in 95 of 100 such teachings: few pictures promise little. */
  interval: z.tuple([z.number(), z.number()]),
});
export type LimitChoice = z.infer<typeof limitChoice>;

export const taughtResult = z.object({
  /** Of each good picture by a memory that had not seen it, most unusual first. */
  scores: z.array(z.object({ id: goodPictureId, score: z.number() })),
  /** Fewest false rejects first. */
  limits: z.array(limitChoice).min(1),
  /** The rate that is taken unless another one is chosen. */
  usualRate: z.number(),
  memory: z.object({ patches: z.number().int(), bytes: z.number().int() }),
  input: z.object({ width: z.number().int(), height: z.number().int() }),
  backbone: modelRef,
  tookMs: z.number(),
});
export type TaughtResult = z.infer<typeof taughtResult>;

export const teachSteps = ['looking', 'judging', 'remembering', 'writing'] as const;

export const teachDraft = z.object({
  name: modelName,
  /** Null where pictures come from folders alone. */
  sourceId: sourceId.nullable(),
  backbone: modelName,
  startedAt: wallTime,
  pictures: z.array(goodPicture),
});
export type TeachDraft = z.infer<typeof teachDraft>;

export const teachState = z.object({
  /** What is being taught just now; one at a time. It outlives a restart until it is finished or discarded. */
  draft: teachDraft.nullable(),
  state: z.enum(['none', 'collecting', 'building', 'built']),
  /** Parts that are still to be taken as good, one picture of each. */
  toTake: z.number().int(),
  progress: z.object({ step: z.enum(teachSteps), done: z.number().int(), of: z.number().int() }).nullable(),
  /** One sentence when something went wrong. */
  note: z.string(),
  result: taughtResult.nullable(),
});
export type TeachState = z.infer<typeof teachState>;

const taking = failures('not_found', 'wrong_state', 'already_exists', 'unreachable');

export const teach = {
  state: capability
    .route({ method: 'GET', path: '/api/teach', summary: 'What is being taught from good parts' })
    .meta(mayRead(leads))
    .output(teachState),
  watch: capability
    .route({ method: 'GET', path: '/api/teach/watch', summary: 'The same, as it changes' })
    .meta(mayRead(leads))
    .output(eventIterator(teachState)),
  begin: capability
    .route({ method: 'POST', path: '/api/teach', summary: 'Begin to teach a model from good parts' })
    .meta(mayChange(leads))
    .errors(failures('not_found', 'wrong_state', 'already_exists', 'model_refused'))
    .input(
      z.object({
        name: modelName,
        sourceId: sourceId.optional(),
        /** An installed model whose card names inner features. */
        backbone: modelName.default('pcb-defects'),
      }),
    )
    .output(teachState),
  take: capability
    .route({
      method: 'POST',
      path: '/api/teach/take',
      summary: 'Take the part in view as good, or one picture of each of the next parts',
    })
    .meta(mayChange(leads))
    .errors(taking)
    /** Without a number the frame in view, at once. */
    .input(z.object({ parts: z.coerce.number().int().min(1).max(mostGood).optional() }))
    .output(teachState),
  stopTaking: capability
    .route({ method: 'POST', path: '/api/teach/stop-taking', summary: 'Take no further parts' })
    .meta(mayChange(leads))
    .output(teachState),
  add: capability
    .route({ method: 'POST', path: '/api/teach/add', summary: 'Add the pictures of a folder as good ones' })
    .meta(mayChange(leads))
    .errors(taking)
    .errors(failures('source_unreachable'))
    .input(z.object({ folder: filePath }))
    .output(z.object({ added: z.number().int(), skipped: z.array(z.string()), state: teachState })),
  picture: capability
    .route({ method: 'GET', path: '/api/teach/pictures/{id}', summary: 'One picture of a good part' })
    .meta(mayRead(leads))
    .errors(failures('not_found'))
    .input(z.object({ id: goodPictureId }))
    .output(z.file()),
  leaveOut: capability
    .route({ method: 'POST', path: '/api/teach/pictures/{id}', summary: 'Leave a picture out, or take it in again' })
    .meta(mayChange(leads))
    .errors(failures('not_found', 'wrong_state'))
    .input(z.object({ id: goodPictureId, leftOut: z.boolean() }))
    .output(teachState),
  build: capability
    .route({ method: 'POST', path: '/api/teach/build', summary: 'Build the memory of the good parts, beside the line' })
    .meta(mayChange(leads))
    .errors(failures('not_found', 'wrong_state'))
    /** Answered at once; how it goes on is told by the state. */
    .output(teachState),
  cancel: capability
    .route({ method: 'POST', path: '/api/teach/cancel', summary: 'Stop building; the pictures stay' })
    .meta(mayChange(leads))
    .output(teachState),
  finish: capability
    .route({
      method: 'POST',
      path: '/api/teach/finish',
      summary: 'Install what was taught as a model, with the false rejects that it may have',
    })
    .meta(mayChange(leads))
    .errors(failures('not_found', 'wrong_state', 'already_exists', 'model_refused', 'hash_mismatch', 'unreachable'))
    /** The nearest rate that can be promised is taken, and none below it. */
    .input(z.object({ rate: z.coerce.number().min(0).max(0.5).optional() }))
    .output(modelEntry),
  discard: capability
    .route({ method: 'DELETE', path: '/api/teach', summary: 'Delete what was begun, with its pictures' })
    .meta(mayChange(leads))
    .output(teachState),
};
