import { z } from 'zod';
import { wallTime } from './values.ts';

export const pictureTasks = ['detect', 'find-faces', 'classify', 'grade', 'find-unusual', 'find-features'] as const;
export const pictureFamilies = [
  'yolo-v8',
  'yunet',
  'yolo-v5',
  'yolo-end-to-end',
  'yolox',
  'nanodet',
  'fastestdet',
  'classifier',
  'classifier-logits',
  'patch-memory',
  'feature-maps',
] as const;
export const soundTasks = ['find-speech'] as const;
export const soundFamilies = ['silero-vad'] as const;

const triple = z.tuple([z.number(), z.number(), z.number()]);
const share = z.number().min(0).max(1);

export const modelName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,47}$/, 'lower case letters, digits and dashes');
export const fileSha256 = z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits');

/** What drift is measured against where nobody chose a window: sketches of the pictures that the model was made for. */
const trainingReference = z.strictObject({
  file: z.string().regex(/^[\w.-]+\.json$/, 'the name of a .json file beside the card'),
  bytes: z.number().int().positive().max(1_000_000),
  sha256: fileSha256,
  drawnFrom: z.string().min(1),
});

const tensor = z.strictObject({ name: z.string(), shape: z.array(z.number().int()) });

/** What a card says of any model: what it is, whose, and what it is worth. */
const common = {
  name: modelName,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'a version like 1.0.0'),
  title: z.string().min(1),
  file: z.string().regex(/^[\w.-]+\.onnx$/, 'the name of an .onnx file beside the card'),
  bytes: z.number().int().positive(),
  sha256: fileSha256,
  licence: z.string().min(1),
  labels: z.array(z.string().min(1)).min(1),
  provenance: z.looseObject({ trainedOn: z.string() }),
  reference: trainingReference.optional(),
  numbers: z.array(
    z.strictObject({
      data: z.string(),
      n: z.number().int().positive(),
      metric: z.string(),
      value: z.number(),
      interval: z.tuple([z.number(), z.number()]).optional(),
    }),
  ),
};

/** Inner numbers of a network that describe patches of its picture: with them it can be taught what good parts look like. */
const featureMap = z.strictObject({
  name: z.string().min(1),
  channels: z.number().int().positive(),
  /** Pixels of the input from one patch to the next. */
  stride: z.number().int().positive(),
});

/** How a model of the family patch-memory came about, and what its limit promises. */
const teaching = z.strictObject({
  at: wallTime,
  /** Good pictures that it remembers. */
  pictures: z.number().int().positive(),
  /** Where they came from: a source of the station, or a folder. */
  from: z.array(z.string()),
  backbone: z.strictObject({ name: modelName, version: z.string(), sha256: fileSha256 }),
  memory: z.strictObject({
    patches: z.number().int().positive(),
    dimensions: z.number().int().positive(),
    /** Held in the network's file, and as much in memory. */
    bytes: z.number().int().positive(),
  }),
  /** A picture whose hottest patches are on average as far as this from any good one scores one half; each spread further adds to it. */
  limit: z.number().positive(),
  spread: z.number().positive(),
  /** At most this share of good parts reaches the limit, as far as so many held-out ones can tell. */
  falseRejects: z.strictObject({ rate: share, heldOut: z.number().int().positive() }),
  /** What each of those scored by a memory that had not seen it, lowest first: another rate can be set from them. */
  heldOutScores: z.array(z.number().nonnegative()),
});
export type Teaching = z.infer<typeof teaching>;

export const pictureCard = z.strictObject({
  ...common,
  task: z.enum(pictureTasks),
  family: z.enum(pictureFamilies),
  io: z.strictObject({
    input: z.strictObject({
      name: z.string(),
      layout: z.literal('nchw'),
      width: z.number().int().positive(),
      height: z.number().int().positive(),
      /** Present where the network takes other sizes too, in steps of this. */
      strideMultiple: z.number().int().positive().optional(),
    }),
    outputs: z.array(tensor).min(1),
  }),
  preprocessing: z.strictObject({
    /** In letterbox-corner the padding lies right and below; crop fills the input and loses what stands out on two sides. */
    resize: z.enum(['letterbox', 'letterbox-corner', 'stretch', 'crop']),
    padValue: z.number().min(0).max(255),
    colour: z.enum(['rgb', 'bgr']),
    /** A value v of 0..255 becomes (v - mean) / std, by channel. */
    mean: triple,
    std: triple,
  }),
  thresholds: z.strictObject({ score: share, overlap: share, unsure: z.tuple([share, share]) }),
  /** Labels that mean that nothing is wrong, for the task grade alone. */
  goodLabels: z.array(z.string().min(1)).min(1).optional(),
  /** The first one is the finest. */
  features: z.array(featureMap).min(1).max(4).optional(),
  /** Only for the family patch-memory. */
  taught: teaching.optional(),
});
/** The card of a model that looks at pictures. */
export type PictureCard = z.infer<typeof pictureCard>;

const soundCard = z.strictObject({
  ...common,
  task: z.enum(soundTasks),
  family: z.enum(soundFamilies),
  io: z.strictObject({
    /** Takes [1, context + window] samples from -1 to 1. */
    input: z.strictObject({ name: z.string() }),
    /** What the network remembers from one window to the next: zeros at first, then its own output. */
    state: z.strictObject({ input: z.string(), output: z.string(), shape: z.array(z.number().int().positive()) }),
    /** Takes the sample rate as one whole number. */
    rate: z.strictObject({ name: z.string() }),
    outputs: z.array(tensor).length(1),
  }),
  preprocessing: z.strictObject({
    sampleRateHz: z.number().int().min(8_000).max(48_000),
    /** New samples at each run. */
    windowSamples: z.number().int().min(16).max(48_000),
    /** Samples of the window before that stand in front of it. */
    contextSamples: z.number().int().min(0).max(48_000),
  }),
  thresholds: z.strictObject({
    /** Speech begins at this probability. */
    score: share,
    /** And goes on until it falls below this one. */
    release: share,
    unsure: z.tuple([share, share]),
  }),
});
/** The card of a model that listens to sound. */
export type SoundCard = z.infer<typeof soundCard>;

const known = [...pictureTasks, ...soundTasks].map((task) => `"${task}"`).join('|');

/** What a model takes, gives and is worth: `models/<name>/card.json`. Its task says whether it looks or listens. */
export const modelCard = z.discriminatedUnion('task', [pictureCard, soundCard], {
  error: (issue) => (issue.code === 'invalid_union' ? `expected one of ${known}` : undefined),
});
export type ModelCard = z.infer<typeof modelCard>;

export const isPictureCard = (card: ModelCard): card is PictureCard => card.task !== 'find-speech';
export const isSoundCard = (card: ModelCard): card is SoundCard => card.task === 'find-speech';
