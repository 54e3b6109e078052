import type { FeatureKind, LayoutStyle } from './layout-style.ts';
import type { Random } from './random.ts';
import { octilinearRoute, offsetRoute } from './routes.ts';
import type { Point, Shape } from './shapes.ts';
import { capsule, chamferedBox, disc, polyline, ring, roundedBox } from './shapes.ts';

/** Copper that belongs together, and what is drilled or cut out of it. */
export type Feature = {
  readonly copper: readonly Shape[];
  readonly holes: readonly Shape[];
  /** Bare channels in the pour; they never run through nets. */
  readonly cuts: readonly Shape[];
};

/** The thinnest drill: a radius in pixels. */
const THINNEST_DRILL = 6;

/** The smallest pad, half across: spurious copper that is round is smaller. */
const SMALLEST_PAD = 9;

export type Place = { readonly width: number; readonly height: number };

const somewhere = (random: Random, on: Place): Point => ({
  x: random.between(-30, on.width + 30),
  y: random.between(-30, on.height + 30),
});

/** Eighths of a turn; most runs start along the picture's axes. */
const pickHeading = (random: Random): number => (random.chance(0.75) ? random.integer(0, 3) * 2 : random.integer(0, 7));

function padAt(random: Random, style: LayoutStyle, centre: Point, scale = 1): Feature {
  const half = Math.max(style.padSize * scale * random.between(0.8, 1.25), style.traceWidth * 0.6, SMALLEST_PAD);
  const kind = random.pick(['round', 'round', 'box', 'long']);
  const drilled = kind !== 'box' && half > 10 && random.chance(0.45);
  const holes = drilled ? [disc(centre, Math.max(THINNEST_DRILL, half * random.between(0.3, 0.55)))] : [];
  if (kind === 'round') return { copper: [disc(centre, half)], holes, cuts: [] };
  const stretch = kind === 'long' ? random.between(1.3, 2.2) : random.between(0.8, 1.25);
  const upright = random.chance(0.5);
  const corner = kind === 'long' && random.chance(0.6) ? half : style.padCorner;
  const shape = upright
    ? roundedBox(centre, half, half * stretch, corner)
    : roundedBox(centre, half * stretch, half, corner);
  return { copper: [shape], holes, cuts: [] };
}

function route(random: Random, style: LayoutStyle, on: Place): Feature {
  const from = somewhere(random, on);
  const width = style.traceWidth * random.between(0.75, 1.4);
  const points = octilinearRoute(random, from, pickHeading(random), {
    turns: random.integer(0, 4),
    shortest: 44 + width,
    longest: 330,
    squareBends: 0.15,
  });
  const copper: Shape[] = [...polyline(points, width)];
  const holes: Shape[] = [];
  for (const end of [points[0], points.at(-1)]) {
    if (!end || random.chance(0.35)) continue;
    const pad = padAt(random, style, end, 0.8);
    copper.push(...pad.copper);
    holes.push(...pad.holes);
  }
  return { copper, holes, cuts: [] };
}

function padRow(random: Random, style: LayoutStyle, on: Place): Feature {
  const at = somewhere(random, on);
  const count = random.integer(2, 9);
  const half = Math.max(SMALLEST_PAD, style.padSize * random.between(0.5, 0.9));
  const long = half * random.between(1, 2.6);
  const pitch = half * 2 + Math.max(8, style.gap) * random.between(1, 2);
  const across = random.chance(0.5);
  const corner = random.chance(0.5) ? style.padCorner : half;
  const drill = random.chance(0.25) ? half * random.between(0.3, 0.5) : 0;
  const tails = random.chance(0.5) ? random.logBetween(60, 170) : 0;
  const copper: Shape[] = [];
  const holes: Shape[] = [];
  for (let i = 0; i < count; i += 1) {
    const centre = across ? { x: at.x + i * pitch, y: at.y } : { x: at.x, y: at.y + i * pitch };
    copper.push(roundedBox(centre, across ? half : long, across ? long : half, corner));
    if (drill > THINNEST_DRILL) holes.push(disc(centre, drill));
    if (tails > 0 && random.chance(0.7)) {
      const reach = long + tails * random.between(0.75, 1);
      const end = across ? { x: centre.x, y: centre.y + reach } : { x: centre.x + reach, y: centre.y };
      copper.push(capsule(centre, end, Math.min(half, style.traceWidth) * 0.45));
    }
  }
  return { copper, holes, cuts: [] };
}

