import pg from 'pg';
import type { Database, Sql } from './database.ts';

const int8 = 20;

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format)),
};

/** PostgreSQL at an address. Connections are made when they are needed, so that a database may come back by itself. */
export function openPostgres(url: string, connectionsMost = 8): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsMost,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'caracal',
    types,
  });
  // A connection that breaks while nobody uses it: the next call gets another one, or the reason why not.
  pool.on('error', () => undefined);
  const over = (runner: Pick<pg.ClientBase, 'query'>): Sql => ({
    rows: async (statement, values = []) => (await runner.query<object>(statement, [...values])).rows,
    script: async (statements) => void (await runner.query(statements)),
  });
  return {
    kind: 'postgresql',
    rows: async (statement, values = []) => (await pool.query<object>(statement, [...values])).rows,
    script: async (statements) => void (await pool.query(statements)),
    transaction: async (work) => {
      const client = await pool.connect();
      let isBroken = true;
      const onError = (): void => undefined;
      client.on('error', onError);
      try {
        await client.query('BEGIN');
        const value = await work(over(client));
        await client.query('COMMIT');
        isBroken = false;
        return value;
      } catch (error) {
        isBroken = !(await client.query('ROLLBACK').then(
          () => true,
          () => false,
        ));
        throw error;
      } finally {
        client.removeListener('error', onError);
        client.release(isBroken);
      }
    },
    close: () => pool.end(),
  };
}
