import type { Prediction } from '../../preload/contract/predictions.ts';
import type { Verdict } from '../../preload/contract/values.ts';

export type NewPrediction = Omit<Prediction, 'id'>;

/** One row as it is bound, in the order of the columns below; the detections are JSON already. */
export type PackedRow = readonly [
  frameId: string,
  sourceId: string,
  modelName: string,
  modelVersion: string,
  capturedAt: number,
  width: number,
  height: number,
  detections: string,
  topScore: number | null,
  topLabel: string | null,
  verdict: Verdict,
  inferMs: number,
  inspectionId: number | null,
  endToEndMs: number,
];

export const packedColumns =
  'frame_id, source_id, model_name, model_version, captured_at, width, height, ' +
  'detections, top_score, top_label, verdict, infer_ms, inspection_id, end_to_end_ms';

/** One string crosses to the thread several times quicker than thousands of nested objects do. */
export const packPredictions = (rows: readonly NewPrediction[]): string =>
  JSON.stringify(
    rows.map(
      (row): PackedRow => [
        row.frameId,
        row.sourceId,
        row.model.name,
        row.model.version,
        row.capturedAt,
        row.width,
        row.height,
        JSON.stringify(row.detections),
        row.topScore,
        row.topLabel,
        row.verdict,
        row.inferMs,
        row.inspectionId,
        row.endToEndMs,
      ],
    ),
  );

/** Only for what `packPredictions` made: both ends are this file, so nothing is checked again. */
export const unpackPredictions = (packed: string): readonly PackedRow[] => JSON.parse(packed);
