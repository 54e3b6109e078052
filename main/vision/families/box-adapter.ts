import type { Target } from '../../../native/lib/picture.ts';
import { letterbox } from '../../../native/lib/pixels.ts';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import type { Detection } from '../../../preload/contract/values.ts';
import type { Frame } from '../../domain/frame.ts';
import { type Candidate, suppressed } from './candidates.ts';
import type { Flaw, ModelAdapter } from './family.ts';
import { detectionsOf } from './to-picture.ts';

export const mostDetections = 300;

/** The way in is the card's alone: families differ in what their numbers mean on the way out. */
export function wayIn(card: PictureCard): Pick<ModelAdapter, 'tensorLength' | 'preprocess'> {
  const { width, height } = card.io.input;
  const target: Target = { width, height, ...card.preprocessing };
  return {
    tensorLength: 3 * width * height,
    preprocess: (picture, into, rim) => letterbox(picture, target, into, rim),
  };
}

/** For families that differ in how candidates are read alone: suppression and the way back into the picture are shared. */
export function boxAdapter(
  card: PictureCard,
  candidatesIn: (outputs: readonly Float32Array[], scoreThreshold: number) => readonly Candidate[],
): ModelAdapter {
  const { score, overlap: overlapThreshold } = card.thresholds;
  return {
    ...wayIn(card),
    postprocess(outputs, transform, picture: Pick<Frame, 'width' | 'height'>): Detection[] {
      const candidates = candidatesIn(outputs, score);
      const rows = suppressed(candidates, { overlapThreshold, maxDetections: mostDetections });
      return detectionsOf(rows, card.labels, transform, picture);
    },
  };
}

/** What quantised networks may be off. */
const tolerance = 0.02;

/** Scores of an export without its last layer are odds: nothing would ever reach a threshold, or everything would. */
export function notScores(scores: Iterable<number>): Flaw | undefined {
  let [least, most] = [0, 1];
  for (const score of scores) [least, most] = [Math.min(least, score), Math.max(most, score)];
  if (least >= -tolerance && most <= 1 + tolerance) return undefined;
  return { expected: 'scores from 0 to 1, as after a sigmoid', received: `${round(least)} to ${round(most)}` };
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** The outputs are there: the session gives as many as the card names. */
export function outputAt(outputs: readonly Float32Array[], place: number): Float32Array {
  const output = outputs[place];
  if (output === undefined) throw new Error(`Expected more than ${place} outputs, got ${outputs.length}`);
  return output;
}
