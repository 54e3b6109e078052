/** How a feature's values are laid out in bins. Values beyond the ends are counted in the end bins. */
export interface Scale {
  readonly kind: 'linear' | 'log';
  readonly low: number;
  readonly high: number;
  readonly bins: number;
}

/** A value's place on its scale: itself, or its natural logarithm. Shifts and spreads are measured here. */
export function placeOf(scale: Scale, value: number): number {
  return scale.kind === 'linear' ? value : Math.log(Math.max(value, scale.low));
}

const span = (scale: Scale): number => placeOf(scale, scale.high) - placeOf(scale, scale.low);

/** The width of every bin, on the scale. */
export const binWidth = (scale: Scale): number => span(scale) / scale.bins;

export function binOf(scale: Scale, value: number): number {
  const low = scale.kind === 'linear' ? scale.low : Math.log(scale.low);
  const bin = Math.floor(((placeOf(scale, value) - low) / span(scale)) * scale.bins);
  return Math.min(scale.bins - 1, Math.max(0, bin));
}

/** Where bin `index` begins, on the scale; bin `bins` would begin at its end. */
export const edgePlace = (scale: Scale, index: number): number => placeOf(scale, scale.low) + index * binWidth(scale);

export const middlePlace = (scale: Scale, index: number): number => edgePlace(scale, index + 0.5);

export const valueAt = (scale: Scale, place: number): number => (scale.kind === 'linear' ? place : Math.exp(place));
