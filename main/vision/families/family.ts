import type { Rim, Transform } from '../../../native/lib/picture.ts';
import type { HeatMap } from '../../../preload/contract/frames.ts';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import type { Detection } from '../../../preload/contract/values.ts';
import type { Frame } from '../../domain/frame.ts';
import type { Outcome } from '../../domain/outcome.ts';

export type PictureOfFrame = Pick<Frame, 'width' | 'height' | 'format' | 'planes' | 'yuv'>;

/** What is wrong with numbers that are finite and as many as the card says. */
export interface Flaw {
  readonly expected: string;
  readonly received: string;
}

/** How one model's pictures go in and its numbers come out; both ways are pure. */
export interface ModelAdapter {
  /** Floats of the input tensor; its owner pools the buffer. */
  readonly tensorLength: number;
  /** A rim may be kept where the picture before it in `into` was of the same size. */
  preprocess(picture: PictureOfFrame, into: Float32Array, rim?: Rim): Transform;
  /** Asked before `postprocess`, which may then take the numbers as they are; absent where any numbers can be read. */
  flaw?(outputs: readonly Float32Array[]): Flaw | undefined;
  /** Asked once, when a model is tried: what a plain picture shows of numbers that mean something else. */
  flawAtFirst?(outputs: readonly Float32Array[]): Flaw | undefined;
  postprocess(
    outputs: readonly Float32Array[],
    transform: Transform,
    picture: Pick<Frame, 'width' | 'height'>,
  ): Detection[];
  /** How unusual each part of the picture is, over all of it; absent from most. */
  heat?(outputs: readonly Float32Array[]): HeatMap;
}

/** A kind of network architecture, found by the card's `family`. */
export interface Family {
  readonly name: string;
  adapt(card: PictureCard): Outcome<ModelAdapter>;
}
