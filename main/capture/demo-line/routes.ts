import type { Random } from './random.ts';
import type { Point } from './shapes.ts';

export type Heading = { readonly x: number; readonly y: number };

const EIGHTH = Math.PI / 4;

export function headingOf(eighths: number): Heading {
  return { x: Math.cos(eighths * EIGHTH), y: Math.sin(eighths * EIGHTH) };
}

export type RouteStyle = {
  readonly turns: number;
  readonly shortest: number;
  readonly longest: number;
  /** How often a bend is a right angle rather than 45 degrees. */
  readonly squareBends: number;
};

/** A path in multiples of 45 degrees that never turns back on itself. */
export function octilinearRoute(
  random: Random,
  from: Point,
  firstHeading: number,
  style: RouteStyle,
): readonly Point[] {
  const points: Point[] = [from];
  let heading = firstHeading;
  let at = from;
  let lastTurn = 0;
  for (let i = 0; i <= style.turns; i += 1) {
    const h = headingOf(heading);
    const length = random.logBetween(style.shortest, style.longest);
    at = { x: at.x + h.x * length, y: at.y + h.y * length };
    points.push(at);
    const size = random.chance(style.squareBends) ? 2 : 1;
    // Bends mostly alternate, as routes that step aside and go on do.
    const side =
      lastTurn === 0 ? (random.chance(0.5) ? 1 : -1) : random.chance(0.75) ? -Math.sign(lastTurn) : Math.sign(lastTurn);
    lastTurn = side * size;
    heading += lastTurn;
  }
  return points;
}

/** The same path moved sideways; at bends the sides meet in a mitre, so that spacing is kept. */
export function offsetRoute(points: readonly Point[], by: number): readonly Point[] {
  const unit = (from: Point, to: Point): Heading => {
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    return { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  };
  return points.map((point, i) => {
    const before = points[i - 1];
    const after = points[i + 1];
    const u = before ? unit(before, point) : unit(point, after ?? point);
    const v = after ? unit(point, after) : u;
    const nx = -(u.y + v.y);
    const ny = u.x + v.x;
    // |u+v|^2 = 2 + 2 cos(bend): dividing by half of it lengthens the bisector to the mitre.
    const scale = (2 * by) / (nx * nx + ny * ny || 1);
    return { x: point.x + nx * scale, y: point.y + ny * scale };
  });
}
