import type { PictureCard } from '../../../preload/contract/model-card.ts';
import { fail, type Outcome } from '../../domain/outcome.ts';

type Shape = readonly number[];

/** Whether the card's outputs have these shapes, in this order. */
export const hasShapes = ({ io }: PictureCard, shapes: readonly Shape[]): boolean =>
  io.outputs.length === shapes.length && io.outputs.every(({ shape }, index) => shape.join() === shapes[index]?.join());

export const showShapes = (shapes: readonly Shape[]): string =>
  shapes.map((shape) => `[${shape.join(', ')}]`).join(' and ');

export const refuseOutputs = (card: PictureCard, expected: string): Outcome<never> =>
  fail('model_refused', {
    thing: `Output of ${card.name}`,
    expected,
    received: showShapes(card.io.outputs.map(({ shape }) => shape)),
    remedy: `Correct card.json, or export the network for the family ${card.family}.`,
  });
