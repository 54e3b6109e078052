import type { BoxBounds } from './box-bounds.ts';

export interface DecodeOptions {
  /** Scores below it are dropped. */
  readonly scoreThreshold: number;
  /** A box that a better one of its class covers by more than this (intersection over union) is dropped. */
  readonly overlapThreshold: number;
  readonly maxDetections: number;
}

export interface StrayOptions extends BoxBounds {
  /** An anchor that no class scores so high for may have any box. */
  readonly scoreThreshold: number;
}
