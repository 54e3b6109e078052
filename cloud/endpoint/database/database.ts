import type { z } from 'zod';

/** What runs SQL: a database or one transaction of it. */
export interface Sql {
  /** One statement; its values are `$1`, `$2` and so on. */
  rows(statement: string, values?: readonly SqlValue[]): Promise<readonly unknown[]>;
  /** Statements without values, one after the other. */
  script(statements: string): Promise<void>;
}

export type SqlValue = string | number | boolean | null | readonly string[] | readonly number[];

/** PGlite or PostgreSQL: the same statements run on both. Times are epoch ms; bigint comes as number, jsonb as its value. */
export interface Database extends Sql {
  readonly kind: 'pglite' | 'postgresql';
  /** Written as a whole when the work is done, not at all when it throws. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The rows of a statement as their schema reads them; another form is a bug. */
export async function read<S extends z.ZodType>(
  sql: Sql,
  row: S,
  statement: string,
  values: readonly SqlValue[] = [],
): Promise<readonly z.output<S>[]> {
  const rows = await sql.rows(statement, values);
  return rows.map((found) => row.parse(found));
}

export async function readOne<S extends z.ZodType>(
  sql: Sql,
  row: S,
  statement: string,
  values: readonly SqlValue[] = [],
): Promise<z.output<S> | undefined> {
  const [first] = await read(sql, row, statement, values);
  return first;
}
