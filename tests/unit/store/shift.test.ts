import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../main/store/connection.ts';
import type { Verdict } from '../../../preload/contract/values.ts';
import { told } from './ask.ts';
import { openTestDatabase } from './open-test-database.ts';

function judge(db: Connection, verdict: Verdict, labels: readonly string[], sourceId = 'gate-1'): number {
  const { id } = told(db, 'inspections.append', {
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
      isWhole: true,
    });
  });

  it('counts from its beginning on, each line by itself and all together', () => {
    const { db } = openTestDatabase();
    judge(db, 'fail', ['open']);
    told(db, 'shift.begin', { at: 500 });
    judge(db, 'pass', []);
    judge(db, 'unsure', ['spur']);
    judge(db, 'fail', ['open', 'short']);
    const last = judge(db, 'fail', ['open'], 'gate-2');
    expect(told(db, 'shift.tally', {})).toEqual({
      startedAt: 500,
      counts: { pass: 1, fail: 2, unsure: 1 },
      defectsByLabel: { open: 2, short: 1 },
      overridden: 0,
      upTo: last,
      isWhole: true,
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

  it('reads only the parts of the shift, however many there are before it', () => {
    const statements: string[] = [];
    const { db } = openTestDatabase({ onStatement: (sql) => statements.push(sql) });
    told(db, 'shift.begin', { at: 500 });
    judge(db, 'fail', ['open']);
    statements.length = 0;
    told(db, 'shift.tally', {});
    const counting = statements.filter((sql) => sql.includes('isOverridden'));
    expect(counting).toHaveLength(1);
    const plan = db.raw.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${counting[0] ?? ''}`).all();
    expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining('USING INTEGER PRIMARY KEY (rowid>?)')]);
  });
});
