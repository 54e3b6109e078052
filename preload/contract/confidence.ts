import { z } from 'zod';
import { capability, everyone, leads, mayChange, mayRead, roles, staff } from './capability.ts';
import { failures } from './failures.ts';
import { modelRef, wallTime } from './values.ts';

const share = z.number().min(0).max(1);
const count = z.number().int().nonnegative();

/** Where doubt begins and where a defect is sure, in the scores that the model gives. Above 1 nothing fails by itself. */
const bandEnds = z.object({ low: share, high: z.number().min(0) });
export const confidenceBand = bandEnds.extend({
  /** Labels with ends of their own. */
  byLabel: z.record(z.string(), bandEnds).optional(),
});
export type ConfidenceBand = z.infer<typeof confidenceBand>;

/** What a score is worth: its odds to the power of 1 / temperature, moved by the shift. */
export const scoreScaling = z.object({ temperature: z.number().positive(), shift: z.number() });
export type ScoreScaling = z.infer<typeof scoreScaling>;

/** How often the model is right where it gives about this score. */
const reliabilityBin = z.object({ from: share, to: share, detections: count, meanScore: share, rightShare: share });
export type ReliabilityBin = z.infer<typeof reliabilityBin>;

/** Scores beside how often they are right; the error is the mean distance of the two, with its 95 % interval. */
const reliability = z.object({
  detections: count,
  bins: z.array(reliabilityBin),
  /** Null where no detection was reviewed. */
  error: z.object({ value: share, low: share, high: share }).nullable(),
});
export type Reliability = z.infer<typeof reliability>;

/** Labels that stand together because each alone has too few reviewed defects. */
const promisedCell = z.object({
  labels: z.array(z.string()),
  defects: count,
  low: share,
  /** Of those reviewed defects how many score lower. */
  missed: count,
});
export type PromisedCell = z.infer<typeof promisedCell>;

/** What is promised of pictures as they come, and from how many reviewed labels. */
const confidencePromise = z.object({
  /** Of real defects at most so many are passed. */
  missRate: share,
  /** Of good pictures at most so many fail by themselves; null where nothing is promised of them. */
  falseRejectRate: share.nullable(),
  cells: z.array(promisedCell),
  defects: count,
  good: count,
});
export type ConfidencePromise = z.infer<typeof confidencePromise>;

/** Of pictures drawn by lot, where they go. */
const routes = z.object({ pass: share, unsure: share, fail: share });

export const confidenceFit = z.object({
  model: modelRef,
  band: confidenceBand,
  promise: confidencePromise,
  /** Null where too few detections were reviewed, or where the scores are worth what they say already. */
  scaling: scoreScaling.nullable(),
  /** On reviewed pictures that the scaling was not fitted on. */
  before: reliability,
  after: reliability,
  routes: z.object({ before: routes, after: routes }),
});
export type ConfidenceFit = z.infer<typeof confidenceFit>;

/** What came of a promise: pictures that were drawn, and reviewed, since it has been in use. */
const keptPromise = z.object({
  defects: count,
  passed: count,
  good: count,
  failed: count,
  /** More than chance explains: what the line shows is not what was reviewed. */
  isBroken: z.boolean(),
});

export const confidenceStatus = z.object({
  model: modelRef,
  /** False for a model that only tells what is there: nothing is passed or failed by it. */
  judges: z.boolean(),
  /** Pictures of this version that a person labelled. Promises are made from those drawn by lot alone. */
  reviewed: z.object({
    pictures: count,
    drawn: count,
    defects: count,
    /** Of these defects, where the model found nothing at all. */
    unseen: count,
    good: count,
    /** Drawn, and nobody could tell, or passed over. */
    undecided: count,
    /** Drawn, and nobody has looked yet. */
    waiting: count,
    /** Drawn, and lost on the way to the disk: the draw has gaps where the station had no time or no room. */
    missed: count,
  }),
  /** The smallest rates that can be promised from these; null where nothing can. */
  least: z.object({ missRate: share.nullable(), falseRejectRate: share.nullable() }),
  reliability,
  /** What holds now. */
  band: confidenceBand,
  cardBand: confidenceBand,
  inUse: z
    .object({
      promise: confidencePromise,
      scaling: scoreScaling.nullable(),
      since: wallTime,
      by: z.enum(roles),
      kept: keptPromise,
    })
    .nullable(),
});
export type ConfidenceStatus = z.infer<typeof confidenceStatus>;

const ofModel = z.object({ model: z.string() });
const wish = ofModel.extend({
  missRate: z.coerce.number().gt(0).lt(1).default(0.02),
  /** Left out: nothing is promised of good pictures, and the card says from which score on they fail. */
  falseRejectRate: z.coerce.number().gt(0).lt(1).optional(),
});
const asking = failures('not_found', 'model_refused', 'wrong_state');

export const confidence = {
  status: capability
    .route({
      method: 'GET',
      path: '/api/models/{model}/confidence',
      summary: 'How far the scores of a model can be trusted, and what can be promised from the reviewed labels',
    })
    .meta(mayRead(staff))
    .errors(asking)
    .input(ofModel)
    .output(confidenceStatus),
  /** Cheap, unlike the status: asked by whoever shows a score. */
  scaling: capability
    .route({
      method: 'GET',
      path: '/api/models/{model}/confidence/scaling',
      summary: 'What the scores of a model are worth, as fitted; null where nothing was',
    })
    .meta(mayRead(everyone))
    .errors(asking)
    .input(ofModel)
    .output(scoreScaling.nullable()),
  fit: capability
    .route({
      method: 'POST',
      path: '/api/models/{model}/confidence/fit',
      summary: 'Fit scores and thresholds to the reviewed labels; changes nothing yet',
    })
    .meta(mayRead(staff))
    .errors(asking)
    .input(wish)
    .output(confidenceFit),
  /** Fitted anew from the labels as they are now; holds from the next frame on. */
  use: capability
    .route({
      method: 'POST',
      path: '/api/models/{model}/confidence/use',
      summary: 'Judge by thresholds fitted to the reviewed labels',
    })
    .meta(mayChange(leads))
    .errors(asking)
    .input(wish)
    .output(confidenceStatus),
  revert: capability
    .route({
      method: 'POST',
      path: '/api/models/{model}/confidence/revert',
      summary: "Judge by the thresholds of the model's card again",
    })
    .meta(mayChange(leads))
    .errors(asking)
    .input(ofModel)
    .output(confidenceStatus),
};

const mostOdds = 1e6;

/** How likely a detection with this score is right. */
export function scaledScore({ temperature, shift }: ScoreScaling, score: number): number {
  const odds = Math.min(mostOdds, Math.max(1 / mostOdds, score / (1 - score)));
  return 1 / (1 + Math.exp(-(Math.log(odds) / temperature + shift)));
}
