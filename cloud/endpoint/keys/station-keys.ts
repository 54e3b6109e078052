import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { fail, type Outcome, succeed } from '../../../main/domain/outcome.ts';
import type { KeyWrap } from '../../../main/serving/key-wrap.ts';
import type { EnrolledStation } from '../../../preload/contract/cloud.ts';
import { type Database, read, readOne, type Sql } from '../database/database.ts';

const stationRow = z.object({
  id: z.string(),
  name: z.string(),
  enrolledAt: z.number(),
  lastSeenAt: z.number().nullable(),
  keys: z.array(z.string()),
});
const idRow = z.object({ id: z.string() });
const wrappedRow = z.object({ wrapped: z.string() });

const listed = `
  SELECT s.id, s.name, s.enrolled_at AS "enrolledAt", s.last_seen_at AS "lastSeenAt",
    coalesce((SELECT jsonb_agg(k.key_id ORDER BY k.created_at) FROM station_keys k
      WHERE k.station_id = s.id AND k.revoked_at IS NULL), '[]'::jsonb) AS keys
  FROM stations s`;

/** Who may sync here, and with which keys. Nothing is remembered between calls: a revoked key ends at once. */
export class StationKeys {
  readonly #database: Database;
  readonly #wrap: KeyWrap;
  readonly #now: () => number;

  constructor(database: Database, wrap: KeyWrap, now: () => number) {
    this.#database = database;
    this.#wrap = wrap;
    this.#now = now;
  }

  list(): Promise<readonly EnrolledStation[]> {
    return read(this.#database, stationRow, `${listed} ORDER BY s.enrolled_at, s.id`);
  }

  /** A station of that name gets a further key, so that keys can be changed without a gap. The key is told this once. */
  async enrol(name: string): Promise<{ readonly station: EnrolledStation; readonly stationKey: string }> {
    const secret = randomBytes(32).toString('base64url');
    const keyId = randomBytes(6).toString('hex');
    const id = `${slug(name)}-${randomBytes(3).toString('hex')}`;
    const now = this.#now();
    return this.#database.transaction(async (sql) => {
      // The update changes nothing; it is there so that the row is returned and held.
      const enrolled = await readOne(
        sql,
        idRow,
        `INSERT INTO stations (id, name, enrolled_at) VALUES ($1, $2, $3)
         ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id`,
        [id, name, now],
      );
      const stationId = enrolled?.id ?? id;
      await sql.rows('INSERT INTO station_keys (station_id, key_id, wrapped, created_at) VALUES ($1, $2, $3, $4)', [
        stationId,
        keyId,
        this.#wrap.wrap(secret, `${stationId}/${keyId}`),
        now,
      ]);
      const station = await this.#station(sql, stationId);
      if (station === undefined) throw new Error('Expected the station that was just enrolled');
      return { station, stationKey: `caracal.${stationId}.${keyId}.${secret}` };
    });
  }

  async revoke(station: string, key: string | undefined): Promise<Outcome<EnrolledStation>> {
    const known = await readOne(
      this.#database,
      idRow,
      `SELECT s.id FROM stations s WHERE (s.id = $1 OR s.name = $1)
       AND ($2::text IS NULL OR EXISTS (SELECT 1 FROM station_keys k WHERE k.station_id = s.id AND k.key_id = $2))
       ORDER BY s.id = $1 DESC LIMIT 1`,
      [station, key ?? null],
    );
    if (known === undefined) return noSuchStation(key === undefined ? 'station' : 'station key');
    await this.#database.rows(
      `UPDATE station_keys SET revoked_at = $3
       WHERE station_id = $1 AND ($2::text IS NULL OR key_id = $2) AND revoked_at IS NULL`,
      [known.id, key ?? null, this.#now()],
    );
    const left = await this.#station(this.#database, known.id);
    return left === undefined ? noSuchStation('station') : succeed(left);
  }

  /** Undefined where there is no such key, or no longer. */
  async secretOf(station: string, key: string): Promise<string | undefined> {
    const row = await readOne(
      this.#database,
      wrappedRow,
      'SELECT wrapped FROM station_keys WHERE station_id = $1 AND key_id = $2 AND revoked_at IS NULL',
      [station, key],
    );
    return row && this.#wrap.unwrap(row.wrapped, `${station}/${key}`);
  }

  /** Whether the secret of this endpoint is the one that its keys were wrapped with. */
  async check(): Promise<Outcome<null>> {
    const any = await readOne(
      this.#database,
      wrappedRow.extend({ owner: z.string() }),
      `SELECT wrapped, station_id || '/' || key_id AS owner FROM station_keys ORDER BY created_at DESC LIMIT 1`,
    );
    if (any === undefined || this.#wrap.unwrap(any.wrapped, any.owner) !== undefined) return succeed(null);
    return fail('wrong_state', {
      thing: 'The secret of this endpoint',
      expected: 'the one that its station keys were encrypted with',
      received: 'another one',
      remedy: 'Set CARACAL_CLOUD_SECRET to the former value, or put the file cloud.secret back.',
    });
  }

  #station(sql: Sql, id: string): Promise<EnrolledStation | undefined> {
    return readOne(sql, stationRow, `${listed} WHERE s.id = $1`, [id]);
  }
}

const noSuchStation = (what: string): Outcome<never> =>
  fail('not_found', {
    thing: what,
    expected: 'one that is enrolled here',
    received: 'another',
    remedy: 'See `npm run cloud -- list` for those there are.',
  });

/** A readable beginning of an id; what makes it unique is added to it. */
const slug = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40) || 'station';
