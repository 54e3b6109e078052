export const markShapes = ['circle', 'triangle', 'square', 'diamond', 'cross', 'hexagon', 'bar', 'star'] as const;
export type MarkShape = (typeof markShapes)[number];

/** How one kind of defect is told from another on the picture: by outline, and by a colour that holds on black and on white. */
export interface LabelMark {
  readonly shape: MarkShape;
  readonly colour: string;
}

/** The labels of the starter detector, for a role that may not read the models. */
export const starterLabels: readonly string[] = ['open', 'short', 'mousebite', 'spur', 'copper', 'pin-hole'];

const colours = ['#ff7a6b', '#ffb224', '#62c6ff', '#d59cff', '#5fe3a1', '#f4ee6a', '#ff9bd0', '#c5d0d6'] as const;

function hash(text: string): number {
  let value = 0;
  for (const letter of text) value = (value * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return value;
}

/** The model's own order of labels decides; a label that it does not list still gets one mark for good. */
export function markOf(label: string, labels: readonly string[]): LabelMark {
  const listed = labels.indexOf(label);
  const index = (listed >= 0 ? listed : hash(label)) % markShapes.length;
  return { shape: markShapes[index] ?? 'circle', colour: colours[index] ?? colours[0] };
}

/** Outlines in a square of one unit around the origin. */
export const markPaths: Record<MarkShape, string> = {
  circle: 'M-.5 0a.5 .5 0 1 0 1 0a.5 .5 0 1 0 -1 0z',
  triangle: 'M0 -.52L.55 .45H-.55z',
  square: 'M-.45 -.45H.45V.45H-.45z',
  diamond: 'M0 -.58L.58 0L0 .58L-.58 0z',
  cross: 'M-.18 -.52H.18V-.18H.52V.18H.18V.52H-.18V.18H-.52V-.18H-.18z',
  hexagon: 'M-.28 -.5H.28L.56 0L.28 .5H-.28L-.56 0z',
  bar: 'M-.55 -.2H.55V.2H-.55z',
  star: 'M0 -.58L.15 -.17L.56 -.17L.23 .09L.35 .5L0 .26L-.35 .5L-.23 .09L-.56 -.17L-.15 -.17z',
};

/** What a person reads for `pin_hole` or `spurious-copper`. */
export const labelWords = (label: string): string => label.replaceAll(/[_-]+/g, ' ');
