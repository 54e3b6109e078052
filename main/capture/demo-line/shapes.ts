/** Signed distance in pixels: negative inside, positive outside. */
export type Shape = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly distance: (x: number, y: number) => number;
};

export type Point = { readonly x: number; readonly y: number };

export function disc(centre: Point, radius: number): Shape {
  return {
    left: centre.x - radius,
    top: centre.y - radius,
    right: centre.x + radius,
    bottom: centre.y + radius,
    distance: (x, y) => Math.sqrt((x - centre.x) ** 2 + (y - centre.y) ** 2) - radius,
  };
}

export function ring(centre: Point, radius: number, width: number): Shape {
  const outer = disc(centre, radius + width / 2);
  return {
    ...outer,
    distance: (x, y) => Math.abs(Math.sqrt((x - centre.x) ** 2 + (y - centre.y) ** 2) - radius) - width / 2,
  };
}

/** A thick line with round ends. */
export function capsule(from: Point, to: Point, radius: number): Shape {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const lengthSquared = dx * dx + dy * dy || 1;
  return {
    left: Math.min(from.x, to.x) - radius,
    top: Math.min(from.y, to.y) - radius,
    right: Math.max(from.x, to.x) + radius,
    bottom: Math.max(from.y, to.y) + radius,
    distance: (x, y) => {
      const px = x - from.x;
      const py = y - from.y;
      const along = Math.min(1, Math.max(0, (px * dx + py * dy) / lengthSquared));
      const ex = px - along * dx;
      const ey = py - along * dy;
      return Math.sqrt(ex * ex + ey * ey) - radius;
    },
  };
}

/** An upright rectangle whose corners have the given radius. */
export function roundedBox(centre: Point, halfWidth: number, halfHeight: number, corner: number): Shape {
  const r = Math.min(corner, halfWidth, halfHeight);
  return {
    left: centre.x - halfWidth,
    top: centre.y - halfHeight,
    right: centre.x + halfWidth,
    bottom: centre.y + halfHeight,
    distance: (x, y) => {
      const qx = Math.abs(x - centre.x) - halfWidth + r;
      const qy = Math.abs(y - centre.y) - halfHeight + r;
      const ox = Math.max(qx, 0);
      const oy = Math.max(qy, 0);
      return Math.sqrt(ox * ox + oy * oy) + Math.min(Math.max(qx, qy), 0) - r;
    },
  };
}

/** An upright rectangle with 45-degree corners cut off, as copper areas often have. */
export function chamferedBox(
  centre: Point,
  halfWidth: number,
  halfHeight: number,
  cuts: readonly [number, number, number, number],
): Shape {
  return {
    left: centre.x - halfWidth,
    top: centre.y - halfHeight,
    right: centre.x + halfWidth,
    bottom: centre.y + halfHeight,
    distance: (x, y) => {
      const qx = x - centre.x;
      const qy = y - centre.y;
      const cut = cuts[(qx > 0 ? 1 : 0) + (qy > 0 ? 2 : 0)] ?? 0;
      const box = Math.max(Math.abs(qx) - halfWidth, Math.abs(qy) - halfHeight);
      const slant = (Math.abs(qx) + Math.abs(qy) - halfWidth - halfHeight + cut) * Math.SQRT1_2;
      return Math.max(box, slant);
    },
  };
}

/** Thick lines through the points, one shape for each stretch, so that tests stay local. */
export function polyline(points: readonly Point[], width: number): readonly Shape[] {
  return points.slice(1).map((to, i) => capsule(points[i] ?? to, to, width / 2));
}
