import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../main/store/connection.ts';
import type { InputOf } from '../../../main/store/verbs/all.ts';
import type { SampleReason } from '../../../preload/contract/sampling.ts';
import { ask, told } from './ask.ts';
import { openTestDatabase } from './open-test-database.ts';
import { rowOf } from './prediction-rows.ts';

const box = { x: 10, y: 20, width: 30, height: 40 };
const open = { label: 'open', box };
const classes = ['open', 'short'];

const hashOf = (index: number): string => index.toString(16).padStart(64, '0');

function keep(db: Connection, index: number, reason: SampleReason = 'unsure', inspectionId: number | null = null) {
  const prediction = rowOf(index, { inspectionId, verdict: 'unsure', detections: [{ ...open, score: 0.5 }] });
  return told(db, 'samples.keep', {
    prediction,
    sample: { sha256: hashOf(index), bytes: 100, reason, at: 1000 + index },
  });
}

const says = (id: number, given: Partial<InputOf<'labels.decide'>> = {}): InputOf<'labels.decide'> => ({
  id,
  decision: 'labelled',
  boxes: [open],
  classes,
  by: 'operator',
  origin: 'station',
  at: 5000,
  tookMs: 1200,
  ...given,
});

const counts = (db: Connection) => told(db, 'queue.count', { medium: 'picture' });
const rowsIn = (db: Connection, table: string): unknown =>
  db.raw.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

describe('a sample', () => {
  it('is stored with its prediction, its item and its outbox row', () => {
    const { db } = openTestDatabase();
    expect(keep(db, 7, 'control', 40)).toEqual({ predictionId: 1, itemId: 1 });
    expect(told(db, 'queue.get', { id: 1 })).toEqual({
      id: 1,
      medium: 'picture',
      state: 'waiting',
      reason: 'control',
      note: '',
      sampleHash: hashOf(7),
      sourceId: 'demo-line',
      inspectionId: 40,
      model: { name: 'pcb-defects', version: '1.0.0' },
      capturedAt: rowOf(7).capturedAt,
      width: 640,
      height: 640,
      preLabels: [{ ...open, score: 0.5 }],
      verdict: 'unsure',
      labels: null,
      decidedAt: null,
      decidedBy: null,
    });
    expect(told(db, 'outbox.list', { at: 9999, limit: 5 })).toMatchObject([{ kind: 'sample', payload: { itemId: 1 } }]);
    expect(told(db, 'predictions.get', { id: 1 })).toMatchObject({ frameId: 'frame-7' });
  });

  it('leaves nothing at all when one of its rows cannot be written', () => {
    const { db } = openTestDatabase();
    db.raw.exec(`CREATE TRIGGER refuse BEFORE INSERT ON outbox BEGIN SELECT raise(ABORT, 'refused'); END`);
    const sample = { sha256: hashOf(1), bytes: 1, reason: 'unsure', at: 1 } as const;
    expect(ask(db, 'samples.keep', { prediction: rowOf(1), sample }).ok).toBe(false);
    for (const table of ['prediction_logs', 'prediction_tally', 'labeling_queue', 'outbox']) {
      expect(rowsIn(db, table), table).toBe(0);
    }
  });

  it('that is in the queue already adds its prediction and no second item', () => {
    const { db } = openTestDatabase();
    keep(db, 1);
    expect(keep(db, 1)).toEqual({ predictionId: 2, itemId: null });
    expect(counts(db)).toMatchObject({ waiting: 1 });
    expect(told(db, 'outbox.count', null)).toBe(1);
  });

  it('counts towards the limits from its time on', () => {
    const { db } = openTestDatabase();
    for (let index = 0; index < 10; index += 1) keep(db, index);
    expect(told(db, 'samples.keptSince', { since: [1000, 1005, 1009, 1010] })).toEqual([10, 5, 1, 0]);
  });

  it('that vanished takes its items out with a sentence, and gives them back as they were', () => {
    const { db } = openTestDatabase();
    for (const index of [1, 2, 3]) keep(db, index);
    told(db, 'labels.decide', says(2));
    for (const index of [1, 2]) told(db, 'samples.quarantine', { sha256: hashOf(index), note: 'It is gone.', at: 9 });
    expect(counts(db)).toMatchObject({ waiting: 1, labelled: 0, quarantined: 2 });
    expect(ask(db, 'labels.decide', says(1))).toMatchObject({
      failure: { code: 'wrong_state', message: expect.stringContaining('It is gone.') },
    });
    const known = (index: number, isQuarantined: boolean) => ({ sha256: hashOf(index), isQuarantined });
    expect(told(db, 'samples.page', { after: '', limit: 2 })).toEqual([known(1, true), known(2, true)]);
    expect(told(db, 'samples.page', { after: hashOf(2), limit: 2 })).toEqual([known(3, false)]);
    for (const index of [1, 2]) told(db, 'samples.release', { sha256: hashOf(index), at: 10 });
    expect(counts(db)).toMatchObject({ waiting: 2, labelled: 1, quarantined: 0 });
  });
});

