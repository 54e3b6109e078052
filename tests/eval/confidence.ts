import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { interval95 } from '../../main/domain/bootstrap.ts';
import { endsOf } from '../../main/domain/confidence/band.ts';
import { type FittedCard, fitConfidence } from '../../main/domain/confidence/fit.ts';
import { reliabilityOf } from '../../main/domain/confidence/reliability.ts';
import { judgeDetections, type ReviewedPicture, realDefects } from '../../main/domain/confidence/reviewed.ts';
import { scale } from '../../main/domain/confidence/scaling.ts';
import { lotOf } from '../../main/domain/sampling/lot.ts';
import { frameVerdict } from '../../main/domain/verdict.ts';
import { readPictureCard } from '../../main/models/card.ts';
import type { ConfidenceFit } from '../../preload/contract/confidence.ts';
import type { Detection } from '../../preload/contract/values.ts';
import { readCocoFolder } from './coco-folder.ts';
import { type LoadedDetector, loadDetector } from './station-path.ts';

const usage =
  'Expected --model DIR --data DIR [--good DIR] [--miss SHARE] [--false-reject SHARE] [--seed N] [--splits N]';

/**
 * How far promises made from one half of labelled pictures hold on the other. The folder is split many times by lot: the promise
 * is one of the mean over all draws, and a single half says little of it. Good pictures are those in coco.json without a
 * defect and all in the folder named as good.
 */
export async function evaluateConfidence(args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const request = readPromises(args);
  return keptPromises(await lookAtLabelled(request), request);
}

export interface Labelled {
  readonly card: FittedCard;
  readonly pictures: readonly ReviewedPicture[];
}

/** What the model finds in all pictures: that takes minutes, and any number of promises can be made of it. */
export async function lookAtLabelled(request: Promises): Promise<Labelled> {
  const found = await readPictureCard(request.model);
  if (!found.ok) throw new Error(found.failure.message);
  const { card } = found.value;
  return { card, pictures: await lookAtAll(request, card) };
}

export function keptPromises({ card, pictures }: Labelled, request: Promises): Readonly<Record<string, unknown>> {
  const splits = Array.from({ length: request.splits }, (_, index) =>
    tryOnce(pictures, card, request, request.seed + index),
  );
  const [first] = splits;
  if (first === undefined) throw new Error(usage);
  const spread = (of: (split: Split) => number) => {
    const values = splits.map(of).filter((value) => Number.isFinite(value));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return { mean: rounded(mean), between95: interval95(values).map(rounded) };
  };
  return {
    data: basename(resolve(request.data)),
    n: pictures.length,
    defects: pictures.flatMap((picture) => realDefects(picture, card)).length,
    good: pictures.filter(({ said }) => said.length === 0).length,
    splits: splits.length,
    missPromised: request.missRate,
    missRealised: spread(({ missed }) => missed),
    falseRejectPromised: request.falseRejectRate ?? null,
    falseRejectRealised: spread(({ failedGood }) => failedGood),
    unsure: spread(({ unsure }) => unsure),
    missByCard: spread(({ missedByCard }) => missedByCard),
    unsureByCard: spread(({ unsureByCard }) => unsureByCard),
    calibrationErrorBefore: first.before,
    calibrationErrorAfter: first.after,
    scaling: first.fit.scaling,
    band: first.fit.band,
  };
}

type Split = ReturnType<typeof tryOnce>;

function tryOnce(pictures: readonly ReviewedPicture[], card: FittedCard, wish: Promises, seed: number) {
  const isLearned = ({ group }: ReviewedPicture): boolean => lotOf(group, seed) < 0.5;
  const held = pictures.filter((picture) => !isLearned(picture));
  const fitted = fitConfidence(pictures.filter(isLearned), card, wish);
  if (!fitted.ok) throw new Error(fitted.failure.message);
  const fit = fitted.value;
  const [low, high] = card.thresholds.unsure;
  const judged = held.flatMap((picture) => judgeDetections(picture, card));
  const good = held.filter(({ said }) => said.length === 0);
  const errorOf = (scores: typeof judged) => {
    const { error } = reliabilityOf(scores);
    return error && { value: rounded(error.value), ci: [error.low, error.high].map(rounded) };
  };
  return {
    fit,
    missed: missedBy(held, card, fit.band),
    missedByCard: missedBy(held, card, { low, high }),
    failedGood: shareOf(good, ({ found }) => frameVerdict(found, fit.band) === 'fail'),
    unsure: shareOf(held, ({ found }) => frameVerdict(found, fit.band) === 'unsure'),
    unsureByCard: shareOf(held, ({ found }) => frameVerdict(found, { low, high }) === 'unsure'),
    before: errorOf(judged),
    after: errorOf(fit.scaling === null ? judged : [...scale(judged, fit.scaling)]),
  };
}

/** Of real defects the share where nothing that was found reaches its threshold: they are passed. */
const missedBy = (pictures: readonly ReviewedPicture[], card: FittedCard, band: ConfidenceFit['band']): number =>
  shareOf(
    pictures.flatMap((picture) => realDefects(picture, card)),
    ({ found }) => found.every(({ label, score }) => score < endsOf(band, label).low),
  );

const shareOf = <T>(all: readonly T[], is: (one: T) => boolean): number =>
  all.length === 0 ? Number.NaN : all.filter(is).length / all.length;

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

async function lookAtAll({ model, data, good }: Promises, card: FittedCard): Promise<readonly ReviewedPicture[]> {
  const detector = await loadDetector(model, { scoreThreshold: card.thresholds.score });
  const labelled = await readCocoFolder(data, detector.labels);
  const others = good === undefined ? [] : (await readdir(good)).toSorted().map((name) => join(good, name));
  const pictures: ReviewedPicture[] = [];
  for (const { file, real } of [...labelled, ...others.map((file) => ({ file, real: [] }))]) {
    const said = real.map(({ category, ...box }) => ({ label: detector.labels[category] ?? '', box }));
    pictures.push({ group: file, drawn: true, capturedAt: 0, found: await detectionsIn(detector, file), said });
    if (pictures.length % 100 === 0) console.log(`${pictures.length} of ${labelled.length + others.length} pictures`);
  }
  await detector.release();
  return pictures;
}

async function detectionsIn(detector: LoadedDetector, file: string): Promise<readonly Detection[]> {
  const found = await detector.find(file);
  return found.map(({ category, score, ...box }) => ({ label: detector.labels[category] ?? '', score, box }));
}

interface Promises {
  readonly model: string;
  readonly data: string;
  readonly good: string | undefined;
  readonly missRate: number;
  readonly falseRejectRate: number | undefined;
  readonly seed: number;
  readonly splits: number;
}

export function readPromises(args: readonly string[]): Promises {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { model: text, data: text, good: text, miss: text, 'false-reject': text, seed: text, splits: text },
  });
  const { model, data, good } = values;
  const [missRate, seed, splits] = [
    Number(values.miss ?? 0.02),
    Number(values.seed ?? 1),
    Number(values.splits ?? 200),
  ];
  const falseRejectRate = values['false-reject'] === undefined ? undefined : Number(values['false-reject']);
  const isRate = (rate: number): boolean => rate > 0 && rate < 1;
  const isWrong = !isRate(missRate) || !isRate(falseRejectRate ?? 0.5) || !Number.isInteger(seed) || !(splits >= 1);
  if (model === undefined || data === undefined || isWrong) throw new Error(usage);
  return { model, data, good, missRate, falseRejectRate, seed, splits };
}
