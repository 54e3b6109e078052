import { describe, expect, it } from 'vitest';
import { freshLedger } from '../../../main/domain/sync-ledger.ts';
import type { Connection } from '../../../main/store/connection.ts';
import type { InputOf } from '../../../main/store/verbs/all.ts';
import { syncLabel } from '../../../preload/contract/sync.ts';
import { ask, told } from './ask.ts';
import { heardPrediction } from './heard-prediction.ts';
import { openTestDatabase } from './open-test-database.ts';
import { rowOf } from './prediction-rows.ts';

const hashOf = (index: number): string => index.toString(16).padStart(64, '0');
const said = [{ label: 'not speech', fromMs: 192, toMs: 1_312 }];
const classes = ['speech', 'not speech'];

/** Items 1, 3, ... are pictures and 2, 4, ... sounds. */
function mixed(count: number): Connection {
  const { db } = openTestDatabase();
  told(db, 'settings.set', { key: 'people', value: { keepSamples: true }, at: 1 });
  for (let index = 1; index <= count; index += 1) {
    const isSound = index % 2 === 0;
    const prediction = isSound ? { ...heardPrediction, frameId: `desk-1-${index}` } : rowOf(index);
    const sample = {
      sha256: hashOf(index),
      bytes: 100,
      reason: 'unsure',
      at: 1_000 + index,
      showsPerson: isSound,
    } as const;
    told(db, 'samples.keep', { prediction, sample });
  }
  return db;
}

const says = (given: Partial<InputOf<'labels.decide'>> = {}): InputOf<'labels.decide'> => ({
  id: 2,
  decision: 'labelled',
  boxes: [],
  marks: said,
  classes,
  by: 'operator',
  origin: 'station',
  at: 5_000,
  tookMs: 900,
  ...given,
});

const itemOf = (db: Connection) => told(db, 'queue.get', { id: 2 });

describe('a queue of both media', () => {
  it('is paged oldest first, whatever the medium, and by one of them where asked', () => {
    const db = mixed(7);
    const first = told(db, 'queue.page', { state: 'waiting', limit: 4 });
    const second = told(db, 'queue.page', { state: 'waiting', limit: 4, after: first.next ?? 0 });
    expect([...first.rows, ...second.rows].map(({ id, medium }) => `${id} ${medium}`)).toEqual([
      '1 picture',
      '2 sound',
      '3 picture',
      '4 sound',
      '5 picture',
      '6 sound',
      '7 picture',
    ]);
    expect([first.next, second.next]).toEqual([4, null]);
    expect(told(db, 'queue.page', { medium: 'sound', state: 'waiting', limit: 9 }).rows.map(({ id }) => id)).toEqual([
      2, 4, 6,
    ]);
    expect([told(db, 'queue.count', {}).waiting, told(db, 'queue.count', { medium: 'sound' }).waiting]).toEqual([7, 3]);
  });
});

describe('a sound in the queue', () => {
  it('has a length and the stretches that the model heard, and no boxes', () => {
    const item = itemOf(mixed(2));
    expect(item).toMatchObject({ medium: 'sound', width: 0, height: 0, preLabels: [], labels: null, verdict: null });
    expect(item.sound).toEqual({ durationMs: 1_504, preMarks: heardPrediction.sound?.marks, marks: null });
  });

  it('is labelled with stretches, once for the same words, and taken back', () => {
    const db = mixed(2);
    expect(told(db, 'labels.decide', says()).item).toMatchObject({ state: 'labelled', sound: { marks: said } });
    told(db, 'labels.decide', says());
    expect(told(db, 'labels.list', { itemId: 2 })).toHaveLength(1);
    const back = told(db, 'labels.undo', { id: 2, at: 6_000 });
    expect(back.item).toMatchObject({ state: 'waiting', sound: { marks: null } });
    expect(back.counts.waiting).toBe(2);
  });

  it.each([
    ['a stretch that ends behind it', { marks: [{ label: 'speech', fromMs: 0, toMs: 2_000 }] }],
    ['a class that its model does not know', { marks: [{ label: 'song', fromMs: 0, toMs: 100 }] }],
    ['a box', { marks: [], boxes: [{ label: 'speech', box: { x: 0, y: 0, width: 1, height: 1 } }] }],
  ])('refuses %s and keeps waiting', (_, given) => {
    const db = mixed(2);
    expect(ask(db, 'labels.decide', says(given))).toMatchObject({ ok: false, failure: { code: 'bad_input' } });
    expect(itemOf(db).state).toBe('waiting');
  });

  it('and a picture refuses a stretch', () => {
    const refused = ask(mixed(1), 'labels.decide', says({ id: 1 }));
    expect(refused).toMatchObject({ ok: false, failure: { code: 'bad_input', expected: 'boxes of a picture' } });
  });

  it('takes what a person said of it to the endpoint, and what one said there from it', () => {
    const db = mixed(2);
    told(db, 'labels.decide', says());
    const { items } = told(db, 'sync.outgoing', { after: 0, predictions: 0, items: 10, pictures: 0 });
    const sent = items.flatMap((item) => (item.kind === 'label' ? [syncLabel.parse(item.label)] : []));
    expect(sent).toMatchObject([{ sampleLocalId: 2, decision: 'labelled', marks: [{ ...said[0], score: null }] }]);
    const change = {
      cursor: 1,
      sampleLocalId: 2,
      sha256: hashOf(2),
      decision: 'labelled' as const,
      marks: [{ label: 'speech', score: null, fromMs: 100, toMs: 1_400 }],
      reviewer: 'supervisor',
      reviewedAt: 9_000,
    };
    const outside = { ...change, cursor: 2, marks: [{ label: 'speech', score: null, fromMs: 0, toMs: 9_999 }] };
    const taken = told(db, 'sync.takeChanges', { changes: [change, outside], ledger: freshLedger, at: 9_500 });
    expect(taken).toEqual({ taken: 1, left: 1 });
    expect(itemOf(db)).toMatchObject({
      state: 'labelled',
      decidedBy: 'supervisor',
      sound: { marks: [{ label: 'speech', fromMs: 100, toMs: 1_400 }] },
    });
  });
});
