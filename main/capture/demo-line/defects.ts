import type { Stain } from './brush.ts';
import { applyStain, makeStain } from './brush.ts';
import { planBridge, planBump, planIsland } from './defect-shapes.ts';
import type { Material } from './edges.ts';
import type { Bitmap } from './etch.ts';
import type { Random } from './random.ts';

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
  open: { host: 1, plan: planBridge },
  short: { host: 0, plan: planBridge },
  mousebite: { host: 1, plan: planBump },
  spur: { host: 0, plan: planBump },
  copper: { host: 0, plan: planIsland },
  'pin-hole': { host: 1, plan: planIsland },
} as const;

function boxOf(label: DefectLabel, stain: Stain, on: Bitmap): TruthBox {
  const x = Math.max(0, stain.left - BOX_MARGIN);
  const y = Math.max(0, stain.top - BOX_MARGIN);
  const right = Math.min(on.width, stain.right + BOX_MARGIN);
  const bottom = Math.min(on.height, stain.bottom + BOX_MARGIN);
  return { label, x, y, width: right - x, height: bottom - y };
}

function keepsApart(stain: Stain, others: readonly Stain[]): boolean {
  const apart = 6;
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
    const { host, plan } = KINDS[label];
    const material: Material = host === 1 ? 0 : 1;
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const planned = plan(random, on, host);
      const stain = planned && makeStain(random, on, planned.stamps, planned.texture);
      if (!stain || !keepsApart(stain, stains)) continue;
      // What changed next to nothing would be a defect that nobody can see.
      const visible = stain.pixels.filter((at) => on.copper[at] !== material).length;
      if (visible < 8) continue;
      applyStain(on, stain, material);
      stains.push(stain);
      truth.push(boxOf(label, stain, on));
      break;
    }
  }
  return truth;
}
