import { z } from 'zod';

export const tasks = ['detect'] as const;
export const families = ['yolo-v8'] as const;

const triple = z.tuple([z.number(), z.number(), z.number()]);

/** What a model takes, gives and is worth: `models/<name>/card.json`. */
export const modelCard = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,47}$/, 'lower case letters, digits and dashes'),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'a version like 1.0.0'),
  title: z.string().min(1),
  task: z.enum(tasks),
  family: z.enum(families),
  file: z.string().regex(/^[\w.-]+\.onnx$/, 'the name of an .onnx file beside the card'),
  bytes: z.number().int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits'),
  licence: z.string().min(1),
  io: z.strictObject({
    input: z.strictObject({
      name: z.string(),
      layout: z.literal('nchw'),
      width: z.number().int().positive(),
      height: z.number().int().positive(),
      /** Present where the network takes other sizes too, in steps of this. */
      strideMultiple: z.number().int().positive().optional(),
    }),
    outputs: z.array(z.strictObject({ name: z.string(), shape: z.array(z.number().int()) })).min(1),
  }),
  preprocessing: z.strictObject({
    resize: z.enum(['letterbox', 'stretch']),
    padValue: z.number().min(0).max(255),
    colour: z.enum(['rgb', 'bgr']),
    /** A value v of 0..255 becomes (v - mean) / std, by channel. */
    mean: triple,
    std: triple,
  }),
  labels: z.array(z.string().min(1)).min(1),
  thresholds: z.strictObject({
    score: z.number().min(0).max(1),
    overlap: z.number().min(0).max(1),
    unsure: z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)]),
  }),
  provenance: z.looseObject({ trainedOn: z.string() }),
  numbers: z.array(
    z.strictObject({
      data: z.string(),
      n: z.number().int().positive(),
      metric: z.string(),
      value: z.number(),
      interval: z.tuple([z.number(), z.number()]).optional(),
    }),
  ),
});
export type ModelCard = z.infer<typeof modelCard>;
