import { PGlite } from '@electric-sql/pglite';
import type { Database, Sql } from './database.ts';

const int8 = 20;

/** PostgreSQL inside this process, on a folder of its own: for an endpoint that stands alone on one machine. */
export async function openPglite(folder: string): Promise<Database> {
  const lite = await PGlite.create(folder, { parsers: { [int8]: Number } });
  const over = (runner: Pick<PGlite, 'query' | 'exec'>): Sql => ({
    rows: async (statement, values = []) => (await runner.query<unknown>(statement, [...values])).rows,
    script: async (statements) => void (await runner.exec(statements)),
  });
  return {
    kind: 'pglite',
    ...over(lite),
    transaction: (work) => lite.transaction((inside) => work(over(inside))),
    close: () => lite.close(),
  };
}
