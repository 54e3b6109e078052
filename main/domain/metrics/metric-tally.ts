import type { Verdict } from '../../../preload/contract/values.ts';
import { packCounts } from '../sketch/packed-counts.ts';
import { binOf } from '../sketch/scale.ts';
import { confidenceBins, inferScale, type MetricData } from './metric-data.ts';

export interface SeenByModel {
  readonly capturedAt: number;
  readonly topScore: number | null;
  /** Null from a model that judges nothing. */
  readonly verdict: Verdict | null;
  readonly inferMs: number;
}

/** Sums up one stretch of time; each prediction costs the same. */
export class MetricTally {
  readonly #verdicts = { pass: 0, fail: 0, unsure: 0 };
  readonly #parts = { pass: 0, fail: 0, unsure: 0 };
  readonly #confidence = new Float64Array(confidenceBins);
  readonly #infer = new Float64Array(inferScale.bins);
  #predictions = 0;
  #seconds = 0;
  #lastSecond = -1;

  seen({ capturedAt, topScore, verdict, inferMs }: SeenByModel): void {
    this.#predictions += 1;
    if (verdict !== null) this.#verdicts[verdict] += 1;
    const bin = binOf(inferScale, inferMs);
    this.#infer[bin] = (this.#infer[bin] ?? 0) + 1;
    const second = Math.floor(capturedAt / 1_000);
    if (second !== this.#lastSecond) this.#seconds += 1;
    this.#lastSecond = second;
    if (topScore === null) return;
    const place = Math.min(confidenceBins - 1, Math.floor(topScore * confidenceBins));
    this.#confidence[place] = (this.#confidence[place] ?? 0) + 1;
  }

  judged(verdict: Verdict): void {
    this.#parts[verdict] += 1;
  }

  read(): MetricData {
    return {
      predictions: this.#predictions,
      seconds: this.#seconds,
      verdicts: { ...this.#verdicts },
      parts: { ...this.#parts },
      confidence: [...this.#confidence],
      infer: packCounts(this.#infer),
    };
  }
}
