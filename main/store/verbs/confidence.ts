import { and, eq, isNull } from 'drizzle-orm';
import type { Role } from '../../../preload/contract/capability.ts';
import type { ItemLabel, ItemState } from '../../../preload/contract/labels.ts';
import type { Detection, ModelRef } from '../../../preload/contract/values.ts';
import type { ReviewedPicture } from '../../domain/confidence/reviewed.ts';
import { type Outcome, succeed } from '../../domain/outcome.ts';
import { confidenceFits, type UsedFit } from '../confidence-schema.ts';
import type { ReadableDb, WritableDb } from '../db.ts';

interface ReviewedRow {
  readonly inspection_id: number;
  readonly drawn: number;
  readonly captured_at: number;
  readonly pre_labels: string;
  readonly labels: string;
}

/**
 * Pictures that a person labelled, newest first. A frame between two parts is no part's: nothing is passed or failed by it.
 * One that is here because its verdict was overridden was chosen by whether the model was right: it says nothing of how often.
 */
const reviewedSql = `
  SELECT q.inspection_id, q.drawn, p.captured_at, q.pre_labels, l.labels
  FROM labeling_queue q
  JOIN prediction_logs p ON p.id = q.prediction_id
  JOIN reviewed_labels l
    ON l.id = (SELECT max(id) FROM reviewed_labels WHERE item_id = q.id AND undone_at IS NULL)
  WHERE q.medium = 'picture' AND q.state = 'labelled' AND p.model_name = ? AND p.model_version = ?
    AND q.inspection_id IS NOT NULL AND (q.drawn = 1 OR q.reason <> 'overridden')
  ORDER BY q.id DESC LIMIT ?`;

const drawnSql = `
  SELECT q.state, count(*) AS items FROM labeling_queue q
  JOIN prediction_logs p ON p.id = q.prediction_id
  WHERE q.drawn = 1 AND q.state IN ('waiting', 'skipped', 'not-sure') AND p.model_name = ? AND p.model_version = ?
    AND q.inspection_id IS NOT NULL
  GROUP BY q.state`;

function pictureOf(row: ReviewedRow): ReviewedPicture {
  const detections = JSON.parse(row.pre_labels) as Detection[];
  const outside = detections.flatMap(({ ignored, box }) => (ignored === true ? [box] : []));
  return {
    group: String(row.inspection_id),
    drawn: row.drawn === 1,
    capturedAt: row.captured_at,
    found: detections.filter(({ ignored }) => ignored !== true),
    said: JSON.parse(row.labels) as ItemLabel[],
    ...(outside.length === 0 ? {} : { outside }),
  };
}

export interface Reviewed {
  readonly pictures: readonly ReviewedPicture[];
  /** Drawn by lot, and nobody could tell, or passed over. */
  readonly undecided: number;
  readonly waiting: number;
}

export function readReviewed(
  db: ReadableDb,
  { model, limit }: { readonly model: ModelRef; readonly limit: number },
): Outcome<Reviewed> {
  const pictures = db.rows<ReviewedRow>(reviewedSql).all(model.name, model.version, limit).map(pictureOf);
  const counts = new Map(
    db
      .rows<{ readonly state: ItemState; readonly items: number }>(drawnSql)
      .all(model.name, model.version)
      .map(({ state, items }) => [state, items]),
  );
  const undecided = (counts.get('skipped') ?? 0) + (counts.get('not-sure') ?? 0);
  return succeed({ pictures, undecided, waiting: counts.get('waiting') ?? 0 });
}

export interface FitInUse {
  readonly model: ModelRef;
  readonly fit: UsedFit;
  readonly by: Role;
  readonly since: number;
}

export const fitsInUse = (db: ReadableDb, _input: null): Outcome<FitInUse[]> =>
  succeed(
    db
      .select()
      .from(confidenceFits)
      .where(isNull(confidenceFits.endedAt))
      .all()
      .map(({ modelName, modelVersion, fit, usedBy, usedAt }) => ({
        model: { name: modelName, version: modelVersion },
        fit,
        by: usedBy,
        since: usedAt,
      })),
  );

/** In the place of whatever was in use. */
export function useFit(db: WritableDb, { model, fit, by, since }: FitInUse): Outcome<null> {
  revertFit(db, { model, at: since });
  const ofModel = { modelName: model.name, modelVersion: model.version };
  db.insert(confidenceFits)
    .values({ ...ofModel, fit, usedBy: by, usedAt: since })
    .run();
  return succeed(null);
}

export function revertFit(
  db: WritableDb,
  { model, at }: { readonly model: ModelRef; readonly at: number },
): Outcome<{ ended: number }> {
  const { modelName, modelVersion, endedAt } = confidenceFits;
  const { changes } = db
    .update(confidenceFits)
    .set({ endedAt: at })
    .where(and(eq(modelName, model.name), eq(modelVersion, model.version), isNull(endedAt)))
    .run();
  return succeed({ ended: changes });
}
