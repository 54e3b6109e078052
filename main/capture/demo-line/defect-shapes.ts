import type { Stamp, Texture } from './brush.ts';
import { wobblyStroke } from './brush.ts';
import type { Edge, Material } from './edges.ts';
import { findEdge, isSurroundedBy, march } from './edges.ts';
import type { Bitmap } from './etch.ts';
import type { Random } from './random.ts';
import type { Point } from './shapes.ts';

export type Plan = { readonly stamps: readonly Stamp[]; readonly texture: Texture };

const tangentOf = (edge: Edge): Point => ({ x: -edge.normal.y, y: edge.normal.x });

const from = (at: Point, u: Point, du: number, v: Point, dv: number): Point => ({
  x: at.x + u.x * du + v.x * dv,
  y: at.y + u.y * du + v.y * dv,
});

function pickTexture(random: Random, host: Material): Texture {
  // What is scraped out of copper is often scratchy; what was left on the board is mostly solid.
  const solid = host === 1 ? 0.55 : 0.82;
  if (random.chance(solid)) return 'solid';
  return random.chance(0.5) ? 'rough' : 'scratched';
}

/** Whether the host keeps about the same thickness to both sides, as a trace or a gap does. */
function isBandLike(on: Bitmap, edge: Edge, host: Material): boolean {
  const t = tangentOf(edge);
  const reach = Math.min(14, 5 + edge.thickness * 0.3);
  return [-reach, reach].every((by) => {
    const inside = from(edge.at, t, by, edge.normal, edge.thickness / 2);
    const across =
      march(on, inside, edge.normal, host, 300) +
      march(on, inside, { x: -edge.normal.x, y: -edge.normal.y }, host, 300);
    return across > edge.thickness * 0.55 && across < edge.thickness * 1.9;
  });
}

/** Whether the host ends soon to both sides as well: a drilled hole, or a pad no longer than wide. */
function isEnclosed(on: Bitmap, edge: Edge, host: Material): boolean {
  const t = tangentOf(edge);
  const inside = from(edge.at, edge.normal, edge.thickness / 2, t, 0);
  const most = edge.thickness * 1.2 + 6;
  return [1, -1].every((side) => march(on, inside, { x: t.x * side, y: t.y * side }, host, 400) < most);
}

/** Runs through the host from one side to the other: an open through copper, a short through bare board. */
export function planBridge(random: Random, on: Bitmap, host: Material): Plan | undefined {
  const edge = findEdge(random, on, host);
  const widest = host === 1 ? random.pick([16, 26, 40, 60, 100]) : random.pick([10, 16, 26, 40, 64]);
  if (!edge || edge.thickness < 3 || edge.thickness > widest) return undefined;
  const other = host === 1 ? 0 : 1;
  const beyond = from(edge.at, edge.normal, edge.thickness + 1, edge.normal, 0);
  if (march(on, beyond, edge.normal, other, 4) < 4) return undefined;
  const bandNeeded = random.chance(host === 1 ? 0.75 : 0.5);
  if (bandNeeded && !isBandLike(on, edge, host)) return undefined;
  if (host === 0 && isEnclosed(on, edge, host)) return undefined;
  const t = tangentOf(edge);
  const overshoot = (): number => Math.abs(random.normal()) * 3 + 1;
  const slant = random.chance(0.5) ? 0 : random.between(-1, 1) * Math.min(26, 6 + edge.thickness * 0.6);
  const start = from(edge.at, edge.normal, -overshoot(), t, 0);
  const end = from(edge.at, edge.normal, edge.thickness - 1 + overshoot(), t, slant);
  // Thin copper is often gone for a good stretch; across wide gaps copper is a thread.
  const thickest =
    host === 1 ? 2.5 + edge.thickness * 0.6 : Math.min(1.5 + edge.thickness * 0.35, random.chance(0.15) ? 8 : 4.5);
  const radius = Math.min(random.logBetween(1, 9), thickest);
  const wobble = random.chance(0.4) ? 0.4 : random.between(1, 2 + edge.thickness * 0.15);
  const style = random.pick(
    host === 1 ? ['stroke', 'stroke', 'stroke', 'strands', 'scraped'] : ['stroke', 'stroke', 'stroke', 'strands'],
  );
  if (style === 'stroke') {
    return {
      stamps: wobblyStroke(random, start, end, radius, wobble),
      texture: radius < 1.6 ? 'solid' : pickTexture(random, host),
    };
  }
  const scraped = style === 'scraped' && edge.thickness > 12;
  const stamps: Stamp[] = [];
  const fan = scraped ? random.between(5, 14) : random.between(2, 7);
  for (let i = 0; i < (scraped ? fan : random.integer(2, 4)); i += 1) {
    const aside = random.between(-fan, fan);
    const left = from(start, t, aside, t, 0);
    const right = from(end, t, aside * random.between(0.4, 1.3), t, 0);
    stamps.push(...wobblyStroke(random, left, right, random.between(0.6, scraped ? 2.6 : 1.8), wobble));
  }
  if (scraped) return { stamps, texture: random.chance(0.7) ? 'scratched' : 'rough' };
  return { stamps, texture: random.chance(0.5) ? 'rough' : 'solid' };
}

