import { z } from 'zod';
import { fail, failure, type Outcome, succeed } from '../../../main/domain/outcome.ts';
import { describeIssue } from '../../../main/serving/bad-input.ts';
import {
  type SyncAnswer,
  syncAnswer,
  syncBatch,
  syncLabel,
  syncLimits,
  syncPrediction,
  syncSample,
} from '../../../preload/contract/sync.ts';
import { type Database, readOne, type Sql } from '../database/database.ts';
import { sampleProblem } from './check-marks.ts';
import { judgeItems } from './judge-items.ts';
import { storeLabels } from './store-labels.ts';
import { storePredictions } from './store-predictions.ts';
import { missingObjects, storeSamples } from './store-samples.ts';

export interface SignedBatch {
  readonly station: string;
  readonly batch: string;
  /** Hash of the body, as signed. */
  readonly content: string;
  readonly body: Buffer;
}

const earlierRow = z.object({ content: z.string(), answer: syncAnswer });

/** Writes a batch once, as a whole; sent again, it is given the first answer. */
export async function takeBatch(database: Database, signed: SignedBatch, now: number): Promise<Outcome<SyncAnswer>> {
  const read = readBatch(signed.body);
  if (!read.ok) return read;
  return database.transaction(async (sql) => {
    // Held until the end: batches of one station are written one after the other, the same one sent twice included.
    await sql.rows('SELECT 1 FROM stations WHERE id = $1 FOR UPDATE', [signed.station]);
    const earlier = await readOne(
      sql,
      earlierRow,
      'SELECT content_sha256 AS content, answer FROM batches WHERE station_id = $1 AND batch_id = $2',
      [signed.station, signed.batch],
    );
    if (earlier !== undefined) return earlier.content === signed.content ? succeed(earlier.answer) : otherContent;
    const answer = await write(sql, signed, read.value, now);
    await sql.rows(
      `INSERT INTO batches (station_id, batch_id, content_sha256, answer, received_at) VALUES ($1, $2, $3, $4::jsonb, $5)`,
      [signed.station, signed.batch, signed.content, JSON.stringify(answer), now],
    );
    await sql.rows('UPDATE stations SET last_seen_at = $2 WHERE id = $1', [signed.station, now]);
    return succeed(answer);
  });
}

type Batch = z.output<typeof syncBatch>;

async function write(sql: Sql, { station, batch }: SignedBatch, items: Batch, now: number): Promise<SyncAnswer> {
  const predictions = judgeItems('predictions', syncPrediction, items.predictions);
  const samples = judgeItems('samples', syncSample, items.samples, sampleProblem);
  const labels = judgeItems('labels', syncLabel, items.labels);
  const bare = <T>(good: readonly { readonly item: T }[]): readonly T[] => good.map(({ item }) => item);
  const storedPredictions = await storePredictions(sql, station, bare(predictions.good), now);
  const storedSamples = await storeSamples(sql, station, bare(samples.good), now);
  const storedLabels = await storeLabels(sql, station, labels.good, now);
  const hashes = [...new Set(bare(samples.good).map(({ sha256 }) => sha256))];
  const tally = (good: number, stored: number) => ({ stored, known: good - stored });
  return {
    batchId: batch,
    predictions: tally(predictions.good.length, storedPredictions),
    samples: tally(samples.good.length, storedSamples),
    labels: tally(labels.good.length - storedLabels.refused.length, storedLabels.stored),
    refused: [...predictions.refused, ...samples.refused, ...labels.refused, ...storedLabels.refused],
    missing: hashes.length === 0 ? [] : await missingObjects(sql, station, syncLimits.samples, hashes),
  };
}

function readBatch(body: Buffer): Outcome<Batch> {
  const raw = parse(body.toString('utf8'));
  if (!raw.ok) return raw;
  const read = syncBatch.safeParse(raw.value);
  if (read.success) return succeed(read.data);
  return { ok: false, failure: failure('bad_input', describeIssue(read.error.issues[0], raw.value)) };
}

function parse(text: string): Outcome<unknown> {
  try {
    return succeed(JSON.parse(text));
  } catch {
    const remedy = 'Send the batch as preload/contract/sync.ts describes it.';
    return fail('bad_input', { thing: 'batch', expected: 'JSON', received: 'something else', remedy });
  }
}

const otherContent = fail('already_exists', {
  thing: 'batch id',
  expected: 'one that was not used for other content',
  received: 'one that was',
  remedy: 'Give a batch with other items another id.',
});