function area(random: Random, style: LayoutStyle, on: Place): Feature {
  const centre = somewhere(random, on);
  const halfWidth = random.logBetween(24, 170);
  const halfHeight = random.logBetween(24, 170);
  const cut = (): number => (random.chance(0.5) ? 0 : random.between(6, Math.min(halfWidth, halfHeight) * 0.9));
  const copper: Shape[] = [
    random.chance(0.6)
      ? chamferedBox(centre, halfWidth, halfHeight, [cut(), cut(), cut(), cut()])
      : roundedBox(centre, halfWidth, halfHeight, random.between(3, 30)),
  ];
  if (random.chance(0.6)) {
    // A trace leaves the area; where they meet, corners look like bites but are none.
    const points = octilinearRoute(random, centre, random.integer(0, 7), {
      turns: random.integer(0, 2),
      shortest: Math.max(halfWidth, halfHeight) + 60,
      longest: Math.max(halfWidth, halfHeight) + 400,
      squareBends: 0.2,
    });
    copper.push(...polyline(points, style.traceWidth * random.between(0.8, 1.6)));
  }
  const holes: Shape[] = Array.from({ length: random.chance(0.5) ? random.integer(1, 5) : 0 }, () =>
    disc(
      { x: centre.x + random.between(-0.7, 0.7) * halfWidth, y: centre.y + random.between(-0.7, 0.7) * halfHeight },
      random.logBetween(7, 16),
    ),
  );
  if (random.chance(0.2)) holes.push(slot(random, centre, halfWidth));
  return { copper, holes, cuts: [] };
}

function slot(random: Random, at: Point, reach: number): Shape {
  const upright = random.chance(0.5);
  const half = random.between(0.3, 0.6) * reach;
  const dx = upright ? 0 : half;
  const dy = upright ? half : 0;
  return capsule({ x: at.x - dx, y: at.y - dy }, { x: at.x + dx, y: at.y + dy }, random.between(THINNEST_DRILL, 10));
}

function comb(random: Random, style: LayoutStyle, on: Place): Feature {
  const at = somewhere(random, on);
  const fingers = random.integer(2, 7);
  const reach = random.logBetween(50, 240);
  const pitch = (style.traceWidth + style.gap) * random.between(1, 1.3);
  const r = style.traceWidth / 2;
  const across = random.chance(0.5);
  const turn = (u: number, v: number): Point => (across ? { x: at.x + u, y: at.y + v } : { x: at.x + v, y: at.y + u });
  const copper: Shape[] = [capsule(turn(0, 0), turn(0, pitch * (fingers - 1)), r)];
  for (let i = 0; i < fingers; i += 1) {
    copper.push(capsule(turn(0, i * pitch), turn(reach * random.between(0.85, 1), i * pitch), r));
  }
  return { copper, holes: [], cuts: [] };
}

function meanderPoints(random: Random, on: Place): readonly Point[] {
  const at = somewhere(random, on);
  const stride = random.logBetween(30, 110);
  const swing = random.logBetween(30, 110);
  const across = random.chance(0.5);
  return Array.from({ length: random.integer(5, 14) }, (_, i) => {
    const u = Math.floor((i + 1) / 2) * stride;
    const v = Math.floor(i / 2) % 2 === 0 ? 0 : swing;
    return across ? { x: at.x + u, y: at.y + v } : { x: at.x + v, y: at.y + u };
  });
}

