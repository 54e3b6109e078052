import type { Prediction } from '../../preload/contract/predictions.ts';
import type { Verdict } from '../../preload/contract/values.ts';

export type NewPrediction = Omit<Prediction, 'id'>;

/** What many rows have in common, sent once for all of them. */
export interface PredictionKind {
  readonly sourceId: string;
  readonly modelName: string;
  readonly modelVersion: string;
  readonly verdict: Verdict | null;
  readonly topLabel: string | null;
}

/**
 * Rows as they cross to the thread: a few flat values in place of thousands of nested objects, which would cost both sides
 * more to copy and to sweep away than the insert itself.
 */
export interface PackedPredictions {
  readonly kinds: readonly PredictionKind[];
  /** As many for each row as `numbersPerRow`, in the order of `packRow`; NaN stands for null. */
  readonly numbers: Float64Array<ArrayBuffer>;
  /** A JSON array. */
  readonly frameIds: string;
  /** The JSON of one row's detections on each line; of one that was heard, that of its `sound`, which no list begins like. */
  readonly detections: string;
}

export const numbersPerRow = 8;

function packRow(numbers: Float64Array, at: number, kind: number, row: NewPrediction): void {
  numbers[at] = kind;
  numbers[at + 1] = row.capturedAt;
  numbers[at + 2] = row.width;
  numbers[at + 3] = row.height;
  numbers[at + 4] = row.topScore ?? Number.NaN;
  numbers[at + 5] = row.inferMs;
  numbers[at + 6] = row.inspectionId ?? Number.NaN;
  numbers[at + 7] = row.endToEndMs;
}

function contentOf({ detections, sound }: NewPrediction): string {
  if (sound !== undefined) return JSON.stringify(sound);
  return detections.length === 0 ? '[]' : JSON.stringify(detections);
}

export function packPredictions(rows: readonly NewPrediction[]): PackedPredictions {
  const numbers = new Float64Array(rows.length * numbersPerRow);
  const kinds: PredictionKind[] = [];
  const indexOf = new Map<string, number>();
  const lines: string[] = [];
  for (const [place, row] of rows.entries()) {
    const { sourceId, model, verdict, topLabel } = row;
    const key = `${sourceId}\n${model.name}\n${model.version}\n${verdict ?? ''}\n${topLabel ?? ''}`;
    let kind = indexOf.get(key);
    if (kind === undefined) {
      kind = kinds.push({ sourceId, modelName: model.name, modelVersion: model.version, verdict, topLabel }) - 1;
      indexOf.set(key, kind);
    }
    packRow(numbers, place * numbersPerRow, kind, row);
    lines.push(contentOf(row));
  }
  return { kinds, numbers, frameIds: JSON.stringify(rows.map(({ frameId }) => frameId)), detections: lines.join('\n') };
}
