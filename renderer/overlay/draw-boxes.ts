import type { Detection } from '../../preload/contract/values.ts';
import { labelWords, markOf, markPaths } from './label-marks.ts';
import { type Edges, type PlacedTag, placeTags } from './place-tags.ts';
import { imagePoint, type Placement, type Size, toView } from './space.ts';

type Pen = CanvasRenderingContext2D;

export interface BoxStyle {
  readonly labels: readonly string[];
  /** Words and scores beside the boxes. */
  readonly tags?: boolean;
  /** Device pixels to one pixel of the page. */
  readonly density: number;
}

const ink = '#0b0e0f';

interface Spot {
  readonly x: number;
  readonly y: number;
}

function outline(pen: Pen, { left, top, right, bottom }: Edges, colour: string, width: number): void {
  // A dark casing under the coloured line holds it apart from white copper and black board alike.
  for (const [style, thick] of [
    [ink, width * 2.2],
    [colour, width],
  ] as const) {
    pen.strokeStyle = style;
    pen.lineWidth = thick;
    pen.strokeRect(left, top, right - left, bottom - top);
  }
}

const fonts = (density: number) => ({
  word: `600 ${13 * density}px "Inter Variable", sans-serif`,
  number: `500 ${13 * density}px "Inter Variable", sans-serif`,
});

interface TagParts {
  readonly detection: Detection;
  readonly words: string;
  readonly score: string;
  readonly wordWidth: number;
}

const sizes = (density: number) => ({ height: 24 * density, pad: 7 * density, glyph: 11 * density });

function tagOf(
  pen: Pen,
  detection: Detection,
  density: number,
): TagParts & { readonly wide: Size; readonly narrow: Size } {
  const { height, pad, glyph } = sizes(density);
  const words = labelWords(detection.label);
  const track = detection.track === undefined ? '' : `  #${detection.track}`;
  const score = `${detection.score.toFixed(2)}${track}`;
  pen.font = fonts(density).word;
  const wordWidth = pen.measureText(words).width;
  pen.font = fonts(density).number;
  const width = pad + glyph + pad * 0.8 + wordWidth + pad + pen.measureText(score).width + pad;
  return { detection, words, score, wordWidth, wide: { width, height }, narrow: { width: height, height } };
}

function drawTag(pen: Pen, parts: TagParts, at: PlacedTag, style: BoxStyle): void {
  const { density } = style;
  const { pad, glyph } = sizes(density);
  const mark = markOf(parts.detection.label, style.labels);
  const middle = (at.top + at.bottom) / 2;
  pen.fillStyle = ink;
  pen.beginPath();
  pen.roundRect(at.left, at.top, at.right - at.left, at.bottom - at.top, 3 * density);
  pen.fill();
  pen.save();
  pen.translate(at.hasWords ? at.left + pad + glyph / 2 : (at.left + at.right) / 2, middle);
  pen.scale(glyph, glyph);
  pen.fillStyle = mark.colour;
  pen.fill(new Path2D(markPaths[mark.shape]));
  pen.restore();
  if (!at.hasWords) return;
  pen.textBaseline = 'middle';
  pen.fillStyle = '#ffffff';
  pen.font = fonts(density).word;
  const text = at.left + pad + glyph + pad * 0.8;
  pen.fillText(parts.words, text, middle + density);
  pen.fillStyle = '#c7cecc';
  pen.font = fonts(density).number;
  pen.fillText(parts.score, text + parts.wordWidth + pad, middle + density);
}

/** Round marks with a dark casing, as large as the box allows: told apart from the picture at any distance. */
function points(pen: Pen, spots: readonly Spot[], width: number, colour: string, density: number): void {
  const radius = Math.max(2 * density, Math.min(7 * density, width * 0.035));
  for (const [fill, size] of [
    [ink, radius + Math.max(density, radius * 0.4)],
    [colour, radius],
  ] as const) {
    pen.fillStyle = fill;
    pen.beginPath();
    for (const { x, y } of spots) {
      pen.moveTo(x + size, y);
      pen.arc(x, y, size, 0, 2 * Math.PI);
    }
    pen.fill();
  }
}

/** Draws the boxes of one frame over its picture, the surest last so that it lies on top, then their tags, none over another. */
export function drawBoxes(
  pen: Pen,
  detections: readonly Detection[],
  placement: Placement,
  view: Size,
  style: BoxStyle,
): void {
  const air = 4 * style.density;
  const placed = detections
    .toSorted((a, b) => a.score - b.score)
    .map((detection) => {
      const { x, y, width, height } = detection.box;
      const from = toView(placement, imagePoint(x, y));
      const to = toView(placement, imagePoint(x + width, y + height));
      return { detection, left: from.x - air, top: from.y - air, right: to.x + air, bottom: to.y + air };
    });
  for (const { detection, ...edges } of placed) {
    const { colour } = markOf(detection.label, style.labels);
    // Outside the region: seen, and counted for nothing.
    pen.globalAlpha = detection.ignored === true ? 0.4 : 1;
    outline(pen, edges, colour, 2 * style.density);
    const spots = (detection.points ?? []).map(({ x, y }) => toView(placement, imagePoint(x, y)));
    points(pen, spots, edges.right - edges.left, colour, style.density);
    pen.globalAlpha = 1;
  }
  if (style.tags === false) return;
  // The surest chooses its place first.
  const named = placed
    .filter(({ detection }) => detection.ignored !== true)
    .toReversed()
    .map(({ detection, ...box }) => ({ ...tagOf(pen, detection, style.density), box }));
  const places = placeTags(named, view, 3 * style.density);
  for (const [index, at] of places.entries()) {
    const parts = named[index];
    if (at !== null && parts !== undefined) drawTag(pen, parts, at, style);
  }
}