describe('the labelling queue', () => {
  it('pages oldest first by state and reason, without a gap', () => {
    const { db } = openTestDatabase();
    for (let index = 0; index < 9; index += 1) keep(db, index, index % 3 === 0 ? 'control' : 'unsure');
    const page = (after?: number, reason?: SampleReason) =>
      told(db, 'queue.page', { medium: 'picture', state: 'waiting', after, reason, limit: 4 });
    expect(page().rows.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
    expect(page(4)).toMatchObject({ rows: [{ id: 5 }, { id: 6 }, { id: 7 }, { id: 8 }], next: 8 });
    expect(page(8)).toMatchObject({ rows: [{ id: 9 }], next: null });
    expect(page(undefined, 'control').rows.map(({ id }) => id)).toEqual([1, 4, 7]);
    expect(counts(db)).toMatchObject({ waiting: 9, byReason: { unsure: 6, control: 3, overridden: 0 } });
  });

  it('answers a decision with the item as it is now and with what is left', () => {
    const { db } = openTestDatabase();
    for (const index of [1, 2]) keep(db, index);
    expect(told(db, 'labels.decide', says(1))).toMatchObject({
      item: { id: 1, state: 'labelled', labels: [open], decidedBy: 'operator', decidedAt: 5000 },
      counts: { waiting: 1, labelled: 1 },
    });
    expect(told(db, 'labels.decide', says(2, { decision: 'not-sure', boxes: [] }))).toMatchObject({
      item: { state: 'not-sure', labels: null },
      counts: { waiting: 0, notSure: 1 },
    });
    expect(told(db, 'labels.list', { itemId: 1 })).toMatchObject([
      { itemId: 1, sampleSha256: hashOf(1), labels: [open], reviewer: 'operator', tookMs: 1200, decision: 'labelled' },
    ]);
    const kinds = told(db, 'outbox.list', { at: 9999, limit: 9 }).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['label', 'label', 'sample', 'sample']);
  });

  it('counts the same label once when its answer was lost and it is sent again', () => {
    const { db } = openTestDatabase();
    keep(db, 1);
    told(db, 'labels.decide', says(1));
    expect(told(db, 'labels.decide', says(1, { at: 6000 }))).toMatchObject({ item: { decidedAt: 5000 } });
    expect(told(db, 'labels.list', { itemId: 1 })).toHaveLength(1);
  });

  it.each([
    ['an item that is not there', says(99), 'not_found'],
    ['an unknown class', says(1, { boxes: [{ label: 'dent', box }] }), 'bad_input'],
    ['a box outside the picture', says(1, { boxes: [{ label: 'open', box: { ...box, x: 620 } }] }), 'bad_input'],
    ['a box of no width', says(1, { boxes: [{ label: 'open', box: { ...box, width: 0 } }] }), 'bad_input'],
    ['an item that another has labelled', says(2, { by: 'supervisor', boxes: [] }), 'wrong_state'],
  ] as const)('refuses %s with one sentence and changes nothing', (_, input, code) => {
    const { db } = openTestDatabase();
    for (const index of [1, 2]) keep(db, index);
    told(db, 'labels.decide', says(2));
    const refused = ask(db, 'labels.decide', { ...input });
    expect(refused).toMatchObject({
      ok: false,
      failure: { code, message: expect.stringMatching(/^.+: expected .+\.$/) },
    });
    expect(rowsIn(db, 'reviewed_labels')).toBe(1);
    expect(counts(db)).toMatchObject({ waiting: 1, labelled: 1 });
  });

  it('lets what was skipped be labelled after all', () => {
    const { db } = openTestDatabase();
    keep(db, 1);
    told(db, 'labels.decide', says(1, { decision: 'skipped', boxes: [] }));
    expect(told(db, 'labels.decide', says(1))).toMatchObject({ item: { state: 'labelled' } });
    expect(told(db, 'labels.undo', { id: 1, at: 1 })).toMatchObject({ item: { state: 'skipped', labels: null } });
    expect(told(db, 'labels.undo', { id: 1, at: 1 })).toMatchObject({ item: { state: 'waiting' } });
    expect(ask(db, 'labels.undo', { id: 1, at: 1 })).toMatchObject({ failure: { code: 'wrong_state' } });
    expect(told(db, 'labels.list', { itemId: 1 })).toMatchObject([{ undoneAt: 1 }, { undoneAt: 1 }]);
  });

  it('is after any decisions and undos as the last decision that stands says', () => {
    const act = fc.record({
      id: fc.integer({ min: 1, max: 3 }),
      say: fc.constantFrom('labelled', 'skipped', 'not-sure', 'undo'),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        const { db } = openTestDatabase();
        for (const index of [1, 2, 3]) keep(db, index);
        const stands = new Map<number, string[]>([1, 2, 3].map((id) => [id, []]));
        for (const { id, say } of acts) {
          const mine = stands.get(id) ?? [];
          const last = mine.at(-1);
          if (say === 'undo') {
            ask(db, 'labels.undo', { id, at: 1 });
            mine.pop();
          } else {
            ask(db, 'labels.decide', says(id, { decision: say, boxes: say === 'labelled' ? [open] : [] }));
            if (last !== 'labelled' && last !== say) mine.push(say);
          }
        }
        for (const [id, mine] of stands) {
          expect(told(db, 'queue.get', { id }).state).toBe(mine.at(-1) ?? 'waiting');
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('an overridden verdict', () => {
  const override = { verdict: 'pass', reason: 'only dust', by: 'operator', at: 77 } as const;
  function judged() {
    const { db } = openTestDatabase();
    const model = { name: 'pcb-defects', version: '1.0.0' };
    const times = { part: 3, startedAt: 1, endedAt: 2, frames: 3 };
    told(db, 'inspections.append', { sourceId: 'demo-line', model, ...times, verdict: 'fail', defects: [] });
    return db;
  }

  it('is kept beside what the model said, and gives the kept frames of the part this reason', () => {
    const db = judged();
    keep(db, 1, 'unsure', 1);
    expect(told(db, 'inspections.override', { id: 1, override })).toMatchObject({
      inspection: { id: 1, verdict: 'fail', override },
      kept: true,
    });
    expect(told(db, 'queue.get', { id: 1 })).toMatchObject({ reason: 'overridden', state: 'waiting' });
    expect(told(db, 'inspections.list', { limit: 1 }).rows).toMatchObject([{ verdict: 'fail', override }]);
  });

  it('brings the frame that was shown to the queue where none was kept', () => {
    const db = judged();
    const prediction = rowOf(5, { inspectionId: 1 });
    told(db, 'samples.keep', { prediction, sample: { sha256: hashOf(8), bytes: 1, reason: 'unsure', at: 1 } });
    db.raw.exec('DELETE FROM labeling_queue');
    const sample = { sha256: hashOf(5), bytes: 9, reason: 'overridden', at: 77 } as const;
    expect(told(db, 'inspections.override', { id: 1, override, shown: { prediction, sample } }).kept).toBe(true);
    const { rows } = told(db, 'queue.page', { medium: 'picture', state: 'waiting', limit: 5 });
    expect(rows).toMatchObject([{ sampleHash: hashOf(5), reason: 'overridden', inspectionId: 1 }]);
  });

  it('is refused for a part that is not there and for the verdict that it has', () => {
    const db = judged();
    expect(ask(db, 'inspections.override', { id: 2, override })).toMatchObject({ failure: { code: 'not_found' } });
    const same = { id: 1, override: { ...override, verdict: 'fail' } } as const;
    expect(ask(db, 'inspections.override', same)).toMatchObject({ failure: { code: 'wrong_state' } });
  });
});
