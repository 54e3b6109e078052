import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import Database from 'better-sqlite3';
import { openDatabase } from '../../main/store/open-database.ts';
import type { NewPrediction } from '../../main/store/packed-predictions.ts';
import { openStore, type Store } from '../../main/store/store.ts';
import { fixturePrediction } from '../support/fixture-predictions.ts';

interface LogBench {
  readonly name: 'log';
  /** Rows per second through queue, thread and schema, over those of a bare transaction. */
  readonly ratio: number;
  readonly ours: number;
  readonly peer: number;
  readonly unit: 'rows/s';
}

const rounds = 7;
const rowsPerRound = 40_000;
/** Appended before the clock starts, on both sides: a station's store runs for weeks, its code is warm. */
const warmRows = 10_000;
const historyRows = 1_000_000;
const threadFile = new URL('../../main/store/thread.ts', import.meta.url);

const newRow = (id: number): NewPrediction => {
  const { id: _, ...row } = fixturePrediction(id);
  return { ...row, sourceId: id % 3 === 0 ? 'camera-2' : row.sourceId };
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const perSecond = (rows: number, startedAt: number): number => (rows / (performance.now() - startedAt)) * 1000;

async function openFresh(file: string): Promise<Store> {
  const opened = await openStore({ file, threadFile });
  if (!opened.ok) throw new Error(opened.failure.message);
  return opened.value;
}

/** Appends as fast as the queue takes rows and waits for it where it is full. */
async function appendAll(store: Store, count: number, rowOf: (index: number) => NewPrediction): Promise<void> {
  const chunk = 100;
  for (let from = 0; from < count; from += chunk) {
    if (store.pressure.waitingRows + chunk > store.pressure.mostWaitingRows) await store.flush();
    const taken = store.appendPredictions(Array.from({ length: chunk }, (_, index) => rowOf(from + index)));
    if (!taken.ok) throw new Error(taken.failure.message);
    // The queue sends from callbacks: an appender that never yields would starve it.
    if (from % 1000 === 0) await new Promise(setImmediate);
  }
  const flushed = await store.flush();
  if (!flushed.ok) throw new Error(flushed.failure.message);
}

async function ours(file: string, rows: readonly NewPrediction[]): Promise<number> {
  const store = await openFresh(file);
  await appendAll(store, warmRows, newRow);
  const startedAt = performance.now();
  await appendAll(store, rows.length, (index) => rows[index] ?? newRow(index));
  const speed = perSecond(rows.length, startedAt);
  await store.close();
  return speed;
}

/** The same rows into the same tables on a file as fresh: one prepared statement in one transaction, nothing else. */
function peer(file: string, rows: readonly NewPrediction[]): number {
  const made = openDatabase(file, 0);
  if (!made.ok) throw new Error(made.failure.message);
  made.value.close();
  const db = new Database(file);
  db.pragma('synchronous = NORMAL');
  const insert = db.prepare(`
    INSERT INTO prediction_logs (
      frame_id, source_id, model_name, model_version, captured_at, width, height,
      detections, top_score, top_label, verdict, infer_ms, inspection_id, end_to_end_ms
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const insertAll = db.transaction((some: readonly NewPrediction[]) => {
    for (const row of some) {
      const { frameId, sourceId, model, capturedAt, width, height, topScore, topLabel, verdict } = row;
      const detections = JSON.stringify(row.detections);
      const [inferMs, inspectionId, endToEndMs] = [row.inferMs, row.inspectionId, row.endToEndMs];
      insert.run(frameId, sourceId, model.name, model.version, capturedAt, width, height, detections, topScore, topLabel, verdict, inferMs, inspectionId, endToEndMs); // biome-ignore format: one row
    }
  });
  insertAll(Array.from({ length: warmRows }, (_, index) => newRow(index)));
  const startedAt = performance.now();
  insertAll(rows);
  const speed = perSecond(rows.length, startedAt);
  db.close();
  return speed;
}

async function timed(ask: () => Promise<{ readonly ok: boolean }>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    const startedAt = performance.now();
    const { ok } = await ask();
    times.push(performance.now() - startedAt);
    if (!ok) throw new Error('Expected a page, got a failure');
  }
  return median(times);
}

/** Median milliseconds, thread and back, for the pages that a person turns in a history of a million rows. */
async function timePages(file: string): Promise<Record<string, number>> {
  const store = await openFresh(file);
  const startedAt = performance.now();
  await appendAll(store, historyRows, newRow);
  const seconds = (performance.now() - startedAt) / 1000;
  const outline = await store.call('predictions.outline', {});
  if (!outline.ok) throw new Error(outline.failure.message);
  const middle = outline.value.marks[outline.value.marks.length >> 1] ?? 1;
  const day = fixturePrediction(historyRows / 2).capturedAt;
  const hour = { since: day, until: day + 3_600_000 };
  const limit = 100;
  const asks: Record<string, () => Promise<{ readonly ok: boolean }>> = {
    firstPage: () => store.call('predictions.page', { limit }),
    middlePage: () => store.call('predictions.page', { limit, before: middle + 1 }),
    lastPage: () => store.call('predictions.page', { limit, before: limit }),
    byVerdict: () => store.call('predictions.page', { limit, verdict: 'fail', before: middle }),
    byLabel: () => store.call('predictions.page', { limit, label: 'spur' }),
    byAll: () =>
      store.call('predictions.page', { limit, sourceId: 'camera-2', verdict: 'unsure', label: 'open', ...hour }),
    byTime: () => store.call('predictions.page', { limit, ...hour }),
    nothingFound: () => store.call('predictions.page', { limit, label: 'no-such-label' }),
    newer: () => store.call('predictions.page', { limit, after: middle, label: 'short' }),
    outline: () => store.call('predictions.outline', {}),
    outlineByVerdict: () => store.call('predictions.outline', { verdict: 'pass' }),
    outlineByLabel: () => store.call('predictions.outline', { label: 'spur' }),
    outlineByTime: () => store.call('predictions.outline', hour),
    count: () => store.call('predictions.count', {}),
  };
  const times: Record<string, number> = { fillSeconds: Number(seconds.toPrecision(3)) };
  for (const [name, ask] of Object.entries(asks)) times[name] = Number((await timed(ask)).toPrecision(3));
  await store.close();
  return times;
}

export async function runLogBench(): Promise<LogBench> {
  const folder = mkdtempSync(join(tmpdir(), 'caracal-bench-'));
  try {
    const rows = Array.from({ length: rowsPerRound }, (_, index) => newRow(index + 1));
    const speeds: { readonly ours: number[]; readonly peer: number[] } = { ours: [], peer: [] };
    for (let round = 0; round < rounds; round += 1) {
      speeds.peer.push(peer(join(folder, `peer-${round}.db`), rows));
      speeds.ours.push(await ours(join(folder, `ours-${round}.db`), rows));
    }
    const [mine, other] = [median(speeds.ours), median(speeds.peer)];
    console.log(`pages at ${historyRows} rows, ms: ${JSON.stringify(await timePages(join(folder, 'million.db')))}`);
    const ratio = Number((mine / other).toPrecision(3));
    return { name: 'log', ratio, ours: Math.round(mine), peer: Math.round(other), unit: 'rows/s' };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) console.log(`BENCH ${JSON.stringify(await runLogBench())}`);
