import { z } from 'zod';
import { capability, mayRead, staff } from './capability.ts';
import { failures } from './failures.ts';
import { detection, modelRef, shownVerdict, sourceId, stretch, verdict, wallTime } from './values.ts';

/** What one version said about one frame or clip. */
export const prediction = z.object({
  id: z.number().int(),
  frameId: z.string(),
  sourceId,
  inspectionId: z.number().int().nullable(),
  model: modelRef,
  capturedAt: wallTime,
  width: z.number().int(),
  height: z.number().int(),
  detections: z.array(detection),
  /** Present where a clip was heard instead of a frame seen; such a row has no size and no boxes. */
  sound: z.object({ durationMs: z.number().nonnegative(), marks: z.array(stretch) }).optional(),
  /** The highest score of the frame; null where nothing was found. */
  topScore: z.number().nullable(),
  topLabel: z.string().nullable(),
  /** Null from a model that judges nothing. */
  verdict: verdict.nullable(),
  inferMs: z.number(),
  endToEndMs: z.number(),
});
export type Prediction = z.infer<typeof prediction>;

export const predictionFilter = z.object({
  sourceId: sourceId.optional(),
  verdict: shownVerdict.optional(),
  label: z.string().optional(),
  since: z.coerce.number().int().optional(),
  until: z.coerce.number().int().optional(),
});
export type PredictionFilter = z.infer<typeof predictionFilter>;

export const predictions = {
  /** Keyset paging: a page costs the same at row one and at row one million. */
  page: capability
    .route({ method: 'GET', path: '/api/predictions', summary: 'Predictions, newest first, a page at a time' })
    .meta(mayRead(staff))
    .input(
      predictionFilter.extend({
        before: z.coerce.number().int().optional(),
        after: z.coerce.number().int().optional(),
        limit: z.coerce.number().int().min(1).max(500).default(100),
      }),
    )
    .output(
      z.object({ rows: z.array(prediction), newest: z.number().int().nullable(), oldest: z.number().int().nullable() }),
    ),
  /** How many rows match, and the ids at even steps through them, so that a scrollbar can jump anywhere. */
  outline: capability
    .route({
      method: 'GET',
      path: '/api/predictions/outline',
      summary: 'How many predictions match, with marks to jump to',
    })
    .meta(mayRead(staff))
    .input(predictionFilter)
    .output(z.object({ total: z.number().int(), marks: z.array(z.number().int()), step: z.number().int() })),
  get: capability
    .route({ method: 'GET', path: '/api/predictions/{id}', summary: 'One prediction' })
    .meta(mayRead(staff))
    .errors(failures('not_found'))
    .input(z.object({ id: z.coerce.number().int() }))
    .output(prediction),
};
