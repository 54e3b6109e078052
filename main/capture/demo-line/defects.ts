import type { Stain } from './brush.ts';
import { applyStain, makeStain } from './brush.ts';
import { planBridge, planBump, planIsland } from './defect-shapes.ts';
import type { Material } from './edges.ts';
import type { Bitmap } from './etch.ts';
import type { Random } from './random.ts';
import { showStain } from './show-stain.ts';

export const DEFECT_LABELS = ['open', 'short', 'mousebite', 'spur', 'copper', 'pin-hole'] as const;

export type DefectLabel = (typeof DEFECT_LABELS)[number];

/** In picture pixels from the top left corner. */
export type TruthBox = {
  readonly label: DefectLabel;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Boxes are drawn this much larger than the change on each side, so that they show its surroundings. */
export const BOX_MARGIN = 10;

const TRIES = 400;

const KINDS = {
  open: { host: 1, plan: planBridge, effect: 'cut' },
  short: { host: 0, plan: planBridge, effect: 'cut' },
  mousebite: { host: 1, plan: planBump, effect: 'bump' },
  spur: { host: 0, plan: planBump, effect: 'bump' },
  copper: { host: 0, plan: planIsland, effect: 'island' },
  'pin-hole': { host: 1, plan: planIsland, effect: 'island' },
} as const;

function boxOf(label: DefectLabel, stain: Stain, on: Bitmap): TruthBox {
  const x = Math.max(0, stain.left - BOX_MARGIN);
  const y = Math.max(0, stain.top - BOX_MARGIN);
  const right = Math.min(on.width, stain.right + BOX_MARGIN);
  const bottom = Math.min(on.height, stain.bottom + BOX_MARGIN);
  return { label, x, y, width: right - x, height: bottom - y };
}

function keepsApart(stain: Stain, others: readonly Stain[]): boolean {
  // Closer together, one could be taken for a part of the other.
  const apart = 12;
  return others.every(
    (o) =>
      stain.left > o.right + apart ||
      stain.right < o.left - apart ||
      stain.top > o.bottom + apart ||
      stain.bottom < o.top - apart,
  );
}

/** Spoils the board in `count` places; fewer where a kind finds no place. Labels are drawn evenly. */
export function spoilBoard(random: Random, on: Bitmap, count: number): readonly TruthBox[] {
  const stains: Stain[] = [];
  const truth: TruthBox[] = [];
  for (let i = 0; i < count; i += 1) {
    const label = random.pick(DEFECT_LABELS);
    const { host, plan, effect } = KINDS[label];
    const material: Material = host === 1 ? 0 : 1;
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const planned = plan(random, on, host);
      const stain = planned && makeStain(random, on, planned.stamps, planned.texture);
      const shown = stain && showStain(on, stain, host);
      // A cut that leaves a thread standing is none, and a bite that comes loose is a hole: the label is what shows.
      if (shown?.effect !== effect || !keepsApart(shown.stain, stains)) continue;
      applyStain(on, shown.stain, material);
      stains.push(shown.stain);
      truth.push(boxOf(label, shown.stain, on));
      break;
    }
  }
  return truth;
}
