import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../../preload/contract/inspections.ts';
import type { Source } from '../../../preload/contract/sources.ts';
import { ask, told } from './ask.ts';
import { openTestDatabase } from './open-test-database.ts';

const demo: Source = {
  id: 'demo-line',
  name: 'Demo line',
  settings: { kind: 'demo', seed: 1, fps: 15, defectsPerBoard: 0.5, lightingDrift: 0, blurDrift: 0 },
  builtIn: true,
  addedAt: 5,
};
const camera: Source = { ...demo, id: 'door', settings: { kind: 'camera', device: 'a' }, builtIn: false, addedAt: 6 };

describe('the station of a database', () => {
  it('is made once and keeps its identity', () => {
    const { db } = openTestDatabase();
    expect(told(db, 'stations.get', null)).toBeNull();
    const first = { id: 'one', name: 'Line 4', createdAt: 1 };
    expect(told(db, 'stations.ensure', first)).toEqual(first);
    expect(told(db, 'stations.ensure', { id: 'two', name: 'Other', createdAt: 2 })).toEqual(first);
    expect(told(db, 'stations.rename', { id: 'one', name: 'Line 5' })).toEqual({ name: 'Line 5' });
    expect(told(db, 'stations.get', null)).toEqual({ ...first, name: 'Line 5' });
    expect(ask(db, 'stations.rename', { id: 'two', name: 'x' })).toMatchObject({ failure: { code: 'not_found' } });
  });
});

describe('settings', () => {
  it('hold any JSON by key, and null where nothing was set', () => {
    const { db } = openTestDatabase();
    expect(told(db, 'settings.get', { key: 'theme' })).toBeNull();
    told(db, 'settings.set', { key: 'theme', value: { dark: true }, at: 1 });
    told(db, 'settings.set', { key: 'theme', value: ['light', 2], at: 2 });
    expect(told(db, 'settings.get', { key: 'theme' })).toEqual({ value: ['light', 2] });
  });
});

describe('sources', () => {
  it('are listed in the order in which they were added', () => {
    const { db } = openTestDatabase();
    told(db, 'sources.add', camera);
    told(db, 'sources.add', demo);
    expect(told(db, 'sources.list', null)).toEqual([demo, camera]);
  });

  it('cannot be added twice, and the first stays as it was', () => {
    const { db } = openTestDatabase();
    told(db, 'sources.add', camera);
    expect(ask(db, 'sources.add', { ...camera, name: 'x' })).toMatchObject({ failure: { code: 'already_exists' } });
    expect(told(db, 'sources.list', null)).toEqual([camera]);
  });

  it('are removed unless they are unknown or built in', () => {
    const { db } = openTestDatabase();
    told(db, 'sources.add', camera);
    told(db, 'sources.add', demo);
    expect(told(db, 'sources.remove', { id: 'door' })).toEqual({ id: 'door' });
    expect(ask(db, 'sources.remove', { id: 'door' })).toMatchObject({ failure: { code: 'not_found' } });
    expect(ask(db, 'sources.remove', { id: 'demo-line' })).toMatchObject({ failure: { code: 'wrong_state' } });
    expect(told(db, 'sources.list', null)).toEqual([demo]);
  });
});

describe('inspections', () => {
  it('page newest first, by verdict too, and are counted by verdict', () => {
    const { db } = openTestDatabase();
    const verdicts = ['pass', 'fail', 'pass', 'unsure', 'fail'] as const;
    const all = verdicts.map(
      (verdict, index): Inspection => ({
        id: index + 1,
        sourceId: 'demo-line',
        model: { name: 'pcb-defects', version: '1.0.0' },
        part: index,
        startedAt: 10,
        endedAt: 20,
        frames: 3,
        verdict,
        defects: verdict === 'fail' ? [{ label: 'open', score: 0.9, frames: 2 }] : [],
      }),
    );
    for (const { id, ...rest } of all) expect(told(db, 'inspections.append', rest)).toEqual({ id });
    const first = told(db, 'inspections.list', { limit: 2 });
    expect(first).toEqual({ rows: [all[4], all[3]], next: 4 });
    expect(told(db, 'inspections.list', { limit: 3, before: 4 })).toMatchObject({ rows: [all[2], all[1], all[0]] });
    expect(told(db, 'inspections.list', { limit: 9, verdict: 'fail' })).toEqual({ rows: [all[4], all[1]], next: null });
    expect(told(db, 'inspections.count', null)).toEqual({ pass: 2, fail: 2, unsure: 1 });
  });

  it('take an id that predictions already carry, once', () => {
    const { db } = openTestDatabase();
    const model = { name: 'm', version: '1.0.0' };
    const part = {
      sourceId: 'a',
      model,
      part: null,
      startedAt: 1,
      endedAt: 2,
      frames: 1,
      verdict: 'pass',
      defects: [],
    } as const;
    expect(told(db, 'inspections.append', { ...part, defects: [], id: 40 })).toEqual({ id: 40 });
    expect(told(db, 'inspections.append', { ...part, defects: [] })).toEqual({ id: 41 });
  });
});

describe('the learning loop', () => {
  it('records what asked for retraining, and what was loaded', () => {
    const { db } = openTestDatabase();
    const event = { modelName: 'm', trigger: 'drift', conditions: { share: 0.4 }, state: 'recommended', createdAt: 1 };
    told(db, 'retraining.add', event);
    expect(told(db, 'retraining.list', { limit: 5 })).toEqual([{ id: 1, ...event }]);
    const load = { name: 'm', version: '1.0.0', sha256: 'd', runsOn: 'cpu', loadedAt: 1 };
    expect([told(db, 'models.record', load), told(db, 'models.record', load)]).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('keeps what waits to leave the station, and lists what is due', () => {
    const { db } = openTestDatabase();
    told(db, 'outbox.add', { kind: 'sample', payload: { a: 1 }, at: 20 });
    told(db, 'outbox.add', { kind: 'predictions', payload: [], at: 10 });
    expect(told(db, 'outbox.count', null)).toBe(2);
    expect(told(db, 'outbox.list', { at: 15, limit: 5 })).toMatchObject([{ id: 2, kind: 'predictions', attempts: 0 }]);
  });
});
