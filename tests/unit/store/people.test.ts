import { describe, expect, it } from 'vitest';
import { freshLedger } from '../../../main/domain/sync-ledger.ts';
import type { Connection } from '../../../main/store/connection.ts';
import { ask, told } from './ask.ts';
import { openTestDatabase } from './open-test-database.ts';
import { rowOf } from './prediction-rows.ts';

const face = { label: 'face', score: 0.5, box: { x: 10, y: 20, width: 30, height: 40 } };
const hashOf = (index: number): string => index.toString(16).padStart(64, '0');
const reach = { after: 0, predictions: 100, items: 100, pictures: 10 };

const agree = (db: Connection, keepSamples: boolean): null =>
  told(db, 'settings.set', { key: 'people', value: { keepSamples }, at: 1 });

function keep(db: Connection, index: number, showsPerson: boolean) {
  const model = { name: showsPerson ? 'yunet' : 'pcb-defects', version: '1.0.0' };
  const sample = { sha256: hashOf(index), bytes: 100, reason: 'unsure', at: 1000 + index, showsPerson } as const;
  return told(db, 'samples.keep', { prediction: rowOf(index, { model, detections: [face] }), sample });
}

const label = (db: Connection, id: number) =>
  told(db, 'labels.decide', {
    id,
    decision: 'labelled',
    boxes: [{ label: 'face', box: face.box }],
    by: 'operator',
    origin: 'station',
    at: 5000,
    tookMs: 1,
  });

/** What would leave now, as kind and subject. */
const leaving = (db: Connection) => told(db, 'sync.outgoing', reach).items.map(({ kind, subject }) => [kind, subject]);
const waiting = (db: Connection) => told(db, 'sync.count', null).waiting;

