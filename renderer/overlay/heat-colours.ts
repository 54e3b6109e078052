/** From like the good parts to furthest from them: ever lighter, so that the order holds without seeing colour; blue to yellow, which all eyes tell apart. */
const stops = [
  [22, 18, 78],
  [78, 30, 130],
  [150, 44, 128],
  [214, 84, 92],
  [248, 150, 60],
  [254, 232, 130],
] as const;

const levels = 256;

const between = (from: number, to: number, share: number): number => Math.round(from + (to - from) * share);

function colourAt(share: number): readonly [number, number, number] {
  const place = share * (stops.length - 1);
  const index = Math.min(stops.length - 2, Math.floor(place));
  const from = stops[index] ?? stops[0];
  const to = stops[index + 1] ?? from;
  const part = place - index;
  return [between(from[0], to[0], part), between(from[1], to[1], part), between(from[2], to[2], part)];
}

const ramp: readonly (readonly [number, number, number])[] = Array.from({ length: levels }, (_, value) =>
  colourAt(value / (levels - 1)),
);

export const heatColour = (value: number): readonly [number, number, number] =>
  ramp[Math.min(levels - 1, Math.max(0, Math.round(value)))] ?? [0, 0, 0];

/** How much of the picture a value covers: what is like the good parts leaves it as it is, what is over the limit is seen at once. */
export function heatCover(value: number, limit: number): number {
  if (value <= 0) return 0;
  return limit <= 0 ? 1 : Math.min(1, (value / limit) ** 1.5);
}

/** The same scale for the legend beside the picture. */
export const heatGradient = `linear-gradient(to right, ${stops.map((stop) => `rgb(${stop.join(' ')})`).join(', ')})`;
