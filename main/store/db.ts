import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';

declare const mayRead: unique symbol;
declare const mayWrite: unique symbol;

export type Parameter = string | number | bigint | null;

export interface ReadStatement<Row> {
  get(...parameters: Parameter[]): Row | undefined;
  all(...parameters: Parameter[]): Row[];
  iterate(...parameters: Parameter[]): IterableIterator<Row>;
}

export interface WriteStatement {
  run(...parameters: Parameter[]): { readonly changes: number; readonly lastInsertRowid: number | bigint };
}

/** What a reading verb holds: it has no way to write, and that is known before the program runs. */
export interface ReadableDb extends Pick<BetterSQLite3Database, 'select' | 'selectDistinct'> {
  readonly [mayRead]: true;
  /** A statement by hand, prepared once and kept; one that would write is refused as a bug. */
  rows<Row>(sql: string): ReadStatement<Row>;
  /** The same for a statement of one column. */
  column<Value>(sql: string): ReadStatement<Value>;
  /** Differs from an earlier call's value when another process has written since. */
  foreignWrites(): number;
}

/** What a writing verb holds, always inside a transaction. */
export interface WritableDb extends ReadableDb, Pick<BetterSQLite3Database, 'insert' | 'update' | 'delete'> {
  readonly [mayWrite]: true;
  write(sql: string): WriteStatement;
  /** Gives up to this many free pages back to the file system. */
  releasePages(count: number): void;
}
