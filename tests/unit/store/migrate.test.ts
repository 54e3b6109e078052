import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { batches, batchParts } from '../../../main/store/batch-schema.ts';
import { confidenceFits } from '../../../main/store/confidence-schema.ts';
import type { Connection } from '../../../main/store/connection.ts';
import { backupsOf } from '../../../main/store/migrate.ts';
import { migrations, newestVersion } from '../../../main/store/migrations/all.ts';
import { alerts, driftReferences, driftWindows, metricBuckets, streams } from '../../../main/store/monitor-schema.ts';
import { openDatabase } from '../../../main/store/open-database.ts';
import { outputs, waitingSignals } from '../../../main/store/outputs-schema.ts';
import { packPredictions } from '../../../main/store/packed-predictions.ts';
import * as schema from '../../../main/store/schema.ts';
import { shiftCounts, shiftDefects, shifts } from '../../../main/store/shift-schema.ts';
import type { Inspection } from '../../../preload/contract/inspections.ts';
import { v1Audit, v1File, v1Predictions, v1Setting, v1Source, v1Station } from '../../fixtures/databases/make-v1.ts';
import { v2File } from '../../fixtures/databases/make-v2.ts';
import { v4File } from '../../fixtures/databases/make-v4.ts';
import { v5File } from '../../fixtures/databases/make-v5.ts';
import { v6File } from '../../fixtures/databases/make-v6.ts';
import { v7File } from '../../fixtures/databases/make-v7.ts';
import { v8File } from '../../fixtures/databases/make-v8.ts';
import { v9File } from '../../fixtures/databases/make-v9.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { bodyOf } from '../domain/recipe/fixture-recipe.ts';
import { told } from './ask.ts';
import { heardPrediction } from './heard-prediction.ts';
import { openTestDatabase } from './open-test-database.ts';

function oldFile(of = v1File): string {
  const file = join(temporaryFolder(), 'station.db');
  copyFileSync(of, file);
  return file;
}

function open(file: string, now = 1000): Connection {
  const opened = openDatabase(file, now);
  if (!opened.ok) throw new Error(opened.failure.message);
  onTestFinished(() => opened.value.close());
  return opened.value;
}

const judgedPart: Omit<Inspection, 'id'> = {
  sourceId: 'demo-line',
  model: { name: 'pcb-defects', version: '1.0.0' },
  part: null,
  startedAt: 5,
  endedAt: 6,
  frames: 0,
  verdict: 'unsure',
  defects: [],
  why: [
    {
      rule: 0,
      kind: 'measure',
      label: 'hole',
      zone: null,
      verdict: 'fail',
      frames: 3,
      score: 0.9,
      found: 1,
      limit: 1,
      measuredMm: 3.42,
      leastMm: null,
      mostMm: 3.2,
    },
  ],
  trouble: 'No frame came within 500 ms of the trigger.',
};

const versionOf = (db: Connection): unknown => db.raw.pragma('user_version', { simple: true });