/** Eats into the host from one side and stops: a mouse bite in copper, a spur over bare board. */
export function planBump(random: Random, on: Bitmap, host: Material): Plan | undefined {
  // Seen from within the host, drilled holes and inner corners are found as often as long edges.
  const edge = findEdge(random, on, host, random.chance(0.5));
  if (!edge || edge.thickness < 5) return undefined;
  const deepest = edge.thickness * random.between(0.45, 0.72);
  const depth = Math.min(random.logBetween(5, 24), deepest);
  if (depth < 2.6) return undefined;
  const t = tangentOf(edge);
  const style = random.pick(['stroke', 'stroke', 'stroke', 'stroke', 'blob', 'blob', 'scallops', 'scratch']);
  const stamps: Stamp[] = [];
  const mouth = from(edge.at, edge.normal, random.between(-4, 0.5), t, 0);
  if (style === 'stroke') {
    // Often flat against the edge: what is scraped off rarely points straight inwards.
    const radius = Math.min(random.logBetween(1.4, 5), depth * 0.45);
    const length = Math.max(random.logBetween(9, 27), depth);
    const lean = Math.sqrt(length * length - depth * depth) * (random.chance(0.5) ? 1 : -1);
    const tip = from(edge.at, edge.normal, depth - radius, t, lean);
    stamps.push(...wobblyStroke(random, mouth, tip, radius, random.between(0.3, 3)));
  } else if (style === 'blob') {
    const spread = random.between(0, 9);
    const size = Math.min(depth, random.between(6, 18));
    for (let i = 0; i < random.integer(1, 4); i += 1) {
      const radius = random.between(0.45, 0.8) * size;
      const deep = Math.max(0, depth - radius) * random.between(0.4, 1);
      stamps.push({ ...from(edge.at, edge.normal, deep, t, random.between(-spread, spread)), radius });
    }
  } else if (style === 'scallops') {
    const radius = Math.min(random.between(2.2, 4.5), depth * 0.7);
    const count = random.integer(2, 5);
    for (let i = 0; i < count; i += 1) {
      stamps.push({
        ...from(
          edge.at,
          edge.normal,
          random.between(0.2, 0.7) * radius,
          t,
          (i - count / 2) * radius * random.between(1.1, 1.5),
        ),
        radius,
      });
    }
  } else {
    for (let i = 0; i < random.integer(2, 5); i += 1) {
      const tip = from(edge.at, edge.normal, depth * random.between(0.4, 1), t, random.between(-12, 12));
      stamps.push(
        ...wobblyStroke(random, from(mouth, t, random.between(-5, 5), t, 0), tip, random.between(0.6, 1.6), 1.5),
      );
    }
  }
  // Deep parts must leave a rim of host all around, or the bite would be a cut.
  const breaksThrough = stamps.some((s) => {
    const deep = (s.x - edge.at.x) * edge.normal.x + (s.y - edge.at.y) * edge.normal.y;
    if (deep < s.radius + 1.5) return march(on, s, edge.normal, host, 40) < Math.min(3, s.radius) && deep > 1;
    return !isSurroundedBy(on, s, s.radius + 1.6, host);
  });
  return breaksThrough ? undefined : { stamps, texture: depth < 5 ? 'solid' : pickTexture(random, host) };
}