function text(random: Random, on: Place): Feature {
  const at = somewhere(random, on);
  const size = random.logBetween(28, 56);
  const r = Math.max(1.6, size * random.between(0.05, 0.09));
  const copper: Shape[] = [];
  for (let glyph = 0; glyph < random.integer(2, 6); glyph += 1) {
    const x0 = at.x + glyph * size * 0.95;
    const corner = (): Point => ({
      x: x0 + random.integer(0, 1) * size * 0.6,
      y: at.y + random.integer(0, 2) * size * 0.5,
    });
    let pen = corner();
    for (let stroke = 0; stroke < 4; stroke += 1) {
      const to = corner();
      copper.push(capsule(pen, to, r));
      pen = to;
    }
  }
  return { copper, holes: [], cuts: [] };
}

export function makeFeature(random: Random, kind: FeatureKind, style: LayoutStyle, on: Place): Feature {
  switch (kind) {
    case 'route':
      return route(random, style, on);
    case 'pad':
      return padAt(random, style, somewhere(random, on));
    case 'padRow':
      return padRow(random, style, on);
    case 'ring': {
      const centre = somewhere(random, on);
      const radius = random.logBetween(16, 60);
      const dot = random.chance(0.4) ? [disc(centre, radius * random.between(0.2, 0.5))] : [];
      return { copper: [ring(centre, radius, random.between(4, 16)), ...dot], holes: [], cuts: [] };
    }
    case 'bigDisc': {
      const centre = somewhere(random, on);
      const radius = random.logBetween(50, 260);
      const holes = random.chance(0.4) ? [disc(centre, radius * random.between(0.1, 0.5))] : [];
      return { copper: [disc(centre, radius)], holes, cuts: [] };
    }
    case 'area':
      return area(random, style, on);
    case 'comb':
      return comb(random, style, on);
    case 'meander':
      return { copper: polyline(meanderPoints(random, on), style.traceWidth), holes: [], cuts: [] };
    case 'text':
      return text(random, on);
    case 'channel': {
      const width = Math.max(6, style.gap * random.between(0.8, 1.8));
      if (random.chance(0.35)) return { copper: [], holes: [], cuts: polyline(meanderPoints(random, on), width) };
      const points = octilinearRoute(random, somewhere(random, on), random.integer(0, 7), {
        turns: random.integer(0, 3),
        shortest: 60,
        longest: 500,
        squareBends: 0.5,
      });
      const cuts: Shape[] = [...polyline(points, width)];
      const end = points.at(-1);
      if (end && random.chance(0.3)) cuts.push(disc(end, width * random.between(1, 3)));
      return { copper: [], holes: [], cuts };
    }
  }
}

/** Parallel traces that bend together. */
export function makeBundle(random: Random, style: LayoutStyle, on: Place): readonly Feature[] {
  const middle = { x: random.between(0.1, 0.9) * on.width, y: random.between(0.1, 0.9) * on.height };
  const heading = pickHeading(random);
  const pitch = style.traceWidth + style.gap;
  const spread = style.bundleSize * pitch;
  const bends = { turns: random.integer(0, 2), shortest: Math.max(60, spread * 0.8), longest: 420, squareBends: 0.15 };
  const ahead = octilinearRoute(random, middle, heading, bends);
  const behind = octilinearRoute(random, middle, heading + 4, { ...bends, turns: 0, shortest: 300, longest: 700 });
  const spine = [...behind.slice(1).reverse(), ...ahead];
  const features: Feature[] = [];
  for (let i = 0; i < style.bundleSize; i += 1) {
    const points = offsetRoute(spine, (i - (style.bundleSize - 1) / 2) * pitch);
    const fat = random.chance(0.1) ? 1.25 : 1;
    features.push({ copper: polyline(points, style.traceWidth * fat), holes: [], cuts: [] });
  }
  return features;
}