describe('migrations', () => {
  it('are numbered from one without a gap', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
  });

  it('lead a stored file of the first version to the newest with every row', () => {
    const db = open(oldFile());
    expect(versionOf(db)).toBe(newestVersion);
    const { rows } = told(db, 'predictions.page', { limit: 1000 });
    const wanted = v1Predictions.map(({ modelName, modelVersion, ...row }) => ({
      ...row,
      model: { name: modelName, version: modelVersion },
      inspectionId: null,
      endToEndMs: 0,
    }));
    expect(rows).toEqual(wanted.toReversed());
    expect(told(db, 'predictions.count', { verdict: 'fail', label: 'short' })).toBe(233);
    expect(told(db, 'predictions.outline', {})).toMatchObject({ total: 700, step: 100 });
    expect(told(db, 'stations.get', null)).toEqual(v1Station);
    expect(told(db, 'settings.get', { key: v1Setting.key })).toEqual({ value: v1Setting.value });
    expect(told(db, 'sources.list', null)).toEqual([v1Source]);
    expect(told(db, 'audit.list', { limit: 10 })).toEqual({ rows: v1Audit.toReversed(), intact: true });
    expect(db.raw.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  it('lead the queue of a second version to one whose decisions can be taken back', () => {
    const db = open(oldFile(v2File));
    const labels = [{ label: 'open', box: { x: 1, y: 2, width: 3, height: 4 } }];
    expect(told(db, 'queue.get', { id: 1 })).toMatchObject({
      state: 'waiting',
      note: '',
      labels: null,
      decidedBy: null,
    });
    expect(told(db, 'queue.get', { id: 2 })).toMatchObject({ state: 'labelled', labels, decidedBy: 'operator' });
    expect(told(db, 'queue.count', { medium: 'picture' })).toMatchObject({ waiting: 1, labelled: 1 });
    expect(told(db, 'labels.undo', { id: 2, at: 9 })).toMatchObject({ item: { state: 'waiting', labels: null } });
    expect(told(db, 'labels.list', { itemId: 2 })).toMatchObject([{ decision: 'labelled', tookMs: 0, undoneAt: 9 }]);
    expect(told(db, 'inspections.list', { limit: 1 }).rows).toMatchObject([{ id: 1, verdict: 'fail' }]);
  });

  it('lead a file of pictures to one that takes sounds, and count both', () => {
    const db = open(oldFile(v4File));
    const [newest] = told(db, 'predictions.page', { limit: 1 }).rows;
    expect(newest).toMatchObject({ frameId: 'frame-599', topLabel: 'open' });
    expect(newest).not.toHaveProperty('sound');
    expect(told(db, 'queue.get', { id: 1 })).toMatchObject({ medium: 'picture', state: 'waiting', width: 640 });
    told(db, 'predictions.append', packPredictions([heardPrediction]));
    expect(told(db, 'predictions.get', { id: 601 })).toEqual({ id: 601, ...heardPrediction });
    expect(told(db, 'predictions.count', {})).toBe(601);
    expect(told(db, 'predictions.count', { label: 'speech' })).toBe(1);
    expect(told(db, 'predictions.count', { sourceId: 'demo-line' })).toBe(600);
    expect(db.raw.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  it('lead parts that a model judged alone to a file in which recipes judge as well', () => {
    const db = open(oldFile(v5File));
    expect(told(db, 'inspections.count', null)).toEqual({ pass: 270, fail: 30, unsure: 0 });
    const [newest] = told(db, 'inspections.list', { limit: 1 }).rows;
    expect(newest).toEqual({
      id: 300,
      sourceId: 'demo-line',
      model: { name: 'pcb-defects', version: '1.0.0' },
      part: 300,
      startedAt: 1_760_000_300_000,
      endedAt: 1_760_000_300_800,
      frames: 9,
      verdict: 'fail',
      defects: [{ label: 'open', score: 0.91, frames: 7 }],
    });
    const [overridden] = told(db, 'inspections.list', { limit: 1, before: 11 }).rows;
    expect(overridden?.override).toMatchObject({ verdict: 'pass', reason: 'dust' });
    expect(told(db, 'recipes.list', null)).toEqual([]);
    told(db, 'recipes.save', { id: 'boards', name: 'Boards', body: bodyOf(), note: '', by: 'admin', at: 1 });
    const recipe = { id: 'boards', version: 1, name: 'Boards' };
    const { id } = told(db, 'inspections.append', { ...judgedPart, recipe });
    expect(id).toBe(301);
    expect(told(db, 'inspections.list', { limit: 1 }).rows).toEqual([{ id, ...judgedPart, recipe }]);
    expect(db.raw.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  it('lead a file that told nobody to one with outputs, and leave its recipes as they are', () => {
    const db = open(oldFile(v6File));
    expect(told(db, 'recipes.list', null)).toMatchObject([
      { id: 'boards', version: 2, body: { outputs: ['line-plc'] } },
    ]);
    expect(told(db, 'inspections.list', { limit: 1 }).rows).toMatchObject([
      { part: 4, trouble: 'The source stalled.' },
    ]);
    expect(told(db, 'outputs.list', null)).toEqual([]);
    expect(told(db, 'signals.count', null)).toEqual([]);
    expect(db.raw.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  it('lead samples of every reason to a file that knows which of them were drawn by lot', () => {
    const db = open(oldFile(v7File));
    const model = { name: 'pcb-defects', version: '1.1.0' };
    const { pictures } = told(db, 'confidence.reviewed', { model, limit: 10 });
    expect(pictures.map(({ group, drawn }) => [group, drawn])).toEqual([
      ['2', false],
      ['1', true],
    ]);
    expect(told(db, 'queue.count', { medium: 'picture' })).toMatchObject({ labelled: 3 });
    expect(told(db, 'confidence.inUse', null)).toEqual([]);
    expect(db.raw.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  it('lead parts of a line to a file that keeps batches beside them', () => {
    const db = open(oldFile(v8File));
    expect(told(db, 'inspections.list', { limit: 10 }).rows.map(({ id }) => id)).toEqual([3, 2, 1]);
    expect(told(db, 'predictions.page', { limit: 10 }).rows.map(({ frameId }) => frameId)).toEqual([
      'frame-3',
      'frame-2',
      'frame-1',
    ]);
    expect(told(db, 'batches.list', null)).toEqual([]);
    const plan = { models: [{ name: 'pcb-defects', version: '1.1.0' }], recipe: null, judges: true, ofPeople: false };
    const parts = { by: 'picture' } as const;
    const fresh = { name: 'Boards', path: '/boards', kind: 'folder', createdAt: 9, names: ['a.jpg'] } as const;
    told(db, 'batches.create', { ...fresh, plan: { ...plan, parts } });
    expect(told(db, 'batches.names', { id: 1, from: 0, limit: 9 })).toEqual(['a.jpg']);
    expect(db.raw.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  it('lead a shift that goes on to one that is counted as it grows, with every part that it has', () => {
    const db = open(oldFile(v9File));
    expect(told(db, 'shift.tally', {})).toEqual({
      startedAt: 1_760_000_000_000,
      counts: { pass: 400, fail: 101, unsure: 100 },
      defectsByLabel: { open: 101, short: 50 },
      overridden: 1,
      upTo: 653,
    });
    expect(told(db, 'shift.tally', { sourceId: 'gate-2' })).toMatchObject({
      counts: { pass: 0, fail: 1, unsure: 0 },
      upTo: 20,
    });
    const override = { verdict: 'pass', reason: 'dust', by: 'operator', at: 1_760_000_700_000 } as const;
    told(db, 'inspections.override', { id: 60, override });
    expect(told(db, 'shift.tally', {}).overridden).toBe(2);
    told(db, 'shift.begin', { at: 1_760_000_800_000 });
    expect(told(db, 'shift.tally', {})).toMatchObject({ counts: { pass: 0, fail: 0, unsure: 0 }, overridden: 0 });
    expect(told(db, 'settings.get', { key: 'shift' })).toBeNull();
    expect(db.raw.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  it('leave a backup beside the file that still holds the old version', () => {
    const file = oldFile();
    open(file, 1234);
    const [backup = ''] = backupsOf(file);
    expect(backup).toBe(`${file}.1234-v1.bak`);
    copyFileSync(backup, `${file}-copy`);
    expect(told(open(`${file}-copy`), 'predictions.count', {})).toBe(700);
  });

  it('keep the last two backups', () => {
    const file = oldFile();
    for (const now of [1000, 2000, 3000]) {
      const opened = openDatabase(file, now);
      if (opened.ok) opened.value.close();
      copyFileSync(v1File, file);
    }
    expect(backupsOf(file)).toEqual([`${file}.2000-v1.bak`, `${file}.3000-v1.bak`]);
  });

  it('make no backup of a new file, nor of one that is up to date', () => {
    const { file, db } = openTestDatabase();
    expect(versionOf(db)).toBe(newestVersion);
    open(file);
    expect(backupsOf(file)).toEqual([]);
  });

  it('are all undone when one finds no room, and go through when there is some', () => {
    const file = oldFile();
    const failed = openDatabase(file, 1000, { maxBytes: 4096 });
    expect(failed).toMatchObject({ ok: false, failure: { code: 'disk_full' } });
    const probe = new Database(file, { readonly: true });
    expect(probe.pragma('user_version', { simple: true })).toBe(1);
    expect(probe.prepare('SELECT count(*) FROM prediction_logs').pluck().get()).toBe(700);
    probe.close();
    expect(versionOf(open(file))).toBe(newestVersion);
  });

  it('make the tables that the schema declares, column by column', () => {
    const { db } = openTestDatabase();
    const columns = 'SELECT name, type, "notnull" AS required FROM pragma_table_info(?) ORDER BY name';
    const tables = [
      ...Object.values(schema),
      batches,
      batchParts,
      outputs,
      waitingSignals,
      confidenceFits,
      alerts,
      driftReferences,
      driftWindows,
      metricBuckets,
      shiftCounts,
      shiftDefects,
      shifts,
      streams,
    ].filter((value) => value instanceof SQLiteTable);
    for (const table of tables) {
      const config = getTableConfig(table);
      const declared = config.columns.map((column) => ({
        name: column.name,
        type: column.getSQLType().toUpperCase(),
        required: column.notNull ? 1 : 0,
      }));
      const made = db.raw.prepare<[string], { name: string; type: string; required: number }>(columns).all(config.name);
      const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
      // SQLite counts an INTEGER PRIMARY KEY as not required: it fills it in by itself.
      const plain = (row: (typeof declared)[number]) =>
        row.name === 'id' && row.type === 'INTEGER' ? { ...row, required: 1 } : row;
      expect(made.map(plain).sort(byName), config.name).toEqual(declared.map(plain).sort(byName));
    }
    const names = db.raw
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all();
    expect(names.sort()).toEqual(tables.map((table) => getTableConfig(table).name).sort());
  });
});