// Discs are rare: but for its size, a round pin hole looks like a drilled one.
const ISLANDS = [
  ...(['stroke', 'stroke', 'stroke', 'blob', 'blob', 'branch', 'scratch'] as const),
  ...(['stroke', 'stroke', 'stroke', 'blob', 'blob', 'branch', 'scratch', 'disc'] as const),
] as const;

/** Lies alone within the host: a pin hole in copper, spurious copper on bare board. */
export function planIsland(random: Random, on: Bitmap, host: Material): Plan | undefined {
  const at = { x: random.integer(12, on.width - 13), y: random.integer(12, on.height - 13) };
  const size = host === 1 ? random.logBetween(13, 40) : random.logBetween(12, 52);
  const stamps: Stamp[] = [];
  const angle = random.between(0, 2 * Math.PI);
  const reach = (a: number, r: number): Point => ({ x: at.x + Math.cos(a) * r, y: at.y + Math.sin(a) * r });
  const style = random.pick(ISLANDS);
  const half = size / 2;
  if (style === 'stroke') {
    const radius = Math.min(random.between(1.6, 5.5), half * 0.6);
    const hook = random.chance(0.3) ? random.between(1.2, 2.2) : 0;
    stamps.push(
      ...wobblyStroke(
        random,
        reach(angle, half - radius),
        hook ? at : reach(angle + Math.PI, half - radius),
        radius,
        random.between(0.5, 4),
      ),
    );
    if (hook) stamps.push(...wobblyStroke(random, at, reach(angle + hook, half - radius), radius, 1));
  } else if (style === 'blob') {
    const count = random.integer(2, 5);
    for (let i = 0; i < count; i += 1) {
      const radius = half * random.between(0.25, 0.5);
      // The first two lie apart, or the whole would be as round as a pad or a drilled hole.
      const aside = i < 2 ? random.between(0.5, 1) : random.next();
      const turned = angle + (i % 2) * Math.PI + random.between(-0.6, 0.6);
      stamps.push({ ...reach(turned, aside * (half - radius)), radius });
    }
  } else if (style === 'branch') {
    const radius = random.between(1.5, 3.5);
    for (let i = 0; i < 3; i += 1)
      stamps.push(
        ...wobblyStroke(
          random,
          at,
          reach(angle + i * random.between(1.6, 2.4), half * random.between(0.5, 1)),
          radius,
          1.5,
        ),
      );
  } else if (style === 'disc') {
    // Smaller than any drill, or a hole in the wrong place could not be told from one in the right place.
    stamps.push({ ...at, radius: host === 1 ? random.between(3.2, 4.5) : Math.min(half, random.between(4, 7.5)) });
  } else {
    for (let i = 0; i < random.integer(2, 5); i += 1) {
      const a = angle + random.between(-0.5, 0.5);
      stamps.push(
        ...wobblyStroke(
          random,
          reach(a, half * random.between(0.3, 1)),
          reach(a + Math.PI, half * random.between(0.3, 1)),
          random.between(0.5, 1.6),
          2,
        ),
      );
    }
  }
  const margin = random.between(2, 6);
  const touches = stamps.some((s) => !isSurroundedBy(on, s, s.radius + margin, host));
  return touches ? undefined : { stamps, texture: style === 'disc' ? 'solid' : pickTexture(random, host) };
}
