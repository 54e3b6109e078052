import type { CountingLine, Outline } from '../../preload/contract/recipes.ts';
import { inward, type Plan, placeInView, type Shown } from './plan.ts';
import { type ViewPoint, viewPoint } from './space.ts';

type Pen = CanvasRenderingContext2D;

/** The one ink under every line: it holds light lines apart from white copper and black board alike. */
export const casing = '#0b0e0f';
/** Colour is kept for what was found: a plan is drawn in white. */
export const planInk = '#ffffff';

export interface Stroke {
  readonly colour: string;
  readonly width: number;
  readonly dash?: readonly number[];
}

function follow(pen: Pen, points: readonly ViewPoint[], closed: boolean): void {
  const [first, ...rest] = points;
  if (first === undefined) return;
  pen.moveTo(first.x, first.y);
  for (const { x, y } of rest) pen.lineTo(x, y);
  if (closed) pen.closePath();
}

/** A line that is seen on any ground. */
export function strokePath(pen: Pen, points: readonly ViewPoint[], closed: boolean, stroke: Stroke): void {
  pen.save();
  pen.lineJoin = 'round';
  pen.lineCap = 'round';
  for (const [style, width] of [
    [casing, stroke.width + 2.5],
    [stroke.colour, stroke.width],
  ] as const) {
    pen.beginPath();
    follow(pen, points, closed);
    pen.strokeStyle = style;
    pen.lineWidth = width;
    pen.setLineDash([...(stroke.dash ?? [])]);
    pen.stroke();
  }
  pen.restore();
}

/** A name on a dark plate, kept inside the view. */
export function drawName(pen: Pen, text: string, at: ViewPoint, view: Shown['view'], colour = planInk): void {
  pen.font = '600 13px "Inter Variable", sans-serif';
  const [height, pad] = [22, 7];
  const width = pen.measureText(text).width + 2 * pad;
  const left = Math.max(0, Math.min(at.x, view.width - width));
  const top = Math.max(0, Math.min(at.y, view.height - height));
  pen.fillStyle = casing;
  pen.beginPath();
  pen.roundRect(left, top, width, height, 3);
  pen.fill();
  pen.fillStyle = colour;
  pen.textBaseline = 'middle';
  pen.fillText(text, left + pad, top + height / 2 + 1);
}

/** All but the region steps back: what lies there does not count. */
function shade(pen: Pen, region: readonly ViewPoint[], { picture, placement }: Shown): void {
  const { left, top, scale } = placement;
  pen.fillStyle = 'rgb(11 14 15 / 52%)';
  pen.beginPath();
  pen.rect(left, top, picture.width * scale, picture.height * scale);
  follow(pen, region, true);
  pen.fill('evenodd');
}

const topLeft = (points: readonly ViewPoint[]): ViewPoint =>
  viewPoint(Math.min(...points.map(({ x }) => x)), Math.min(...points.map(({ y }) => y)));

export const outlineInView = (shown: Shown, outline: Outline): readonly ViewPoint[] =>
  outline.map((place) => placeInView(shown, place));

/** The line with an arrow across its middle: what crosses that way is counted as in. */
export function drawCountingLine(pen: Pen, line: CountingLine, shown: Shown, stroke: Stroke): void {
  const from = placeInView(shown, line.from);
  const to = placeInView(shown, line.to);
  strokePath(pen, [from, to], false, stroke);
  const way = inward(from, to);
  const middle = viewPoint((from.x + to.x) / 2, (from.y + to.y) / 2);
  const [reach, wing] = [26, 9];
  const tip = viewPoint(middle.x + way.x * reach, middle.y + way.y * reach);
  const back = viewPoint(tip.x - way.x * wing, tip.y - way.y * wing);
  const wings = [-1, 1].map((side) => viewPoint(back.x - way.y * wing * side, back.y + way.x * wing * side));
  strokePath(pen, [middle, tip], false, { ...stroke, dash: [] });
  strokePath(pen, [wings[0] ?? tip, tip, wings[1] ?? tip], false, { ...stroke, dash: [] });
}

export const zoneStroke: Stroke = { colour: planInk, width: 1.5, dash: [7, 6] };
export const lineStroke: Stroke = { colour: planInk, width: 2 };
export const regionStroke: Stroke = { colour: planInk, width: 1.5 };

/** The plan of a recipe over its picture: the region bright, its zones and lines with their names. */
export function drawPlan(pen: Pen, plan: Plan, shown: Shown): void {
  if (plan.region !== null) {
    const region = outlineInView(shown, plan.region);
    shade(pen, region, shown);
    strokePath(pen, region, true, regionStroke);
  }
  for (const zone of plan.zones) strokePath(pen, outlineInView(shown, zone.outline), true, zoneStroke);
  for (const line of plan.lines) drawCountingLine(pen, line, shown, lineStroke);
  for (const { name, outline } of plan.zones) {
    const corner = topLeft(outlineInView(shown, outline));
    drawName(pen, name, viewPoint(corner.x + 4, corner.y + 4), shown.view);
  }
  for (const { name, to } of plan.lines) {
    const end = placeInView(shown, to);
    drawName(pen, name, viewPoint(end.x + 8, end.y - 11), shown.view);
  }
}
