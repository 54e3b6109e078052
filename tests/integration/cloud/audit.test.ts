import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { appendAudit, listAudit } from '../../../cloud/endpoint/database/audit.ts';
import type { Database } from '../../../cloud/endpoint/database/database.ts';
import { migrate } from '../../../cloud/endpoint/database/migrate.ts';
import { ground } from '../../../cloud/endpoint/database/migrations/0001-ground.ts';
import { migrations } from '../../../cloud/endpoint/database/migrations/all.ts';
import { openPglite } from '../../../cloud/endpoint/database/open-pglite.ts';
import { openPostgres } from '../../../cloud/endpoint/database/open-postgres.ts';
import { cloudAuditEntry } from '../../../preload/contract/cloud.ts';
import { onBothDatabases } from '../../support/cloud/both-databases.ts';
import { openTestEndpoint } from '../../support/cloud/test-endpoint.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const listed = z.object({ rows: z.array(cloudAuditEntry), intact: z.boolean() });

onBothDatabases("the endpoint's audit", 60_000, ({ start }) => {
  let temp: Awaited<ReturnType<typeof makeTempFolder>>;
  let under: Awaited<ReturnType<typeof start>>;
  let database: Database;
  const act = (at: number, outcome = 'done') =>
    appendAudit(database, { at, role: 'admin', act: 'fleet.enrol', outcome });
  const isIntact = async () => (await listAudit(database, { limit: 1 })).intact;
  beforeAll(async () => {
    temp = await makeTempFolder();
    under = await start();
    const url = await under.databaseUrl();
    database = url === undefined ? await openPglite(`${temp.path}/chain`) : openPostgres(url);
    // As an endpoint of the version before left it, with an entry that has no link.
    await database.script(
      `CREATE TABLE schema_version (version INTEGER NOT NULL); INSERT INTO schema_version VALUES (1)`,
    );
    await database.script(ground.sql);
    await database.rows(`INSERT INTO audit (at, role, act, outcome) VALUES (1, 'admin', 'fleet.enrol', 'done')`);
    expect(await migrate(database)).toEqual({ ok: true, value: migrations.length });
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await under.stop();
    await temp.remove();
  }, 60_000);

  it('chains what is written, at the same time too, beside what an older version wrote', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => act(100 + index)));
    const { rows, intact } = await listAudit(database, { limit: 100 });
    expect(intact).toBe(true);
    expect(rows).toHaveLength(21);
    expect(rows.at(-1)).toMatchObject({ at: 1 });
    expect((await listAudit(database, { before: rows[1]?.id, limit: 3 })).rows).toEqual(rows.slice(2, 5));
  });

  it.each([
    ['an entry that was changed', `UPDATE audit SET outcome = 'forbidden' WHERE number = 7`],
    ['one that was taken out', 'DELETE FROM audit WHERE number = 7'],
    ['the last ones cut off', 'DELETE FROM audit WHERE number > 15'],
    [
      'one that was put in',
      `INSERT INTO audit (at, role, act, outcome, number, hash) VALUES (5, 'a', 'b', 'c', 21, 'd')`,
    ],
  ])('tells %s', async (_what, meddling) => {
    const undone = new Error('undone');
    const found = await database
      .transaction(async (sql) => {
        await sql.script(meddling);
        const intact = (await listAudit({ ...database, ...sql }, { limit: 1 })).intact;
        throw Object.assign(undone, { intact });
      })
      .catch((error: unknown) => error);
    expect(found).toMatchObject({ message: 'undone', intact: false });
    expect(await isIntact()).toBe(true);
  });
});

it('the endpoint lists its acts to leads, and says that the chain is intact', async () => {
  const temp = await makeTempFolder();
  const endpoint = await openTestEndpoint(temp.path);
  await endpoint.enrol('Line 1');
  await endpoint.ask('POST', '/api/stations/nobody/revoke', {});
  const { body } = await endpoint.ask('GET', '/api/audit?limit=10');
  expect(listed.parse(body)).toMatchObject({
    intact: true,
    rows: [
      { role: 'admin', act: 'fleet.revoke', outcome: 'not_found' },
      { role: 'admin', act: 'fleet.enrol', outcome: 'done' },
    ],
  });
  const refused = await endpoint.ask('GET', '/api/audit', undefined, { 'caracal-as': 'operator' });
  expect(refused).toMatchObject({ status: 403 });
  await endpoint.close();
  await temp.remove();
}, 60_000);
