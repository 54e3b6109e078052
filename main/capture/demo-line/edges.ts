import type { Bitmap } from './etch.ts';
import type { Random } from './random.ts';
import type { Point } from './shapes.ts';

/** 1 is copper, 0 is bare board. */
export type Material = 0 | 1;

/** A place where two materials meet; the normal points into `host`, with its thickness there. */
export type Edge = {
  readonly at: Point;
  readonly normal: Point;
  readonly thickness: number;
};

const BORDER = 8;

export function materialAt(on: Bitmap, x: number, y: number): Material | undefined {
  const px = Math.round(x);
  const py = Math.round(y);
  if (px < 0 || py < 0 || px >= on.width || py >= on.height) return undefined;
  return on.copper[py * on.width + px] === 1 ? 1 : 0;
}

/** How many pixels of the material follow in a direction; the picture's border ends them too. */
export function march(on: Bitmap, from: Point, along: Point, material: Material, most: number): number {
  let steps = 0;
  while (steps < most && materialAt(on, from.x + along.x * steps, from.y + along.y * steps) === material) {
    steps += 1;
  }
  return steps;
}

/** Whether nothing but the material lies on circles up to the radius around a point. */
export function isSurroundedBy(on: Bitmap, at: Point, radius: number, material: Material): boolean {
  if (materialAt(on, at.x, at.y) !== material) return false;
  for (let r = Math.min(3, radius); ; r = Math.min(radius, r + 3)) {
    const points = Math.max(8, Math.round(r * 2));
    for (let i = 0; i < points; i += 1) {
      const a = (2 * Math.PI * i) / points;
      if (materialAt(on, at.x + r * Math.cos(a), at.y + r * Math.sin(a)) !== material) return false;
    }
    if (r >= radius) return true;
  }
}

function normalInto(on: Bitmap, at: Point, host: Material): Point | undefined {
  const reach = 4;
  let gx = 0;
  let gy = 0;
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) {
      if (materialAt(on, at.x + dx, at.y + dy) !== host) continue;
      gx += dx;
      gy += dy;
    }
  }
  const size = Math.hypot(gx, gy);
  // A straight edge gives about 80; much less is a corner, a grain or a thin line seen from inside.
  return size < 25 ? undefined : { x: gx / size, y: gy / size };
}

/** A random edge, seen from outside the host, by walking from a random pixel until things change. */
export function findEdge(random: Random, on: Bitmap, host: Material, fromWithin = false): Edge | undefined {
  const from = {
    x: random.integer(BORDER, on.width - 1 - BORDER),
    y: random.integer(BORDER, on.height - 1 - BORDER),
  };
  const start = materialAt(on, from.x, from.y);
  if (start === undefined || (fromWithin && start !== host)) return undefined;
  const angle = random.between(0, 2 * Math.PI);
  const along = { x: Math.cos(angle), y: Math.sin(angle) };
  const steps = march(on, from, along, start, 240);
  // The last host pixel before the change, or the first one after it.
  const reach = start === host ? steps - 1 : steps;
  const at = { x: Math.round(from.x + along.x * reach), y: Math.round(from.y + along.y * reach) };
  const inside = at.x >= BORDER && at.y >= BORDER && at.x < on.width - BORDER && at.y < on.height - BORDER;
  if (!inside || materialAt(on, at.x, at.y) !== host) return undefined;
  const normal = normalInto(on, at, host);
  if (!normal) return undefined;
  return { at, normal, thickness: march(on, at, normal, host, 260) };
}
