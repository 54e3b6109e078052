import { whatIsMissing } from '../../../main/domain/drift/missing.ts';
import { retrainingConditions } from '../../../main/domain/drift/retraining.ts';
import { retrainingEvent } from '../../../preload/contract/cloud.ts';
import type { RetrainingChecklist } from '../../../preload/contract/drift.ts';
import { type Database, read, readOne } from '../database/database.ts';
import { type DriftQuestion, driftOfRows } from './drift-of-rows.ts';
import { countLabels } from './monitoring-handlers.ts';
import { procedures } from './procedures.ts';

const dayMs = 86_400_000;
const columns = `id, model_name AS "modelName", state, recommended, created_at AS "createdAt"`;

async function checklistOf(database: Database, question: DriftQuestion): Promise<RetrainingChecklist> {
  const report = await driftOfRows(database, question);
  return retrainingConditions({ report, reviewedLabels: await countLabels(database) });
}

export const retrainingHandlers = (database: Database, now: () => number) => ({
  conditions: procedures.retraining.conditions.handler(({ input }) => checklistOf(database, { ...input, now: now() })),
  trigger: procedures.retraining.trigger.handler(async ({ input: { model, reason } }) => {
    const checklist = await checklistOf(database, { model, windowMs: dayMs, now: now() });
    const event = await readOne(
      database,
      retrainingEvent,
      `INSERT INTO retraining_events (model_name, trigger, conditions, recommended, state, created_at)
       VALUES ($1, $2, $3::jsonb, $4, 'waiting', $5) RETURNING ${columns}`,
      [model, reason === '' ? 'asked for' : reason, JSON.stringify(checklist.conditions), checklist.recommended, now()],
    );
    if (event === undefined) throw new Error('Expected the event that was just recorded');
    return { event, checklist, missing: whatIsMissing(checklist, 'endpoint') };
  }),
  events: procedures.retraining.events.handler(async () => [
    ...(await read(database, retrainingEvent, `SELECT ${columns} FROM retraining_events ORDER BY id DESC LIMIT 200`)),
  ]),
});
