import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Outcome } from '../domain/outcome.ts';
import type { ReadableDb, ReadStatement, WritableDb, WriteStatement } from './db.ts';

export interface ConnectionOptions {
  /** The file may grow to this size; beyond it a write fails as on a full disk. */
  readonly maxBytes?: number;
  /** Hears every statement with its values; for tests of the query plans alone. */
  readonly onStatement?: (sql: string) => void;
}

/**
 * The file is not mapped into memory: it reads no quicker, and a failing disk would end the process and not just the call. The
 * cache is small, because the system's own stands behind it: in a million rows pages, filters, counts and appends cost the
 * processor the same with 2 MiB as with 32 (an outline that is asked for again took 16 ms with 4, not 14), and it is full within minutes.
 */
const cacheKib = 2 * 1024;
const pagesBetweenCheckpoints = 4000;

/** Owns the one connection that writes. Everything here runs in the store's thread. */
export class Connection {
  readonly #raw: Database.Database;
  readonly #db: WritableDb;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(file: string, options: ConnectionOptions = {}) {
    const { onStatement } = options;
    this.#raw = new Database(file, {
      timeout: 5000,
      ...(onStatement && { verbose: (sql) => onStatement(String(sql)) }),
    });
    this.#db = this.#handle();
    if (options.maxBytes !== undefined) this.#limitSize(options.maxBytes);
  }

  /** Set before anything is written; an existing file keeps the vacuum mode that it was made with. */
  configure(): void {
    this.#raw.pragma('auto_vacuum = INCREMENTAL');
    this.#raw.pragma('journal_mode = WAL');
    this.#raw.pragma('synchronous = NORMAL');
    this.#raw.pragma('foreign_keys = ON');
    // What was overwritten or deleted does not stay readable in the pages that are written anyway.
    this.#raw.pragma('secure_delete = FAST');
    this.#raw.pragma(`cache_size = -${cacheKib}`);
    this.#raw.pragma(`wal_autocheckpoint = ${pagesBetweenCheckpoints}`);
    this.#raw.pragma(`journal_size_limit = ${64 * 1024 * 1024}`);
    this.#raw.pragma('temp_store = MEMORY');
    // In memory, so that consent can be withdrawn while the disk takes nothing.
    this.#raw.exec('CREATE TEMP TABLE IF NOT EXISTS withdrawn (id INTEGER PRIMARY KEY)');
  }

  get raw(): Database.Database {
    return this.#raw;
  }

  read<T>(verb: (db: ReadableDb) => Outcome<T>): Outcome<T> {
    return verb(this.#db);
  }

  /** One transaction: kept when the verb succeeds, undone when it fails or throws. */
  write<T>(verb: (db: WritableDb) => Outcome<T>): Outcome<T> {
    this.#raw.exec('BEGIN IMMEDIATE');
    let kept = false;
    try {
      const outcome = verb(this.#db);
      if (outcome.ok) {
        this.#raw.exec('COMMIT');
        kept = true;
      }
      return outcome;
    } finally {
      // SQLite itself has already undone some, a full disk for one.
      if (!kept && this.#raw.inTransaction) this.#raw.exec('ROLLBACK');
    }
  }

  /**
   * As `write`, and on the disk itself before it returns: a power cut cannot take it back, nor what was logged before. The
   * switch costs some 10 microseconds beside milliseconds of syncing, which a second connection and its cache would not spare.
   */
  writeDurably<T>(verb: (db: WritableDb) => Outcome<T>): Outcome<T> {
    this.#raw.pragma('synchronous = FULL');
    try {
      return this.write(verb);
    } finally {
      this.#raw.pragma('synchronous = NORMAL');
    }
  }

  close(): void {
    this.#statements.clear();
    this.#raw.close();
  }

  #limitSize(maxBytes: number): void {
    const pageBytes = Number(this.#raw.pragma('page_size', { simple: true }));
    this.#raw.pragma(`max_page_count = ${Math.max(1, Math.floor(maxBytes / pageBytes))}`);
  }

  #prepared(sql: string, mode: 'rows' | 'column' | 'write'): Database.Statement {
    const key = `${mode} ${sql}`;
    const known = this.#statements.get(key);
    if (known !== undefined) return known;
    const made = this.#raw.prepare(sql);
    if (mode !== 'write' && !made.readonly) throw new Error(`Expected a statement that only reads, got: ${sql}`);
    if (mode === 'column') made.pluck();
    this.#statements.set(key, made);
    return made;
  }

  #handle(): WritableDb {
    const query = drizzle(this.#raw);
    const handle = {
      select: query.select.bind(query),
      selectDistinct: query.selectDistinct.bind(query),
      insert: query.insert.bind(query),
      update: query.update.bind(query),
      delete: query.delete.bind(query),
      rows: <Row>(sql: string) => this.#prepared(sql, 'rows') as unknown as ReadStatement<Row>,
      column: <Value>(sql: string) => this.#prepared(sql, 'column') as unknown as ReadStatement<Value>,
      write: (sql: string): WriteStatement => this.#prepared(sql, 'write') as unknown as WriteStatement,
      foreignWrites: () => Number(this.#raw.pragma('data_version', { simple: true })),
      releasePages: (count: number) => void this.#raw.exec(`PRAGMA incremental_vacuum(${Math.trunc(count)})`),
    };
    return handle as unknown as WritableDb;
  }
}
