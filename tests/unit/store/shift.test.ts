import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Connection } from '../../../main/store/connection.ts';
import { applicationId } from '../../../main/store/file-check.ts';
import { migrations } from '../../../main/store/migrations/all.ts';
import { openDatabase } from '../../../main/store/open-database.ts';
import type { Verdict } from '../../../preload/contract/values.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { told } from './ask.ts';
import { openTestDatabase } from './open-test-database.ts';

interface Judged {
  readonly sourceId?: string;
  readonly id?: number;
}

function judge(
  db: Connection,
  verdict: Verdict,
  labels: readonly string[],
  { sourceId = 'gate-1', ...given }: Judged = {},
): number {
  const { id } = told(db, 'inspections.append', {
    ...given,
    sourceId,
    model: { name: 'pcb-defects', version: '1.0.0' },
    part: null,
    startedAt: 1,
    endedAt: 2,
    frames: 3,
    verdict,
    defects: labels.map((label) => ({ label, score: 0.9, frames: 2 })),
  });
  return id;
}

/** A file of the version that counted the parts themselves, each hundredth of them bad, opened now. */
function openWithManyParts(many: number): Connection {
  const file = join(temporaryFolder(), 'station.db');
  const raw = new Database(file);
  raw.pragma(`application_id = ${applicationId}`);
  for (const { sql } of migrations.slice(0, 9)) raw.exec(sql);
  raw.pragma('user_version = 9');
  raw.exec(`
    INSERT INTO settings VALUES ('shift', '{"startedAt":500,"after":0}', 500);
    WITH RECURSIVE ids (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM ids WHERE id < ${many})
    INSERT INTO inspections (id, source_id, model_name, model_version, started_at, ended_at, frames, verdict, defects)
    SELECT id, 'gate-1', 'pcb-defects', '1.0.0', 1, 2, 3, iif(id % 100 = 0, 'fail', 'pass'),
      iif(id % 100 = 0, '[{"label":"open","score":0.9,"frames":2}]', '[]')
    FROM ids`);
  raw.close();
  const opened = openDatabase(file, 1000);
  if (!opened.ok) throw new Error(opened.failure.message);
  onTestFinished(() => opened.value.close());
  return opened.value;
}

