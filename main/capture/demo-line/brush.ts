import type { Material } from './edges.ts';
import type { Bitmap } from './etch.ts';
import type { Random } from './random.ts';
import type { Point } from './shapes.ts';

/** The pixels that a defect wants to change, and the smallest box around them. */
export type Stain = {
  readonly pixels: readonly number[];
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

export type Stamp = Point & { readonly radius: number };

/** How a stroke covers what it runs over: fully, or scratchy with grains left standing. */
export type Texture = 'solid' | 'rough' | 'scratched';

/** A line from one point to another that strays sideways by up to `wobble`, as stamps of a brush. */
export function wobblyStroke(random: Random, from: Point, to: Point, radius: number, wobble: number): readonly Stamp[] {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const joints = Math.max(1, Math.round(length / random.between(5, 16)));
  const bow = wobble * random.between(-1, 1);
  const sx = length > 0 ? -(to.y - from.y) / length : 0;
  const sy = length > 0 ? (to.x - from.x) / length : 0;
  const offsets = Array.from({ length: joints + 1 }, (_, i) =>
    i === 0 || i === joints ? 0 : bow * Math.sin((Math.PI * i) / joints) + wobble * 0.5 * random.between(-1, 1),
  );
  const stamps: Stamp[] = [];
  const steps = Math.max(1, Math.ceil(length / 0.7));
  for (let i = 0; i <= steps; i += 1) {
    const t = i / steps;
    const joint = Math.min(joints - 1, Math.floor(t * joints));
    const within = t * joints - joint;
    const off = (offsets[joint] ?? 0) * (1 - within) + (offsets[joint + 1] ?? 0) * within;
    stamps.push({
      x: from.x + (to.x - from.x) * t + sx * off,
      y: from.y + (to.y - from.y) * t + sy * off,
      radius,
    });
  }
  return stamps;
}

/** The smallest box around pixels of a picture of that width. */
export function boxAround(pixels: Iterable<number>, width: number): Omit<Stain, 'pixels'> {
  let [left, top, right, bottom] = [width, Number.POSITIVE_INFINITY, -1, -1];
  for (const at of pixels) {
    const x = at % width;
    const y = Math.floor(at / width);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { left, top, right, bottom };
}

/** Collects what the stamps cover, less what a rough texture leaves standing. */
export function makeStain(random: Random, on: Bitmap, stamps: readonly Stamp[], texture: Texture): Stain | undefined {
  const covered = new Set<number>();
  for (const stamp of stamps) {
    const r = Math.max(0.5, stamp.radius);
    for (let y = Math.ceil(stamp.y - r); y <= stamp.y + r; y += 1) {
      for (let x = Math.ceil(stamp.x - r); x <= stamp.x + r; x += 1) {
        if ((x - stamp.x) ** 2 + (y - stamp.y) ** 2 > r * r) continue;
        if (x >= 0 && y >= 0 && x < on.width && y < on.height) covered.add(y * on.width + x);
      }
    }
  }
  const pixels: number[] = [];
  const grain = texture === 'rough' ? 0.12 : random.between(0.15, 0.4);
  const across = random.chance(0.6);
  const kept = new Map<number, boolean>();
  for (const at of covered) {
    const x = at % on.width;
    const y = Math.floor(at / on.width);
    if (texture !== 'solid') {
      // Scratches run along rows or columns: pairs of pixels in every other line fall out together.
      const line = across ? y * 4096 + (x >> 1) : x * 4096 + (y >> 1);
      const stays = kept.get(line) ?? !random.chance((across ? y : x) % 2 === 0 ? grain : grain * 0.4);
      kept.set(line, stays);
      if (!stays) continue;
    }
    pixels.push(at);
  }
  return pixels.length === 0 ? undefined : { pixels, ...boxAround(pixels, on.width) };
}

export function applyStain(on: Bitmap, stain: Stain, material: Material): number {
  let changed = 0;
  for (const at of stain.pixels) {
    if (on.copper[at] === material) continue;
    on.copper[at] = material;
    changed += 1;
  }
  return changed;
}
