import { addToMoments, type Moments, mergeMoments, noMoments, varianceOf } from './moments.ts';

/** Values that are averaged into one batch, by level: each level's batch is eight of the level below. */
const spans = [8, 64, 512, 4096] as const;
const step = 8;
/** With fewer batches their variance is a guess. */
const leastBatches = 16;

export type DependenceData = readonly (readonly [count: number, mean: number, m2: number])[];

interface Level {
  sum: number;
  taken: number;
  readonly means: Moments;
}

/** The batch means of a level: how far averages over `span` neighbours stray. */
export interface BatchSpread {
  readonly span: number;
  readonly batches: number;
  readonly variance: number;
}

/**
 * How much neighbouring values resemble each other, in constant space: means of independent values stray by 1/n of their
 * variance, those of frames that show the same part by more.
 */
export class Dependence {
  readonly #levels: readonly Level[] = spans.map(() => ({ sum: 0, taken: 0, means: noMoments() }));

  add(value: number): void {
    let rising = value;
    for (const level of this.#levels) {
      level.sum += rising;
      level.taken += 1;
      if (level.taken < step) return;
      rising = level.sum / step;
      level.sum = 0;
      level.taken = 0;
      addToMoments(level.means, rising);
    }
  }

  /** Batches that are still open on the other side are left out: their neighbours are not here. */
  merge(other: Dependence): void {
    for (const [index, level] of this.#levels.entries()) {
      const theirs = other.#levels[index];
      if (theirs !== undefined) mergeMoments(level.means, theirs.means);
    }
  }

  /** Levels with batches enough to speak of, shortest first. */
  spreads(): readonly BatchSpread[] {
    return this.#levels
      .map(({ means }, index) => ({ span: spans[index] ?? 1, batches: means.count, variance: varianceOf(means) }))
      .filter(({ batches }) => batches >= leastBatches);
  }

  /** How many of these values weigh as much as one independent value; 1 where neighbours have nothing in common. */
  inflation(variance: number): number {
    if (variance <= 0) return 1;
    return this.spreads().reduce((most, level) => Math.max(most, (level.span * level.variance) / variance), 1);
  }

  toData(): DependenceData {
    return this.#levels.map(({ means }) => [means.count, means.mean, means.m2]);
  }

  static fromData(data: DependenceData): Dependence {
    const dependence = new Dependence();
    for (const [index, level] of dependence.#levels.entries()) {
      const [count, mean, m2] = data[index] ?? [0, 0, 0];
      mergeMoments(level.means, { count, mean, m2 });
    }
    return dependence;
  }
}
