import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Outcome, succeed } from '../../main/domain/outcome.ts';
import { createKeyWrap } from '../../main/serving/key-wrap.ts';
import { createLocalAccess } from '../../main/serving/local-access.ts';
import { takeLock } from '../../main/serving/lock.ts';
import type { Ledger } from './api/procedures.ts';
import { createRouter } from './api/router.ts';
import { appendAudit } from './database/audit.ts';
import type { Database } from './database/database.ts';
import { migrate } from './database/migrate.ts';
import { openPglite } from './database/open-pglite.ts';
import { openPostgres } from './database/open-postgres.ts';
import { sqlFailure } from './database/sql-failure.ts';
import { type RateLimits, startServer, usualRateLimits } from './http/server.ts';
import { endpointSecret } from './keys/endpoint-secret.ts';
import { StationKeys } from './keys/station-keys.ts';
import { ObjectStore } from './objects/object-store.ts';

/** Batches older than this are forgotten: their signatures are too old to be sent again, and their items are known by themselves. */
const batchesKeptMs = 30 * 86_400_000;

export interface EndpointOptions {
  readonly dataFolder: string;
  /** PostgreSQL; without it PGlite in the data folder. */
  readonly databaseUrl?: string | undefined;
  readonly secret?: string | undefined;
  readonly listen: string;
  readonly port: number;
  readonly version: string;
  readonly now?: () => number;
  readonly floorBytes?: number;
  readonly limits?: RateLimits;
  readonly reportBug: (error: unknown, act: string) => void;
}

export interface Endpoint {
  readonly address: string;
  readonly localKey: string;
  readonly database: Database['kind'];
  close(): Promise<void>;
}

type Undo = () => Promise<unknown>;

/** Puts the endpoint together and opens its doors; what was opened is closed again, in reverse, where a later step fails. */
export async function openEndpoint(options: EndpointOptions): Promise<Outcome<Endpoint>> {
  const undo: Undo[] = [];
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  const opened = await open(options, undo).catch(async (error: unknown): Promise<Outcome<never>> => {
    const failed = sqlFailure(error);
    await close();
    if (failed === undefined) throw error;
    return { ok: false, failure: failed };
  });
  if (opened.ok) return succeed({ ...opened.value, close });
  await close();
  return opened;
}

async function open(options: EndpointOptions, undo: Undo[]): Promise<Outcome<Omit<Endpoint, 'close'>>> {
  const { dataFolder, databaseUrl, listen, port, version, reportBug } = options;
  const { now = Date.now, floorBytes = 64 * 1024 * 1024, limits = usualRateLimits } = options;
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const lock = await takeLock(dataFolder, 'endpoint');
  if (!lock.ok) return lock;
  undo.push(() => lock.value.release());
  const secret = await endpointSecret(dataFolder, options.secret);
  if (!secret.ok) return secret;
  const database = databaseUrl === undefined ? await openPglite(join(dataFolder, 'pglite')) : openPostgres(databaseUrl);
  undo.push(() => database.close());
  const migrated = await migrate(database);
  if (!migrated.ok) return migrated;
  await database.rows('DELETE FROM batches WHERE received_at < $1', [now() - batchesKeptMs]);
  const keys = new StationKeys(database, createKeyWrap(secret.value), now);
  const checked = await keys.check();
  if (!checked.ok) return checked;
  const objects = new ObjectStore({ folder: join(dataFolder, 'objects'), floorBytes });
  await objects.open(now());

  const parts = { database, objects, keys, now, startedAt: now() };
  const access = createLocalAccess(dataFolder);
  const ledger = openLedger(database, now, reportBug);
  const router = createRouter(parts);
  const server = await startServer({ parts, router, ledger, localKey: access.key, limits, version, listen, port });
  if (!server.ok) return server;
  undo.push(() => server.value.close());
  const host = listen.includes(':') ? `[${listen}]` : listen;
  const address = `http://${host}:${server.value.port}`;
  await access.publish(address);
  undo.push(() => access.revoke());
  return succeed({ address, localKey: access.key, database: database.kind });
}

const openLedger = (database: Database, now: () => number, reportBug: Ledger['reportBug']): Ledger => ({
  recordAct: (act) => appendAudit(database, { ...act, at: now() }),
  reportBug,
});
