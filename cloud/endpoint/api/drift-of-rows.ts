import { z } from 'zod';
import { FeatureSketches } from '../../../main/domain/drift/feature-sketches.ts';
import { driftReport, type WindowSketches } from '../../../main/domain/drift/report.ts';
import type { DriftReport } from '../../../preload/contract/drift.ts';
import { detection } from '../../../preload/contract/values.ts';
import { type Database, read } from '../database/database.ts';

const pageRows = 5_000;
/** What one question may cost: of a window with more rows the latest are taken, and its start is told as theirs. */
const rowsMost = 100_000;

const row = z.object({
  id: z.number(),
  capturedAt: z.number(),
  width: z.number(),
  height: z.number(),
  detections: z.array(detection),
});
type Row = z.infer<typeof row>;

export interface DriftQuestion {
  readonly windowMs: number;
  readonly now: number;
  readonly station?: string | undefined;
  readonly model?: string | undefined;
}

/** The window that ends now against the one before it, from the rows of frames: what was heard has no picture that could drift. */
export async function driftOfRows(database: Database, question: DriftQuestion): Promise<DriftReport> {
  const { windowMs, now } = question;
  const reference = await sketch(database, question, Math.max(0, now - 2 * windowMs), Math.max(0, now - windowMs));
  const current = await sketch(database, question, Math.max(0, now - windowMs), now);
  return driftReport(reference, current);
}

/** Rows lie newest first in time; sketches measure how neighbours resemble each other, which holds either way round. */
async function sketch(
  database: Database,
  { station, model }: DriftQuestion,
  startAt: number,
  endAt: number,
): Promise<WindowSketches> {
  const sketches = new FeatureSketches();
  let oldest: Row | undefined;
  let page: readonly Row[] = [];
  do {
    page = await read(
      database,
      row,
      `SELECT id, captured_at AS "capturedAt", width, height, detections FROM prediction_logs
       WHERE sound IS NULL AND captured_at >= $1 AND captured_at < $2 AND (captured_at, id) < ($3, $4)
         AND ($5::text IS NULL OR station_id = $5) AND ($6::text IS NULL OR model_name = $6)
       ORDER BY captured_at DESC, id DESC LIMIT $7`,
      [
        startAt,
        endAt,
        oldest?.capturedAt ?? endAt,
        oldest?.id ?? Number.MAX_SAFE_INTEGER,
        station ?? null,
        model ?? null,
        pageRows,
      ],
    );
    for (const { width, height, detections } of page) sketches.add({ width, height, detections, picture: undefined });
    oldest = page.at(-1) ?? oldest;
  } while (page.length === pageRows && sketches.predictions < rowsMost);
  const window = {
    startAt: page.length === pageRows ? (oldest?.capturedAt ?? startAt) : startAt,
    endAt,
    latenessMs: 0,
    predictions: sketches.predictions,
    late: 0,
  };
  return { window, sketches };
}
