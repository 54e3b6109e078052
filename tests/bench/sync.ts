import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { migrations } from '../../cloud/endpoint/database/migrations/all.ts';
import { usualPace } from '../../main/sync/sync-desk.ts';
import { EndpointProcess } from '../support/cloud/endpoint-process.ts';
import { findPostgres, type PostgresServer, startPostgres } from '../support/cloud/postgres-server.ts';
import { addPredictions, keepSample, openSyncStation, type SyncStation } from '../support/sync-station.ts';

/** A station that comes back after a day: from its store over HTTP until each row and each picture is at the endpoint. */
const predictions = 20_000;
const samples = 500;
const pictureBytes = 30_000;
const rowsPerStatement = 2_000;
const rounds = 3;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const rounded = (value: number): number => Number(value.toPrecision(3));

async function fill(station: SyncStation): Promise<readonly string[]> {
  await addPredictions(station.store, 1, predictions - samples);
  const hashes: string[] = [];
  for (let seed = 1; seed <= samples; seed += 1) {
    hashes.push((await keepSample(station, predictions + seed, randomBytes(pictureBytes))).sha256);
  }
  return hashes;
}

/** Until sync itself says that all of it is there; what is there is counted afterwards. */
async function drained({ desk }: SyncStation): Promise<void> {
  for (;;) {
    const status = await desk.status();
    if (!status.ok) throw new Error(status.failure.message);
    const { sent, failed, note } = status.value;
    if (failed > 0 || note !== '') throw new Error(`Expected nothing in the way of sync, got: ${note}`);
    if (sent.predictions === predictions && sent.samples === samples && sent.pictures === samples) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function ours(folder: string, station: SyncStation, databaseUrl: string): Promise<number> {
  const endpoint = new EndpointProcess(join(folder, 'endpoint'), databaseUrl);
  const stationKey = await endpoint.enrol('Line 1');
  await endpoint.start();
  await station.desk.start();
  const startedAt = performance.now();
  await station.desk.configure({ address: endpoint.address, stationKey, allowInsecure: false });
  await drained(station);
  const seconds = (performance.now() - startedAt) / 1_000;
  await station.desk.forget();
  await endpoint.kill();
  await count(databaseUrl, { prediction_logs: predictions, labeling_queue: samples, objects: samples });
  return seconds;
}

async function count(databaseUrl: string, wanted: Readonly<Record<string, number>>): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  for (const [table, rows] of Object.entries(wanted)) {
    const found = await client.query(`SELECT count(*)::int AS rows FROM ${table}`);
    if (found.rows[0]?.rows !== rows) throw new Error(`Expected ${rows} rows in ${table}, got ${found.rows[0]?.rows}`);
  }
  await client.end();
}

/** The same rows in bare statements over one connection to the same tables, the same files copied to the disk: no HTTP, no checks. */
async function peer(folder: string, station: SyncStation, hashes: readonly string[], databaseUrl: string) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  for (const { sql } of migrations) await client.query(sql);
  await client.query(`INSERT INTO stations (id, name, enrolled_at) VALUES ('peer', 'peer', 0)`);
  const startedAt = performance.now();
  for (let after = 0; after < predictions; after += rowsPerStatement) {
    const reach = { after, predictions: rowsPerStatement, items: 0, pictures: 0 };
    const read = await station.store.call('sync.outgoing', reach);
    if (!read.ok) throw new Error(read.failure.message);
    await client.query(insertPredictions, [`[${read.value.predictions.map(({ json }) => json).join(',')}]`]);
  }
  const items = await station.store.call('sync.outgoing', {
    after: predictions,
    predictions: 0,
    items: samples,
    pictures: 0,
  });
  if (!items.ok) throw new Error(items.failure.message);
  const kept = items.value.items.flatMap((item) => (item.kind === 'sample' ? [item.sample] : []));
  await client.query(insertSamples, [JSON.stringify(kept), pictureBytes]);
  const target = join(folder, 'copied');
  await mkdir(target, { recursive: true });
  for (const sha256 of hashes) {
    await using file = await open(join(target, sha256), 'wx');
    await file.write(await readFile(station.files.pathOf(sha256)));
    await file.sync();
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  await client.end();
  await count(databaseUrl, { prediction_logs: predictions, labeling_queue: samples });
  return seconds;
}

const insertPredictions = `
  INSERT INTO prediction_logs (station_id, local_id, frame_id, source_id, inspection_id, model_name, model_version,
    captured_at, width, height, detections, top_score, top_label, verdict, infer_ms, end_to_end_ms, received_at)
  SELECT 'peer', r."localId", r."frameId", r."sourceId", r."inspectionId", r.model->>'name', r.model->>'version',
    r."capturedAt", r.width, r.height, r.detections, r."topScore", r."topLabel", r.verdict, r."inferMs", r."endToEndMs", 0
  FROM jsonb_to_recordset($1::jsonb) AS r ("localId" bigint, "frameId" text, "sourceId" text, "inspectionId" bigint,
    model jsonb, "capturedAt" bigint, width integer, height integer, detections jsonb, "topScore" double precision,
    "topLabel" text, verdict text, "inferMs" double precision, "endToEndMs" double precision)`;
const insertSamples = `
  INSERT INTO labeling_queue (station_id, local_id, prediction_local_id, source_id, model_name, model_version, medium,
    sample_sha256, bytes, media_type, width, height, reason, pre_labels, classes, state, captured_at, created_at, updated_at)
  SELECT 'peer', r."localId", r."predictionLocalId", r."sourceId", r.model->>'name', r.model->>'version', r.medium, r.sha256,
    $2, r."mediaType", r.width, r.height, r.reason, r."preLabels", '[]', 'waiting', r."capturedAt", 0, 0
  FROM jsonb_to_recordset($1::jsonb) AS r ("localId" bigint, "predictionLocalId" bigint, "sourceId" text, model jsonb,
    medium text, sha256 text, "mediaType" text, width integer, height integer, reason text, "preLabels" jsonb,
    "capturedAt" bigint)`;

async function round(folder: string, server: PostgresServer) {
  const station = await openSyncStation(join(folder, 'station'), { pace: usualPace });
  const hashes = await fill(station);
  const beside = await peer(folder, station, hashes, await server.freshDatabase());
  const mine = await ours(folder, station, await server.freshDatabase());
  await station.close();
  return { mine, beside };
}

const bin = await findPostgres();
if (bin === undefined) throw new Error('Expected PostgreSQL: install the package postgresql of Debian');
const server = await startPostgres(bin);
const folder = mkdtempSync(join(tmpdir(), 'caracal-bench-'));
try {
  const mine: number[] = [];
  const beside: number[] = [];
  for (let index = 0; index < rounds; index += 1) {
    const done = await round(join(folder, String(index)), server);
    mine.push(done.mine);
    beside.push(done.beside);
  }
  const [seconds, other] = [median(mine), median(beside)];
  console.log(
    `${predictions} predictions and ${samples} samples of ${pictureBytes} bytes: ${rounded(seconds)} s synced, ` +
      `${rounded(other)} s bare`,
  );
  const ratio = rounded(seconds / other);
  console.log(
    `BENCH ${JSON.stringify({ name: 'sync', ratio, ours: rounded(seconds), peer: rounded(other), unit: 's' })}`,
  );
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
