import type { Feature } from './features.ts';
import { makeBundle, makeFeature } from './features.ts';
import type { FeatureKind, LayoutStyle } from './layout-style.ts';
import { pickStyle } from './layout-style.ts';
import { dropScraps } from './pieces.ts';
import type { Random } from './random.ts';
import type { Coverage } from './raster.ts';
import { addCopper, clearCopper, createCoverage, isClear } from './raster.ts';

const KINDS = [
  'route',
  'pad',
  'padRow',
  'ring',
  'bigDisc',
  'area',
  'comb',
  'meander',
  'text',
  'channel',
] as const satisfies readonly FeatureKind[];

function pickKind(random: Random, style: LayoutStyle): FeatureKind {
  const total = KINDS.reduce((sum, kind) => sum + style.weights[kind], 0);
  let left = random.next() * total;
  for (const kind of KINDS) {
    left -= style.weights[kind];
    if (left < 0) return kind;
  }
  return 'route';
}

function draw(to: Coverage, feature: Feature): void {
  for (const shape of feature.copper) addCopper(to, shape);
  for (const shape of feature.holes) clearCopper(to, shape);
}

/** The bare design of a board, before anything was made wrong: copper coverage of each pixel. */
export function layOutBoard(random: Random, width: number, height: number): Coverage {
  const style = pickStyle(random);
  const place = { width, height };
  // Nets are kept apart from each other on a canvas of their own; a pour lies around them.
  const nets = createCoverage(width, height);
  const accepted: Feature[] = [];
  const offer = (feature: Feature): void => {
    const clear = feature.copper.every((shape) => isClear(nets, shape, style.gap));
    if (!clear) return;
    for (const shape of feature.copper) addCopper(nets, shape);
    accepted.push(feature);
  };
  for (let i = 0; i < style.bundles; i += 1) {
    for (const feature of makeBundle(random, style, place)) offer(feature);
  }
  for (let i = 0; i < style.attempts; i += 1) {
    offer(makeFeature(random, pickKind(random, style), style, place));
  }
  if (!style.pour) {
    for (const feature of accepted) if (feature.copper.length > 0) draw(nets, feature);
    return nets;
  }
  const board = createCoverage(width, height);
  board.values.fill(255);
  for (const feature of accepted) {
    for (const shape of feature.copper) clearCopper(board, shape, style.gap);
    for (const cut of feature.cuts) clearCopper(board, cut);
  }
  dropScraps(board);
  for (const feature of accepted) draw(board, feature);
  return board;
}
