import type { Place } from '../../../preload/contract/recipes.ts';
import {
  casing,
  drawCountingLine,
  drawName,
  drawPlan,
  lineStroke,
  outlineInView,
  planInk,
  regionStroke,
  type Stroke,
  strokePath,
  zoneStroke,
} from '../../overlay/draw-plan.ts';
import { placeInView, type Shown } from '../../overlay/plan.ts';
import { type ViewPoint, viewPoint } from '../../overlay/space.ts';
import { sideHandles } from './plan-hand.ts';
import type { Drawing } from './recipe-draft.ts';
import { type Chosen, type Shape, type ShapeKind, shapeOf } from './shapes.ts';

type Pen = CanvasRenderingContext2D;

export interface Scene {
  readonly drawing: Drawing;
  readonly chosen: Chosen | null;
  /** A shape on its way: its corners so far. */
  readonly tracing: { readonly kind: ShapeKind; readonly points: readonly Place[]; readonly done: boolean } | null;
}

/** What a hand holds is told from what lies there by colour and by its handles. */
const heldInk = '#5ce1ff';
const handleRadius = 12;

const strokes: Record<ShapeKind, Stroke> = {
  region: regionStroke,
  zone: zoneStroke,
  line: lineStroke,
  scale: lineStroke,
};

function dot(pen: Pen, { x, y }: ViewPoint, radius: number, fill: string, rim = casing): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fillStyle = fill;
  pen.fill();
  pen.strokeStyle = rim;
  pen.lineWidth = 2.5;
  pen.stroke();
}

/** A handle that makes a new corner says so. */
function plus(pen: Pen, at: ViewPoint): void {
  dot(pen, at, handleRadius, casing, planInk);
  pen.strokeStyle = planInk;
  pen.lineWidth = 2;
  pen.beginPath();
  pen.moveTo(at.x - 5, at.y);
  pen.lineTo(at.x + 5, at.y);
  pen.moveTo(at.x, at.y - 5);
  pen.lineTo(at.x, at.y + 5);
  pen.stroke();
}

/** The two places of the scale: a line with feet across its ends, as on a drawing of a part. */
function drawScale(pen: Pen, from: ViewPoint, to: ViewPoint, stroke: Stroke): void {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const [ax, ay] = length === 0 ? [0, 1] : [(from.y - to.y) / length, (to.x - from.x) / length];
  strokePath(pen, [from, to], false, stroke);
  for (const end of [from, to]) {
    const foot = [-9, 9].map((away) => viewPoint(end.x + ax * away, end.y + ay * away));
    strokePath(pen, foot, false, stroke);
  }
}

function drawShape(pen: Pen, { kind, points, name }: Shape, shown: Shown, stroke: Stroke): void {
  const [from = { x: 0, y: 0 }, to = from] = points;
  switch (kind) {
    case 'region':
    case 'zone':
      strokePath(pen, outlineInView(shown, points), true, stroke);
      return;
    case 'line':
      drawCountingLine(pen, { name, from, to }, shown, stroke);
      return;
    case 'scale':
      drawScale(pen, placeInView(shown, from), placeInView(shown, to), stroke);
  }
}

function drawHandles(pen: Pen, shape: Shape, chosen: Chosen, shown: Shown): void {
  for (const { at } of sideHandles(shape, shown)) plus(pen, placeInView(shown, at));
  for (const [corner, place] of shape.points.entries()) {
    const at = placeInView(shown, place);
    dot(pen, at, handleRadius, corner === chosen.corner ? heldInk : planInk);
    if (corner === chosen.corner) dot(pen, at, handleRadius / 3, casing);
  }
}

function drawTracing(pen: Pen, { kind, points, done }: NonNullable<Scene['tracing']>, shown: Shown): void {
  const path = points.map((place) => placeInView(shown, place));
  const closed = done && (kind === 'region' || kind === 'zone');
  strokePath(pen, path, closed, { colour: heldInk, width: 2.5, dash: closed || done ? [] : [8, 6] });
  if (closed) return;
  for (const at of path) dot(pen, at, handleRadius, planInk);
}

/** The plan as it lies on the picture, what is chosen with its handles, and what is being drawn. */
export function drawScene(pen: Pen, { drawing, chosen, tracing }: Scene, shown: Shown): void {
  drawPlan(pen, drawing, shown);
  const { calibration } = drawing;
  if (calibration !== null) {
    const [from, to] = [placeInView(shown, calibration.from), placeInView(shown, calibration.to)];
    drawScale(pen, from, to, strokes.scale);
    const text = calibration.mm.trim() === '' ? '? mm' : `${calibration.mm} mm`;
    drawName(pen, text, viewPoint((from.x + to.x) / 2 + 10, (from.y + to.y) / 2 + 10), shown.view);
  }
  const held = shapeOf(drawing, chosen);
  if (held !== null && chosen !== null) {
    drawShape(pen, held, shown, { ...strokes[held.kind], colour: heldInk, width: 2.5 });
    if (tracing === null) drawHandles(pen, held, chosen, shown);
  }
  if (tracing !== null) drawTracing(pen, tracing, shown);
}
