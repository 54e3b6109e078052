import type { Inspection, LineState, VerdictCounts } from '../../../preload/contract/inspections.ts';
import type { Detection, Verdict } from '../../../preload/contract/values.ts';
import { SpreadWindow } from '../../domain/spread-window.ts';

const windowSeconds = 5;
const recentParts = 20;

export type Numbers = Pick<
  LineState,
  | 'framesPerSecond'
  | 'inferMs'
  | 'endToEndMs'
  | 'frames'
  | 'drops'
  | 'stalls'
  | 'finds'
  | 'counts'
  | 'defectsByLabel'
  | 'recent'
>;

interface CountedFrame {
  readonly inferMs: number;
  readonly endToEndMs: number;
  readonly drops: number;
  readonly detections: readonly Detection[];
}

/** What the line has counted since it was started; each frame costs the same, however long it has run. */
export class LineNumbers {
  readonly #infer = new SpreadWindow(windowSeconds);
  readonly #endToEnd = new SpreadWindow(windowSeconds);
  readonly #defects = new Map<string, number>();
  #counts: VerdictCounts = { pass: 0, fail: 0, unsure: 0 };
  #recent: readonly Inspection[] = [];
  #frames = 0;
  #newest: readonly Detection[] = [];
  #most = 0;
  #framesWithFinds = 0;
  #drops = { before: 0, now: 0 };
  #stalls = { before: 0, now: 0 };

  frame(frame: CountedFrame, atMs: number): void {
    this.#frames += 1;
    this.#newest = frame.detections;
    this.#most = Math.max(this.#most, frame.detections.length);
    if (frame.detections.length > 0) this.#framesWithFinds += 1;
    this.#drops.now = frame.drops;
    this.#infer.add(frame.inferMs, atMs);
    this.#endToEnd.add(frame.endToEndMs, atMs);
  }

  stalls(count: number): void {
    this.#stalls.now = count;
  }

  part(inspection: Inspection): void {
    this.#counts = { ...this.#counts, [inspection.verdict]: this.#counts[inspection.verdict] + 1 };
    if (inspection.verdict === 'fail') {
      for (const { label } of inspection.defects) this.#defects.set(label, (this.#defects.get(label) ?? 0) + 1);
    }
    this.#recent = [inspection, ...this.#recent].slice(0, recentParts);
  }

  /** Begins where another has ended, while the worker counts on: what it has counted so far is the other's. */
  follow(other: LineNumbers): void {
    this.#drops = { before: -other.#drops.now, now: other.#drops.now };
    this.#stalls = { before: -other.#stalls.now, now: other.#stalls.now };
  }

  /** A fresh worker counts from nought again; what the one before it counted is kept. */
  resumed(): void {
    this.#drops = { before: this.#drops.before + this.#drops.now, now: 0 };
    this.#stalls = { before: this.#stalls.before + this.#stalls.now, now: 0 };
  }

  get lastVerdict(): Verdict | null {
    return this.#recent[0]?.verdict ?? null;
  }

  read(atMs: number): Numbers {
    return {
      framesPerSecond: this.#infer.perSecond(atMs),
      inferMs: this.#infer.read(atMs),
      endToEndMs: this.#endToEnd.read(atMs),
      frames: this.#frames,
      drops: this.#drops.before + this.#drops.now,
      stalls: this.#stalls.before + this.#stalls.now,
      finds: { now: countByLabel(this.#newest), most: this.#most, frames: this.#framesWithFinds },
      counts: this.#counts,
      defectsByLabel: Object.fromEntries(this.#defects),
      recent: [...this.#recent],
    };
  }
}

function countByLabel(detections: readonly Detection[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { label } of detections) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}
