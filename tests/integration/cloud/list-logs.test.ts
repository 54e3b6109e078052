import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { listLogs } from '../../../cloud/endpoint/api/list-logs.ts';
import type { Database, Sql, SqlValue } from '../../../cloud/endpoint/database/database.ts';
import { migrate } from '../../../cloud/endpoint/database/migrate.ts';
import { openPglite } from '../../../cloud/endpoint/database/open-pglite.ts';
import { openPostgres } from '../../../cloud/endpoint/database/open-postgres.ts';
import { onBothDatabases } from '../../support/cloud/both-databases.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const rows = 20_000;
const planned = z.object({ 'QUERY PLAN': z.string() });

onBothDatabases('the log of predictions', 60_000, ({ start }) => {
  let temp: Awaited<ReturnType<typeof makeTempFolder>>;
  let under: Awaited<ReturnType<typeof start>>;
  let database: Database;
  beforeAll(async () => {
    temp = await makeTempFolder();
    under = await start();
    const url = await under.databaseUrl();
    database = url === undefined ? await openPglite(`${temp.path}/logs`) : openPostgres(url);
    await migrate(database);
    // The rows that nobody judged lie at the far end of a walk from the newest.
    await database.script(`
      INSERT INTO prediction_logs (station_id, local_id, frame_id, source_id, model_name, model_version, captured_at,
        width, height, detections, verdict, infer_ms, end_to_end_ms, received_at)
      SELECT 'line-1', n, 'f', 'demo', 'm', '1.0.0', n, 8, 8, '[]', CASE WHEN n <= 5 THEN '' ELSE 'pass' END, 1, 1, n
      FROM generate_series(1, ${rows}) AS n;
      ANALYZE prediction_logs;`);
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await under.stop();
    await temp.remove();
  }, 60_000);

  it('gives the rows that nobody judged without a walk over the others', async () => {
    const asked: (readonly [string, readonly SqlValue[]])[] = [];
    const watched: Sql = {
      ...database,
      script: (statements) => database.script(statements),
      rows: (statement, values = []) => {
        asked.push([statement, values]);
        return database.rows(statement, values);
      },
    };
    const page = await listLogs(watched, { verdict: 'none', limit: 3 });
    expect(page.rows.map(({ localId, verdict }) => [localId, verdict])).toEqual([
      [5, null],
      [4, null],
      [3, null],
    ]);
    expect((await listLogs(watched, { verdict: 'none', limit: 3, before: page.next ?? 0 })).rows).toHaveLength(2);
    expect((await listLogs(watched, { verdict: 'pass', limit: 3 })).rows[0]).toMatchObject({ localId: rows });
    const [statement = '', values = []] = asked[0] ?? [];
    const plan = (await database.rows(`EXPLAIN ${statement}`, values)).map((row) => planned.parse(row)['QUERY PLAN']);
    expect(plan.join('\n')).toContain('prediction_logs_verdict');
    expect(plan.join('\n')).not.toContain('Seq Scan');
  });
});
