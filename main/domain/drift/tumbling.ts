export type WindowLength =
  | { readonly kind: 'time'; readonly lengthMs: number }
  | { readonly kind: 'count'; readonly predictions: number };

export interface WindowOptions {
  readonly length: WindowLength;
  /** A frame may come this long after its window's end and still be counted; less than the window's length. */
  readonly latenessMs: number;
}

/** An hour by the clock; frames of one station are seldom more than a second out of order. */
export const hourly: WindowOptions = { length: { kind: 'time', lengthMs: 3_600_000 }, latenessMs: 5_000 };

/** The window that a moment belongs to: windows of time begin at whole multiples of their length since 1970. */
export const windowStart = (lengthMs: number, atMs: number): number => Math.floor(atMs / lengthMs) * lengthMs;