describe('the tally of a shift', () => {
  it('counts nothing before somebody began one', () => {
    const { db } = openTestDatabase();
    const id = judge(db, 'fail', ['open']);
    expect(told(db, 'shift.tally', {})).toEqual({
      startedAt: null,
      counts: { pass: 0, fail: 0, unsure: 0 },
      defectsByLabel: {},
      overridden: 0,
      upTo: id,
    });
  });

  it('counts from its beginning on, each line by itself and all together', () => {
    const { db } = openTestDatabase();
    judge(db, 'fail', ['open']);
    told(db, 'shift.begin', { at: 500 });
    judge(db, 'pass', []);
    judge(db, 'unsure', ['spur']);
    judge(db, 'fail', ['open', 'short']);
    const last = judge(db, 'fail', ['open'], { sourceId: 'gate-2' });
    expect(told(db, 'shift.tally', {})).toEqual({
      startedAt: 500,
      counts: { pass: 1, fail: 2, unsure: 1 },
      defectsByLabel: { open: 2, short: 1 },
      overridden: 0,
      upTo: last,
    });
    expect(told(db, 'shift.tally', { sourceId: 'gate-2' })).toMatchObject({
      counts: { pass: 0, fail: 1, unsure: 0 },
      defectsByLabel: { open: 1 },
      upTo: last,
    });
  });

  it('tells how many a person judged otherwise, and starts from nought with the next shift', () => {
    const { db } = openTestDatabase();
    told(db, 'shift.begin', { at: 500 });
    const id = judge(db, 'fail', ['open']);
    told(db, 'inspections.override', { id, override: { verdict: 'pass', reason: 'Dirt', by: 'operator', at: 600 } });
    expect(told(db, 'shift.tally', {})).toMatchObject({ counts: { fail: 1 }, overridden: 1 });
    told(db, 'shift.begin', { at: 900 });
    expect(told(db, 'shift.tally', {})).toMatchObject({
      startedAt: 900,
      counts: { pass: 0, fail: 0, unsure: 0 },
      overridden: 0,
    });
  });

  it('counts a part that was in view when it began in the new shift, though another line had a newer one before', () => {
    const { db } = openTestDatabase();
    judge(db, 'pass', [], { id: 6, sourceId: 'gate-2' });
    told(db, 'shift.begin', { at: 500 });
    judge(db, 'fail', ['open'], { id: 5 });
    expect(told(db, 'shift.tally', {})).toMatchObject({
      counts: { pass: 0, fail: 1, unsure: 0 },
      defectsByLabel: { open: 1 },
    });
    expect(told(db, 'shift.tally', { sourceId: 'gate-1' })).toMatchObject({ counts: { fail: 1 } });
  });

  it('tells each screen up to which part of its own line it counts', () => {
    const { db } = openTestDatabase();
    judge(db, 'pass', [], { id: 4 });
    judge(db, 'pass', [], { id: 7, sourceId: 'gate-2' });
    told(db, 'shift.begin', { at: 500 });
    expect(told(db, 'shift.tally', { sourceId: 'gate-1' })).toMatchObject({ counts: { pass: 0 }, upTo: 4 });
    judge(db, 'pass', [], { id: 6 });
    expect(told(db, 'shift.tally', { sourceId: 'gate-1' }).upTo).toBe(6);
    expect(told(db, 'shift.tally', { sourceId: 'gate-2' }).upTo).toBe(7);
    expect(told(db, 'shift.tally', { sourceId: 'gate-3' }).upTo).toBe(0);
  });

  it('counts a verdict that a person changed in the shift of the part, once, and no more when it is taken back', () => {
    const { db } = openTestDatabase();
    const say = (id: number, verdict: Verdict): unknown =>
      told(db, 'inspections.override', { id, override: { verdict, reason: 'Looked', by: 'operator', at: 600 } });
    const early = judge(db, 'fail', ['open']);
    told(db, 'shift.begin', { at: 500 });
    const id = judge(db, 'fail', ['open']);
    say(early, 'pass');
    expect(told(db, 'shift.tally', {}).overridden).toBe(0);
    say(id, 'pass');
    say(id, 'unsure');
    expect(told(db, 'shift.tally', {})).toMatchObject({ counts: { fail: 1 }, overridden: 1 });
    say(id, 'fail');
    expect(told(db, 'shift.tally', {}).overridden).toBe(0);
  });

  it('leaves out batches, and their overrides', () => {
    const { db } = openTestDatabase();
    told(db, 'shift.begin', { at: 500 });
    const id = judge(db, 'fail', ['open'], { sourceId: 'batch-1' });
    told(db, 'inspections.override', { id, override: { verdict: 'pass', reason: 'Dirt', by: 'operator', at: 600 } });
    expect(told(db, 'shift.tally', {})).toMatchObject({ counts: { fail: 0 }, defectsByLabel: {}, overridden: 0 });
  });

  it('is exact over a hundred thousand parts, which stand for no more rows than ten do', () => {
    const db = openWithManyParts(100_100);
    judge(db, 'fail', ['open']);
    expect(told(db, 'shift.tally', { sourceId: 'gate-1' })).toEqual({
      startedAt: 500,
      counts: { pass: 99_099, fail: 1_002, unsure: 0 },
      defectsByLabel: { open: 1_002 },
      overridden: 0,
      upTo: 100_101,
    });
    const rows = (table: string): unknown => db.raw.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    expect([rows('inspections'), rows('shift_counts'), rows('shift_defects')]).toEqual([100_101, 2, 1]);
  });
});
