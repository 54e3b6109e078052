import { z } from 'zod';
import { fail, type Outcome, succeed } from '../../../main/domain/outcome.ts';
import type { ObjectAnswer } from '../../../preload/contract/sync.ts';
import { type Database, readOne } from '../database/database.ts';
import type { ObjectStore } from '../objects/object-store.ts';

const wantedRow = z.object({ bytes: z.number(), mediaType: z.string(), known: z.boolean() });

interface Taking {
  readonly database: Database;
  readonly objects: ObjectStore;
  readonly now: () => number;
}

/** Takes the bytes of a sample that this station named before; those that are here already are not read again. */
export async function takeObject(
  { database, objects, now }: Taking,
  station: string,
  sha256: string,
  source: AsyncIterable<Uint8Array>,
): Promise<Outcome<ObjectAnswer>> {
  const wanted = await readOne(
    database,
    wantedRow,
    `SELECT q.bytes, q.media_type AS "mediaType",
       EXISTS (SELECT 1 FROM objects o WHERE o.sha256 = q.sample_sha256) AS known
     FROM labeling_queue q WHERE q.station_id = $1 AND q.sample_sha256 = $2 ORDER BY q.id LIMIT 1`,
    [station, sha256],
  );
  if (wanted === undefined) return notAsked;
  const { bytes, mediaType } = wanted;
  const answer = (known: boolean): Outcome<ObjectAnswer> => succeed({ sha256, bytes, known });
  // A row alone is not enough: its file may have been lost since.
  if (wanted.known && (await objects.has(sha256, bytes))) return answer(true);
  const put = await objects.put(sha256, bytes, source);
  if (!put.ok) return put;
  await database.rows(
    `INSERT INTO objects (sha256, bytes, media_type, stored_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (sha256) DO NOTHING`,
    [sha256, bytes, mediaType, now()],
  );
  return answer(false);
}

const notAsked = fail('not_found', {
  thing: 'sample',
  expected: 'one that this station has named in a batch',
  received: 'another',
  remedy: 'Send the batch with the sample first.',
});
