import { z } from 'zod';
import { detection, modelRef, sourceId, verdict, wallTime } from './values.ts';

/** How unusual each part of the picture is, row by row: 0 is like the good parts, 255 is furthest from them. */
export const heatMap = z.object({
  columns: z.number().int().min(1).max(64),
  rows: z.number().int().min(1).max(64),
  values: z.array(z.number().int().min(0).max(255)),
  /** From this value on it is a defect. */
  limit: z.number().int().min(0).max(255),
});
export type HeatMap = z.infer<typeof heatMap>;

/**
 * Live pictures travel beside the contract as binary: four bytes with the length of the head (big endian), the head as
 * JSON, then the JPEG. The head carries the overlay of the same frame, so that picture and boxes cannot part.
 */
export const frameHead = z.object({
  frameId: z.string(),
  sourceId,
  capturedAt: wallTime,
  width: z.number().int(),
  height: z.number().int(),
  part: z.number().int().nullable(),
  model: modelRef,
  detections: z.array(detection),
  /** Null from a model that judges nothing. */
  verdict: verdict.nullable(),
  inferMs: z.number(),
  endToEndMs: z.number(),
  /** From a model that was taught good parts. */
  heat: heatMap.optional(),
});
export type FrameHead = z.infer<typeof frameHead>;

/** A viewer answers each packet with this word; until then it gets no further one, and then the newest. */
export const frameCredit = 'next';

/** Over a port, which serves a page for all its life, the page says which sources it looks at, each with its own credit. */
export const frameWish = z.union([
  z.strictObject({ look: sourceId }),
  z.strictObject({ next: sourceId }),
  z.strictObject({ leave: sourceId }),
]);
export type FrameWish = z.infer<typeof frameWish>;

/** What comes back over that port. */
export interface PortFrame {
  readonly source: string;
  readonly packet: Uint8Array<ArrayBuffer>;
}
