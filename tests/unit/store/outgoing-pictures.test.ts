import { describe, expect, it } from 'vitest';
import { freshLedger } from '../../../main/domain/sync-ledger.ts';
import type { Connection } from '../../../main/store/connection.ts';
import { told } from './ask.ts';
import { openTestDatabase } from './open-test-database.ts';
import { rowOf } from './prediction-rows.ts';

const hashOf = (index: number): string => index.toString(16).padStart(64, '0');
const reach = { after: 0, predictions: 0, items: 0, pictures: 10 };
const nothing = { done: [], refused: [], wanted: [], ledger: freshLedger, at: 1 };
const waiting = (db: Connection) => told(db, 'sync.outgoing', reach).pictures;
const agree = (db: Connection, keepSamples: boolean): null =>
  told(db, 'settings.set', { key: 'people', value: { keepSamples }, at: 1 });

function keep(db: Connection, index: number, showsPerson = false): void {
  const sample = { sha256: hashOf(index), bytes: 9, reason: 'unsure', at: 1, showsPerson } as const;
  const model = { name: showsPerson ? 'faces' : 'pcb-defects', version: '1.0.0' };
  told(db, 'samples.keep', { prediction: rowOf(index, { model }), sample });
}

/** A database with items of pictures 1 to 3, of which the endpoint knows already. */
function openWithItems(): Connection {
  const { db } = openTestDatabase();
  for (const index of [1, 2, 3]) keep(db, index);
  const done = told(db, 'outbox.list', { at: 1, limit: 10 }).map(({ id }) => id);
  told(db, 'sync.settle', { ...nothing, done });
  return db;
}

describe('pictures that the endpoint asked for', () => {
  it('wait once each, however often they are asked for, until they are known to be there', () => {
    const db = openWithItems();
    told(db, 'sync.settle', { ...nothing, wanted: [hashOf(1), hashOf(2), hashOf(1)] });
    told(db, 'sync.settle', { ...nothing, wanted: [hashOf(2), hashOf(3)] });
    expect(waiting(db).map(({ sha256 }) => sha256)).toEqual([1, 2, 3].map(hashOf));
    expect(told(db, 'sync.count', null).waiting.pictures).toBe(3);
    expect(told(db, 'outbox.count', null)).toBe(3);
    const done = waiting(db).map(({ outboxId }) => outboxId);
    told(db, 'sync.settle', { ...nothing, done });
    expect(waiting(db)).toEqual([]);
  });

  it('are not asked for anew once they were set aside, and do not count as waiting, until somebody tries again', () => {
    const db = openWithItems();
    told(db, 'sync.settle', { ...nothing, wanted: [hashOf(1), hashOf(2)] });
    const [first] = waiting(db);
    const why = { kind: 'picture', code: 'not_found', reason: 'The file is not there.' } as const;
    told(db, 'sync.settle', { ...nothing, refused: [{ ...why, outboxId: first?.outboxId, subject: hashOf(1) }] });
    told(db, 'sync.settle', { ...nothing, wanted: [hashOf(1)] });
    expect(waiting(db).map(({ sha256 }) => sha256)).toEqual([hashOf(2)]);
    expect(told(db, 'outbox.count', null)).toBe(1);
    expect(told(db, 'sync.count', null)).toMatchObject({ failed: 1, failures: [why] });
    expect(told(db, 'sync.retry', { at: 5 })).toEqual({ items: 1 });
    expect(waiting(db).map(({ sha256 }) => sha256)).toEqual([hashOf(1), hashOf(2)]);
  });

  it('do not wait where no item names them: there is nothing here to be sent', () => {
    const db = openWithItems();
    told(db, 'sync.settle', { ...nothing, wanted: [hashOf(9), hashOf(2)] });
    expect(waiting(db).map(({ sha256 }) => sha256)).toEqual([hashOf(2)]);
  });

  it('of people stay here once the consent was taken back, and do not count as waiting', () => {
    const { db } = openTestDatabase();
    agree(db, true);
    for (const [index, showsPerson] of [true, false].entries()) keep(db, index, showsPerson);
    told(db, 'sync.settle', { ...nothing, wanted: [hashOf(0), hashOf(1)] });
    expect(waiting(db)).toHaveLength(2);
    agree(db, false);
    expect(waiting(db).map(({ sha256 }) => sha256)).toEqual([hashOf(1)]);
    expect(told(db, 'sync.count', null).waiting.pictures).toBe(1);
  });
});
