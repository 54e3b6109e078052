import type { PictureCard } from '../../../preload/contract/model-card.ts';
import type { Detection } from '../../../preload/contract/values.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { succeed } from '../../domain/outcome.ts';
import { outputAt, wayIn } from './box-adapter.ts';
import type { Family, Flaw, ModelAdapter } from './family.ts';
import { refuseOutputs } from './output-shapes.ts';
import { boxInPicture, clamp } from './to-picture.ts';

/** What quantised networks and single precision may lose of a sum of one. */
const sumTolerance = 0.02;

/**
 * Networks that say one thing of a whole picture: [1, labels]. It becomes one detection whose box is the part of the picture
 * that the network saw, so that overlay, history, labelling and drift need no second kind of prediction. Of the task `grade`
 * it is the likeliest label that is not a good one, and its score is how likely no good one is right: doubt spread over several
 * defects is no less a doubt.
 */
const classifierFamily = (
  name: PictureCard['family'],
  likelihoods: (output: Float32Array) => Float32Array,
): Family => ({
  name,
  adapt(card: PictureCard): Outcome<ModelAdapter> {
    const [output, ...others] = card.io.outputs;
    const [batch, ...sizes] = output?.shape ?? [];
    const fits = batch === 1 && others.length === 0 && sizes[0] === card.labels.length;
    if (!fits || sizes.some((size, index) => index > 0 && size !== 1)) {
      return refuseOutputs(card, `one output [1, ${card.labels.length}] for ${card.labels.length} labels`);
    }
    const { width, height } = card.io.input;
    const whole = { x1: 0, y1: 0, x2: width, y2: height };
    return succeed({
      ...wayIn(card),
      flaw: (outputs) => notLikelihoods(likelihoods(outputAt(outputs, 0))),
      postprocess(outputs, transform, picture): Detection[] {
        const top = likeliest(card, likelihoods(outputAt(outputs, 0)));
        const box = boxInPicture(whole, transform, picture);
        if (box === undefined || top.score < card.thresholds.score) return [];
        return [{ ...top, box }];
      },
    });
  },
});

/** Those that end in a softmax. */
export const classifier = classifierFamily('classifier', (output) => output);
/** Those that leave the softmax to the reader. */
export const classifierLogits = classifierFamily('classifier-logits', softmax);

function likeliest({ labels, goodLabels = [] }: PictureCard, scores: Float32Array): Pick<Detection, 'label' | 'score'> {
  let top = { label: '', score: Number.NEGATIVE_INFINITY };
  let good = 0;
  for (const [place, label] of labels.entries()) {
    const score = scores[place] ?? 0;
    if (goodLabels.includes(label)) good += score;
    else if (score > top.score) top = { label, score };
  }
  return { label: top.label, score: clamp(goodLabels.length > 0 ? 1 - good : top.score, 1) };
}

function notLikelihoods(scores: Float32Array): Flaw | undefined {
  const sum = scores.reduce((total, score) => total + score, 0);
  const isWithin = scores.every((score) => score >= -sumTolerance && score <= 1 + sumTolerance);
  if (isWithin && Math.abs(sum - 1) <= sumTolerance) return undefined;
  return { expected: 'likelihoods whose sum is 1 (else the family is classifier-logits)', received: `a sum of ${sum}` };
}

function softmax(numbers: Float32Array): Float32Array {
  const largest = numbers.reduce((most, number) => Math.max(most, number), Number.NEGATIVE_INFINITY);
  const weights = numbers.map((number) => Math.exp(number - largest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
