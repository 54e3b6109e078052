import type { ModelCard } from '../../../preload/contract/model-card.ts';
import type { TaughtResult } from '../../../preload/contract/teach.ts';
import { type PromisedLimit, promisedLimits, usualRate } from '../../domain/anomaly/false-rejects.ts';
import { scoreAtLimit, scoreOfDefect, spreadOf } from '../../domain/anomaly/unusualness.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { checkCard } from '../../models/card.ts';
import type { TeachBuilt } from '../../workers/teach-protocol.ts';

const heldOutOf = ({ scores }: TeachBuilt): number[] => scores.map(({ score }) => score).toSorted((a, b) => a - b);

/** What a person sees of a memory before it is used. */
export function resultOf(built: TeachBuilt): TaughtResult {
  const heldOut = heldOutOf(built);
  const { memory, input, backbone, tookMs } = built;
  return {
    scores: built.scores.toSorted((a, b) => b.score - a.score),
    limits: promisedLimits(heldOut).map(({ limit, rate, interval }) => ({ limit, rate, interval: [...interval] })),
    usualRate: usualRate(heldOut),
    memory: { patches: memory.patches, bytes: memory.bytes },
    input: { width: input.width, height: input.height },
    backbone: { name: backbone.name, version: backbone.version },
    tookMs,
  };
}

/** The limit that holds back no more good parts than was asked for; the lowest rate that can be promised where that is more. */
export function chosenLimit(built: TeachBuilt, rate: number | undefined): PromisedLimit {
  const heldOut = heldOutOf(built);
  const limits = promisedLimits(heldOut);
  const wanted = (rate ?? usualRate(heldOut)) + 1e-9;
  const chosen = limits.findLast((limit) => limit.rate <= wanted) ?? limits[0];
  if (chosen === undefined) throw new Error('Expected held-out scores, got none');
  return chosen;
}

export interface TaughtAbout {
  readonly name: string;
  readonly version: string;
  readonly at: number;
  readonly from: readonly string[];
  readonly rate: number | undefined;
}

/** The card of what was taught: a model like any other from here on. */
export function taughtCard(built: TeachBuilt, { name, version, at, from, rate }: TaughtAbout): Outcome<ModelCard> {
  const heldOut = heldOutOf(built);
  const chosen = chosenLimit(built, rate);
  const { file, backbone, input, output, colour, memory } = built;
  const pictures = heldOut.length;
  const card = {
    name,
    version,
    title: `Anything unlike ${pictures} good parts`,
    task: 'find-unusual',
    family: 'patch-memory',
    file: file.name,
    bytes: file.bytes,
    sha256: file.sha256,
    licence: backbone.licence,
    labels: ['unusual'],
    io: {
      input: { name: input.name, layout: 'nchw', width: input.width, height: input.height },
      outputs: [{ name: output.name, shape: output.shape }],
    },
    preprocessing: { resize: 'stretch', padValue: 0, colour, mean: [0, 0, 0], std: [1, 1, 1] },
    // Whatever reaches the limit is not passed; what is beyond doubt is a defect, and in between a person looks.
    thresholds: { score: scoreAtLimit, overlap: 0.5, unsure: [scoreAtLimit, scoreOfDefect] },
    provenance: { trainedOn: `${pictures} good parts that were shown to this station` },
    numbers: [
      {
        data: 'good parts, each judged by a memory without it',
        n: pictures,
        metric: 'good parts held back, on average at most',
        value: chosen.rate,
        interval: chosen.interval,
      },
    ],
    taught: {
      at,
      pictures,
      from,
      backbone: { name: backbone.name, version: backbone.version, sha256: backbone.sha256 },
      memory,
      limit: chosen.limit,
      spread: spreadOf(heldOut),
      falseRejects: { rate: chosen.rate, heldOut: pictures },
      heldOutScores: heldOut,
    },
  };
  return checkCard(card, `the card of ${name}`);
}
