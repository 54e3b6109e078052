import type { Box } from '../../../preload/contract/values.ts';
import type { MovingNumber } from './moving-number.ts';
import { beginMoving, correctMoving, predictMoving } from './moving-number.ts';

/**
 * A box that moves: centre, aspect and height, each filtered by itself. That is exact, not a shortcut: with noise that is
 * independent by coordinate the eight-dimensional filter of the literature falls apart into these four.
 */
export interface MovingBox {
  readonly centreX: MovingNumber;
  readonly centreY: MovingNumber;
  readonly aspect: MovingNumber;
  readonly height: MovingNumber;
}

/** Deviations as shares of the box's height, as in SORT and its children. */
const share = { place: 1 / 20, speed: 1 / 160 };
const aspectNoise = { value: 1e-2, speed: 1e-5 };
const aspectMeasured = 1e-1;

const sideNoise = (height: number, widened = 1) => ({
  value: share.place * height * widened,
  speed: share.speed * height * widened,
});

const measure = ({ x, y, width, height }: Box) => ({
  centreX: x + width / 2,
  centreY: y + height / 2,
  aspect: width / height,
  height,
});

/** Pixels a step. */
export interface Speed {
  readonly x: number;
  readonly y: number;
}

export const standing: Speed = { x: 0, y: 0 };

export const speedOf = ({ centreX, centreY }: MovingBox): Speed => ({ x: centreX.speed, y: centreY.speed });

/** `speed` is a guess: it is doubted as much as none. */
export function beginBox(box: Box, speed: Speed = standing): MovingBox {
  const { centreX, centreY, aspect, height } = measure(box);
  // Nothing is known of its speed yet: ten times the usual doubt.
  const side = { value: sideNoise(height, 2).value, speed: sideNoise(height, 10).speed };
  return {
    centreX: { ...beginMoving(centreX, side), speed: speed.x },
    centreY: { ...beginMoving(centreY, side), speed: speed.y },
    aspect: beginMoving(aspect, aspectNoise),
    height: beginMoving(height, side),
  };
}

export function predictBox(at: MovingBox, steps: number): MovingBox {
  const side = sideNoise(at.height.value);
  return {
    centreX: predictMoving(at.centreX, steps, side),
    centreY: predictMoving(at.centreY, steps, side),
    aspect: predictMoving(at.aspect, steps, aspectNoise),
    height: predictMoving(at.height, steps, side),
  };
}

export function correctBox(at: MovingBox, box: Box): MovingBox {
  const { centreX, centreY, aspect, height } = measure(box);
  const deviation = sideNoise(at.height.value).value;
  return {
    centreX: correctMoving(at.centreX, centreX, deviation),
    centreY: correctMoving(at.centreY, centreY, deviation),
    aspect: correctMoving(at.aspect, aspect, aspectMeasured),
    height: correctMoving(at.height, height, deviation),
  };
}

export function boxOf({ centreX, centreY, aspect, height }: MovingBox): Box {
  const tall = Math.max(1e-6, height.value);
  const wide = Math.max(1e-6, aspect.value * tall);
  return { x: centreX.value - wide / 2, y: centreY.value - tall / 2, width: wide, height: tall };
}
