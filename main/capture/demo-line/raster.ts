import type { Shape } from './shapes.ts';

/** How much copper covers each pixel, 0 to 255, before it is made black or white. */
export type Coverage = {
  readonly width: number;
  readonly height: number;
  readonly values: Uint8Array;
};

/** The width in pixels of the ramp across an edge: what optics and etching leave soft. */
const EDGE_RAMP = 2;

export function createCoverage(width: number, height: number): Coverage {
  return { width, height, values: new Uint8Array(width * height) };
}

function visit(to: Coverage, shape: Shape, grow: number, put: (at: number, covered: number) => void): void {
  const left = Math.max(0, Math.floor(shape.left - grow - 1));
  const right = Math.min(to.width - 1, Math.ceil(shape.right + grow + 1));
  const top = Math.max(0, Math.floor(shape.top - grow - 1));
  const bottom = Math.min(to.height - 1, Math.ceil(shape.bottom + grow + 1));
  for (let y = top; y <= bottom; y += 1) {
    for (let x = left; x <= right; x += 1) {
      const outside = shape.distance(x, y) - grow;
      if (outside >= EDGE_RAMP / 2) {
        // Distances change by at most one a pixel, so the empty stretch may be skipped.
        x += Math.max(0, Math.floor(outside - EDGE_RAMP / 2) - 1);
        continue;
      }
      put(y * to.width + x, Math.min(255, Math.round(255 * (0.5 - outside / EDGE_RAMP))));
    }
  }
}

export function addCopper(to: Coverage, shape: Shape, grow = 0): void {
  const { values } = to;
  visit(to, shape, grow, (at, covered) => {
    if (covered > (values[at] ?? 0)) values[at] = covered;
  });
}

export function clearCopper(to: Coverage, shape: Shape, grow = 0): void {
  const { values } = to;
  visit(to, shape, grow, (at, covered) => {
    if (255 - covered < (values[at] ?? 0)) values[at] = 255 - covered;
  });
}

/** Whether no copper lies within the given distance of the shape (looked at on a coarse grid). */
export function isClear(on: Coverage, shape: Shape, within: number): boolean {
  const step = 3;
  const left = Math.max(0, Math.floor(shape.left - within));
  const right = Math.min(on.width - 1, Math.ceil(shape.right + within));
  const top = Math.max(0, Math.floor(shape.top - within));
  const bottom = Math.min(on.height - 1, Math.ceil(shape.bottom + within));
  for (let y = top; y <= bottom; y += step) {
    for (let x = left; x <= right; x += step) {
      if ((on.values[y * on.width + x] ?? 0) > 0 && shape.distance(x, y) < within) return false;
    }
  }
  return true;
}