describe('samples of people', () => {
  it('neither come nor leave once consent was withdrawn, though a full disk keeps that from being written', () => {
    const { db } = openTestDatabase({ maxBytes: 1_000_000 });
    agree(db, true);
    keep(db, 1, true);
    const fill = (index: number) => ask(db, 'settings.set', { key: `room-${index}`, value: 'x'.repeat(20_000), at: 2 });
    for (let index = 0; fill(index).ok; index += 1) expect(index).toBeLessThan(100);
    const long = { key: 'people', value: { keepSamples: false, room: 'x'.repeat(200_000) }, at: 2 };
    expect(ask(db, 'settings.set', long)).toMatchObject({ ok: false, failure: { code: 'disk_full' } });
    expect(told(db, 'people.mayKeep', null)).toBe(true);
    told(db, 'people.withdraw', { isWithdrawn: true });
    expect(told(db, 'people.mayKeep', null)).toBe(false);
    expect(told(db, 'people.mayLeave', { sha256: hashOf(1) })).toBe(false);
    expect(leaving(db)).toEqual([]);
    told(db, 'people.withdraw', { isWithdrawn: false });
    expect(told(db, 'people.mayKeep', null)).toBe(true);
  });

  it('are not kept where nobody agreed: the prediction alone is', () => {
    const { db } = openTestDatabase();
    expect(keep(db, 1, true)).toEqual({ predictionId: 1, itemId: null });
    expect(told(db, 'predictions.get', { id: 1 })).toMatchObject({ detections: [face] });
    expect(told(db, 'people.count', null)).toEqual({ kept: 0, heldBack: 0 });
    expect(leaving(db)).toEqual([]);
  });

  it('are kept and sent as such where somebody said that people agreed', () => {
    const { db } = openTestDatabase();
    agree(db, true);
    keep(db, 1, true);
    keep(db, 2, false);
    expect(told(db, 'people.count', null)).toEqual({ kept: 1, heldBack: 0 });
    expect(told(db, 'sync.outgoing', reach).items).toMatchObject([
      { sample: { localId: 1, showsPerson: true, consented: true } },
      { sample: { localId: 2, showsPerson: false, consented: false } },
    ]);
  });

  it('that were kept and not sent stay here when that is taken back, with what was said of them', () => {
    const { db } = openTestDatabase();
    agree(db, true);
    for (const [index, isPerson] of [true, false, true].entries()) keep(db, index + 1, isPerson);
    for (const id of [1, 2]) label(db, id);
    agree(db, false);
    expect(leaving(db)).toEqual([
      ['sample', 2],
      ['label', 2],
    ]);
    expect(waiting(db)).toMatchObject({ samples: 1, labels: 1 });
    expect(told(db, 'people.count', null)).toEqual({ kept: 2, heldBack: 2 });
    expect([1, 2, 3].map((index) => told(db, 'people.mayLeave', { sha256: hashOf(index) }))).toEqual([
      false,
      true,
      false,
    ]);
    agree(db, true);
    expect(leaving(db)).toHaveLength(5);
  });

  it('stay here too when the station begins anew at another endpoint', () => {
    const { db } = openTestDatabase();
    agree(db, true);
    keep(db, 1, true);
    keep(db, 2, false);
    label(db, 1);
    agree(db, false);
    told(db, 'sync.begin', { target: 'https://elsewhere.example', at: 9 });
    expect(leaving(db)).toEqual([['sample', 2]]);
  });

  it('are deleted with their labels and all that waits of them; predictions and other samples stay', () => {
    const { db } = openTestDatabase();
    agree(db, true);
    for (const [index, isPerson] of [true, false, true].entries()) keep(db, index + 1, isPerson);
    for (const id of [1, 2]) label(db, id);
    expect(told(db, 'people.delete', { at: 9 })).toEqual({ items: 2, hashes: [hashOf(1), hashOf(3)] });
    expect(told(db, 'people.count', null)).toEqual({ kept: 0, heldBack: 0 });
    expect(ask(db, 'queue.get', { id: 1 })).toMatchObject({ ok: false, failure: { code: 'not_found' } });
    expect(told(db, 'labels.list', { itemId: 1 })).toEqual([]);
    expect(leaving(db)).toEqual([
      ['sample', 2],
      ['label', 2],
    ]);
    expect(told(db, 'predictions.count', {})).toBe(3);
  });

  it('leave no id behind that is given again: the endpoint would take a new item or label for the deleted one', () => {
    const { db } = openTestDatabase();
    agree(db, true);
    for (const index of [1, 2]) keep(db, index, true);
    for (const id of [1, 2]) label(db, id);
    const before = told(db, 'outbox.list', { at: 1e6, limit: 100 }).map(({ id }) => id);
    for (const at of [9, 10]) told(db, 'people.delete', { at });
    expect(keep(db, 3, false)).toMatchObject({ itemId: 3 });
    label(db, 3);
    const [sample, said] = told(db, 'sync.outgoing', reach).items;
    expect(sample).toMatchObject({ kind: 'sample', sample: { localId: 3, sha256: hashOf(3) } });
    expect(said).toMatchObject({ kind: 'label', label: { localId: 6, sampleLocalId: 3 } });
    // A batch that was on its way when they were deleted takes no row of the new item away.
    told(db, 'sync.settle', { done: before, refused: [], wanted: [], ledger: freshLedger, at: 11 });
    expect(leaving(db)).toEqual([
      ['sample', 3],
      ['label', 3],
    ]);
  });

  it('that were deleted do not leave although their files are still there and the endpoint asks for them', () => {
    const { db } = openTestDatabase();
    for (const isAgreed of [true, false]) {
      agree(db, true);
      keep(db, 1, true);
      agree(db, isAgreed);
      told(db, 'people.delete', { at: 9 });
      told(db, 'sync.settle', { done: [], refused: [], wanted: [hashOf(1)], ledger: freshLedger, at: 10 });
      expect(told(db, 'sync.outgoing', reach).pictures).toEqual([]);
      expect(told(db, 'people.mayLeave', { sha256: hashOf(1) })).toBe(false);
    }
  });

  it('that were kept before their model was known to look at people stay here as the others do', () => {
    const { db } = openTestDatabase();
    for (const index of [1, 2]) keep(db, index, false);
    expect(leaving(db)).toHaveLength(2);
    told(db, 'people.noteModels', { names: ['pcb-defects', 'never-used'], at: 2 });
    expect(leaving(db)).toEqual([]);
    expect(told(db, 'people.mayLeave', { sha256: hashOf(1) })).toBe(false);
    expect(told(db, 'people.count', null)).toEqual({ kept: 2, heldBack: 2 });
    expect(told(db, 'settings.get', { key: 'people-models' })).toEqual({ value: ['pcb-defects'] });
  });

  it('cost nothing to tell apart where no such model ever kept one', () => {
    const { db } = openTestDatabase();
    keep(db, 1, false);
    expect(leaving(db)).toEqual([['sample', 1]]);
    expect(told(db, 'people.mayLeave', { sha256: hashOf(1) })).toBe(true);
  });
});
