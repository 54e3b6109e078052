import type { Detection } from '../../preload/contract/values.ts';
import { labelWords, markOf, markPaths } from './label-marks.ts';
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

interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
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

function tag(pen: Pen, detection: Detection, at: Edges, view: Size, style: BoxStyle): void {
  const { density } = style;
  const mark = markOf(detection.label, style.labels);
  const height = 24 * density;
  const pad = 7 * density;
  const glyph = 11 * density;
  pen.font = `600 ${13 * density}px "Inter Variable", sans-serif`;
  const words = labelWords(detection.label);
  const score =
    detection.track === undefined ? detection.score.toFixed(2) : `${detection.score.toFixed(2)}  #${detection.track}`;
  const wordWidth = pen.measureText(words).width;
  const width = pad + glyph + pad * 0.8 + wordWidth + pad + pen.measureText(score).width + pad;
  const left = Math.max(0, Math.min(at.left, view.width - width));
  const above = at.top - height - 3 * density;
  const top = above >= 0 ? above : Math.min(at.bottom + 3 * density, view.height - height);
  pen.fillStyle = ink;
  pen.beginPath();
  pen.roundRect(left, top, width, height, 3 * density);
  pen.fill();
  pen.save();
  pen.translate(left + pad + glyph / 2, top + height / 2);
  pen.scale(glyph, glyph);
  pen.fillStyle = mark.colour;
  pen.fill(new Path2D(markPaths[mark.shape]));
  pen.restore();
  pen.textBaseline = 'middle';
  pen.fillStyle = '#ffffff';
  const text = left + pad + glyph + pad * 0.8;
  pen.fillText(words, text, top + height / 2 + density);
  pen.fillStyle = '#c7cecc';
  pen.font = `500 ${13 * density}px "Inter Variable", sans-serif`;
  pen.fillText(score, text + wordWidth + pad, top + height / 2 + density);
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

/** Draws the boxes of one frame over its picture, then their tags, the surest last so that it lies on top. */
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
  for (const { detection, ...edges } of placed) if (detection.ignored !== true) tag(pen, detection, edges, view, style);
}
