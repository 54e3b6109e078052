import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../main/store/connection.ts';
import type { ItemLabel } from '../../../preload/contract/labels.ts';
import type { SampleReason } from '../../../preload/contract/sampling.ts';
import { ask, told } from './ask.ts';
import { openTestDatabase } from './open-test-database.ts';
import { rowOf } from './prediction-rows.ts';

const model = { name: 'pcb-defects', version: '1.0.0' };
const box = { x: 10, y: 20, width: 30, height: 40 };
const open = { label: 'open', box };

let samples = 0;

interface Given {
  readonly reason?: SampleReason;
  readonly part?: number | null;
  readonly version?: string;
  readonly score?: number;
}

function keep(db: Connection, { reason = 'control', part = 40, version = '1.0.0', score = 0.9 }: Given = {}): number {
  samples += 1;
  const prediction = rowOf(samples, {
    inspectionId: part,
    model: { ...model, version },
    detections: [{ ...open, score }],
  });
  const sample = { sha256: samples.toString(16).padStart(64, '0'), bytes: 100, reason, at: 1_000 };
  const { itemId } = told(db, 'samples.keep', { prediction, sample });
  if (itemId === null) throw new Error('Expected an item of a sample that may be kept');
  return itemId;
}

const say = (db: Connection, id: number, boxes: readonly ItemLabel[] = [open]) =>
  told(db, 'labels.decide', {
    id,
    decision: 'labelled',
    boxes,
    by: 'operator',
    origin: 'station',
    at: 5_000,
    tookMs: 1,
  });

const reviewed = (db: Connection) => told(db, 'confidence.reviewed', { model, limit: 100 });

describe('reviewed pictures of a model', () => {
  it('come with what the model found, what a person said, and whether they were drawn by lot', () => {
    const { db } = openTestDatabase();
    say(db, keep(db, { part: 7 }), []);
    say(db, keep(db, { reason: 'unsure', part: 8, score: 0.5 }));
    expect(reviewed(db).pictures).toEqual([
      { group: '8', drawn: false, capturedAt: expect.any(Number), found: [{ ...open, score: 0.5 }], said: [open] },
      { group: '7', drawn: true, capturedAt: expect.any(Number), found: [{ ...open, score: 0.9 }], said: [] },
    ]);
  });

  it('tell apart what a recipe left out: that was held against no part', () => {
    const { db } = openTestDatabase();
    samples += 1;
    const far = { x: 400, y: 400, width: 9, height: 9 };
    const detections = [
      { ...open, score: 0.9 },
      { label: 'open', score: 0.95, box: far, ignored: true as const },
    ];
    const prediction = rowOf(samples, { inspectionId: 9, model, detections });
    const sample = { sha256: samples.toString(16).padStart(64, '0'), bytes: 1, reason: 'control' as const, at: 1 };
    say(db, told(db, 'samples.keep', { prediction, sample }).itemId ?? 0);
    expect(reviewed(db).pictures).toMatchObject([{ found: [{ score: 0.9 }], outside: [far] }]);
  });

  it('are of this version, of parts, and not here because the model was wrong', () => {
    const { db } = openTestDatabase();
    for (const given of [{ version: '0.9.0' }, { part: null }, { reason: 'overridden' }] as const)
      say(db, keep(db, given));
    keep(db);
    expect(reviewed(db).pictures).toEqual([]);
  });

  it('stay in the draw when the verdict of their part is overridden: those that were missed would be gone from it', () => {
    const { db } = openTestDatabase();
    const judged = { sourceId: 'demo-line', model, part: 1, startedAt: 1, endedAt: 2, frames: 3, defects: [] };
    const { id } = told(db, 'inspections.append', { ...judged, id: 40, verdict: 'pass' });
    const item = keep(db, { part: id });
    told(db, 'inspections.override', { id, override: { verdict: 'fail', reason: 'missed', by: 'operator', at: 3 } });
    expect(told(db, 'queue.get', { id: item }).reason).toBe('overridden');
    say(db, item);
    expect(reviewed(db).pictures).toMatchObject([{ drawn: true }]);
  });

  it('are not those that nobody could tell, or has looked at yet; these are counted where they were drawn', () => {
    const { db } = openTestDatabase();
    const [waiting, skipped, notSure, takenBack] = [keep(db), keep(db), keep(db), keep(db)];
    keep(db, { reason: 'unsure' });
    const decide = { boxes: [], by: 'operator', origin: 'station', at: 5, tookMs: 1 } as const;
    told(db, 'labels.decide', { ...decide, id: skipped, decision: 'skipped' });
    told(db, 'labels.decide', { ...decide, id: notSure, decision: 'not-sure' });
    say(db, takenBack);
    told(db, 'labels.undo', { id: takenBack, at: 6 });
    expect(waiting).toBeGreaterThan(0);
    expect(reviewed(db)).toEqual({ pictures: [], undecided: 2, waiting: 2 });
  });
});

describe('a fit in use', () => {
  const fitWith = (low: number) => ({
    band: { low, high: 0.8 },
    promise: { missRate: 0.02, falseRejectRate: null, cells: [], defects: 60, good: 9 },
    scaling: null,
  });

  it('is the last that was put to use of a version, until it is taken back', () => {
    const { db } = openTestDatabase();
    const other = { ...model, version: '2.0.0' };
    told(db, 'confidence.use', { model, fit: fitWith(0.3), by: 'admin', since: 10 });
    told(db, 'confidence.use', { model, fit: fitWith(0.4), by: 'supervisor', since: 20 });
    told(db, 'confidence.use', { model: other, fit: fitWith(0.5), by: 'admin', since: 30 });
    expect(told(db, 'confidence.inUse', null)).toEqual([
      { model, fit: fitWith(0.4), by: 'supervisor', since: 20 },
      { model: other, fit: fitWith(0.5), by: 'admin', since: 30 },
    ]);
    expect(ask(db, 'confidence.revert', { model, at: 40 })).toEqual({ ok: true, value: { ended: 1 } });
    expect(ask(db, 'confidence.revert', { model, at: 50 })).toEqual({ ok: true, value: { ended: 0 } });
    expect(told(db, 'confidence.inUse', null).map((each) => each.model)).toEqual([other]);
    expect(db.raw.prepare('SELECT used_at, ended_at FROM confidence_fits ORDER BY id').raw().all()).toEqual([
      [10, 20],
      [20, 40],
      [30, null],
    ]);
  });
});
