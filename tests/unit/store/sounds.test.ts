import { describe, expect, it } from 'vitest';
import { syncPrediction, syncSample } from '../../../preload/contract/sync.ts';
import { told } from './ask.ts';
import { heardPrediction } from './heard-prediction.ts';
import { openTestDatabase } from './open-test-database.ts';

const sample = { sha256: 'b'.repeat(64), bytes: 48_044, reason: 'unsure', at: 2_000, showsPerson: true } as const;
const everything = { after: 0, predictions: 10, items: 10, pictures: 10 };

function opened(keepSamples: boolean) {
  const { db } = openTestDatabase();
  told(db, 'settings.set', { key: 'people', value: { keepSamples }, at: 1 });
  return db;
}

describe('a clip that was kept', () => {
  it('becomes prediction, item of its medium and outbox row together', () => {
    const db = opened(true);
    const kept = told(db, 'samples.keep', { prediction: heardPrediction, sample });
    expect(kept).toEqual({ predictionId: 1, itemId: 1 });
    expect(told(db, 'predictions.get', { id: 1 })).toEqual({ id: 1, ...heardPrediction });
    const row = db.raw.prepare('SELECT medium, pre_labels, reason, state FROM labeling_queue').get();
    const marks = JSON.stringify(heardPrediction.sound?.marks);
    expect(row).toEqual({ medium: 'sound', pre_labels: marks, reason: 'unsure', state: 'waiting' });
    expect(told(db, 'outbox.count', null)).toBe(1);
    expect(told(db, 'queue.count', { medium: 'sound' })).toMatchObject({ waiting: 1 });
    expect(told(db, 'queue.count', { medium: 'picture' })).toMatchObject({ waiting: 0 });
  });

  it('is sent as the endpoint takes it: as sound, with its length, its stretches and the consent', () => {
    const db = opened(true);
    told(db, 'samples.keep', { prediction: heardPrediction, sample });
    const { items, predictions } = told(db, 'sync.outgoing', everything);
    const [item] = items;
    if (item?.kind !== 'sample') throw new Error('Expected a sample to go out');
    const sent = syncSample.parse({ ...item.sample, bytes: sample.bytes });
    expect(sent).toMatchObject({
      medium: 'sound',
      mediaType: 'audio/wav',
      durationMs: 1_504,
      width: 0,
      preLabels: heardPrediction.sound?.marks,
      showsPerson: true,
      consented: true,
    });
    const row = syncPrediction.parse(JSON.parse(predictions[0]?.json ?? ''));
    expect(row).toMatchObject({ localId: 1, sound: heardPrediction.sound, detections: [], verdict: null });
  });

  it('stays a prediction alone while nobody has agreed to samples of people', () => {
    const db = opened(false);
    expect(told(db, 'samples.keep', { prediction: heardPrediction, sample })).toEqual({
      predictionId: 1,
      itemId: null,
    });
    expect(told(db, 'predictions.count', {})).toBe(1);
    expect(told(db, 'outbox.count', null)).toBe(0);
  });
});
