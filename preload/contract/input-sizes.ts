import { z } from 'zod';
import { modelName, type PictureCard } from './model-card.ts';

/** Side in pixels of the square that a model sees, where its network takes others than its card's: smaller is faster. */
export const inputSize = z.number().int().min(32).max(4_096);

/** By the model's name; the others see what their cards say. */
export const inputSizes = z.record(modelName, inputSize);
export type InputSizes = Readonly<Record<string, number>>;

/** What a card says of the pictures that its network takes. */
export type TakenSize = Pick<PictureCard['io']['input'], 'width' | 'height' | 'strideMultiple'>;

export const isOwnSide = ({ width, height }: TakenSize, side: number): boolean => side === width && side === height;

/** Whether a network takes squares of this side. */
export const takesSide = (taken: TakenSize, side: number): boolean =>
  isOwnSide(taken, side) || (taken.strideMultiple !== undefined && side % taken.strideMultiple === 0);

const offered = [0.5, 0.75, 1.5, 2];

/** Sides worth a choice beside the card's own, smallest first; none where the network takes no other. */
export function otherSides(taken: TakenSize): readonly number[] {
  const { width, height, strideMultiple: step } = taken;
  if (step === undefined) return [];
  const sides = offered.map((factor) => Math.round((factor * Math.max(width, height)) / step) * step);
  return [...new Set(sides)].filter((side) => inputSize.safeParse(side).success && !isOwnSide(taken, side));
}

/** The card's own in one number: the longer side of what is no square. */
export const ownSide = ({ width, height }: TakenSize): number => Math.max(width, height);
