import { z } from 'zod';
import type { LogEntry } from '../../../preload/contract/cloud.ts';
import type { SyncPrediction } from '../../../preload/contract/sync.ts';
import { type Database, readOne } from '../database/database.ts';
import { storePredictions } from '../sync/store-predictions.ts';
import { listLogs } from './list-logs.ts';
import { procedures } from './procedures.ts';

/** The seed's band: a frame whose best detection lies within it is uncertain. */
const unsureBand = { low: 0.4, high: 0.7 };

const idRow = z.object({ id: z.number().int() });

function asPrediction(entry: LogEntry, now: number): { readonly row: SyncPrediction; readonly uncertain: boolean } {
  const { from: _from, ...rest } = entry;
  const top = entry.detections.toSorted((a, b) => b.score - a.score)[0];
  const uncertain = entry.detections.some(({ score }) => score >= unsureBand.low && score < unsureBand.high);
  const verdict = entry.verdict ?? (uncertain ? 'unsure' : top === undefined ? 'pass' : 'fail');
  const row = {
    ...rest,
    inspectionId: null,
    capturedAt: entry.capturedAt ?? now,
    topScore: top?.score ?? null,
    topLabel: top?.label ?? null,
    verdict,
    endToEndMs: entry.inferMs,
  };
  return { row, uncertain };
}

export const logHandlers = (database: Database, now: () => number) => ({
  append: procedures.logs.append.handler(async ({ input }) => {
    const { row, uncertain } = asPrediction(input, now());
    // No enrolled station has a colon in its id, so that the two kinds of sender never meet.
    const sender = `log:${input.from}`;
    const stored = await storePredictions(database, sender, [row], now());
    const found = await readOne(
      database,
      idRow,
      'SELECT id FROM prediction_logs WHERE station_id = $1 AND local_id = $2',
      [sender, input.localId],
    );
    return { id: found?.id ?? 0, known: stored === 0, uncertain };
  }),
  list: procedures.logs.list.handler(({ input }) => listLogs(database, input)),
});
