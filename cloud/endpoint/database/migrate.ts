import { z } from 'zod';
import { fail, type Outcome, succeed } from '../../../main/domain/outcome.ts';
import { type Database, readOne } from './database.ts';
import { migrations } from './migrations/all.ts';

/** Any number will do, as long as every endpoint takes the same: only one of them migrates at a time. */
const lockNumber = 7_420_001;

const versionRow = z.object({ version: z.number().int() });

/** Brings the database to the newest schema, all steps or none. */
export async function migrate(database: Database): Promise<Outcome<number>> {
  return database.transaction(async (sql) => {
    await sql.rows('SELECT pg_advisory_xact_lock($1)', [lockNumber]);
    await sql.script('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)');
    const found = await readOne(sql, versionRow, 'SELECT coalesce(max(version), 0) AS version FROM schema_version');
    const version = found?.version ?? 0;
    const newest = migrations.length;
    if (version > newest) {
      return fail('wrong_state', {
        thing: "The endpoint's database",
        expected: `a schema up to version ${newest}`,
        received: `version ${version}`,
        remedy: 'Run the newer endpoint that made it, or choose another database.',
      });
    }
    for (const step of migrations.filter((candidate) => candidate.version > version)) {
      await sql.script(step.sql);
      await sql.rows('INSERT INTO schema_version (version) VALUES ($1)', [step.version]);
    }
    return succeed(newest);
  });
}
