import { isOwnSide, takesSide } from '../../preload/contract/input-sizes.ts';
import type { PictureCard } from '../../preload/contract/model-card.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import type { TensorShape } from './io-check.ts';

export interface InputSize {
  readonly width: number;
  readonly height: number;
}

/** Whether a network takes squares of this side; undefined where that is the size that its card says. */
export function inputSizeFor({ name, io }: PictureCard, side: number): Outcome<InputSize | undefined> {
  const { width, height, strideMultiple } = io.input;
  if (isOwnSide(io.input, side)) return succeed(undefined);
  if (takesSide(io.input, side)) return succeed({ width: side, height: side });
  return fail('model_refused', {
    thing: `Input size of ${name}`,
    expected: strideMultiple === undefined ? `${width} x ${height} alone` : `a multiple of ${strideMultiple}`,
    received: String(side),
    remedy: 'Start the line with a size that the network takes, or without one.',
  });
}

/** The card of the same network at another size, with the outputs that a run at that size gave. */
export const cardAtSize = (card: PictureCard, size: InputSize, outputs: readonly TensorShape[]): PictureCard => ({
  ...card,
  io: {
    input: { ...card.io.input, ...size },
    outputs: outputs.map(({ name, shape }) => ({ name, shape: [...shape] })),
  },
});
