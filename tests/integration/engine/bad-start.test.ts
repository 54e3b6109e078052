import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applicationId } from '../../../main/store/file-check.ts';
import { clientOf, lineUntil, openStation, openTestEngine, sourcePlaces } from '../../support/engine-station.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

let temp: Awaited<ReturnType<typeof makeTempFolder>>;
beforeEach(async () => {
  temp = await makeTempFolder();
});
afterEach(() => temp.remove());

describe('a station that cannot start as it should', { timeout: 60_000 }, () => {
  it('says so when its database was written by a newer version, and leaves it as it is', async () => {
    const file = join(temp.path, 'station.db');
    const db = new Database(file);
    db.pragma(`application_id = ${applicationId}`);
    db.pragma('user_version = 9999');
    db.exec('CREATE TABLE of_the_future (id INTEGER)');
    db.close();
    const before = await readFile(file);
    const opened = await openTestEngine(temp.path);
    expect(opened).toMatchObject({ ok: false, failure: { received: 'version 9999' } });
    expect(await readFile(file)).toEqual(before);
    // What had started before it was undone: the lock is free again, and the second start gets as far as the first.
    expect(await openTestEngine(temp.path)).toEqual(opened);
  });

  it('says so when its folder cannot be written to', async () => {
    await writeFile(join(temp.path, 'file'), '');
    const opened = await openTestEngine(join(temp.path, 'file', 'station'));
    expect(opened).toMatchObject({ ok: false, failure: { code: 'read_only' } });
  });

  it.each(['damaged', 'missing'])('lives and says so when its model is %s', async (how) => {
    const models = join(temp.path, 'shipped');
    await cp(sourcePlaces.models, models, { recursive: true });
    const file = join(models, 'pcb-defects', 'model.onnx');
    const bytes = await readFile(file);
    await writeFile(file, bytes.fill(7, 1_000, 2_000));
    const engine = await openStation(
      join(temp.path, 'data'),
      how === 'damaged' ? { models } : { models: join(temp.path, 'none') },
    );
    const state = await lineUntil(engine, (line) => line.state === 'failed');
    expect(state.note).not.toBe('');
    const starting = clientOf(engine).inspections.start({ sourceId: 'demo-line' });
    await expect(starting).rejects.toMatchObject({
      code: how === 'damaged' ? 'model_refused' : 'not_found',
    });
    expect(await clientOf(engine).station.health()).toMatchObject({ parts: expect.any(Array) });
    await engine.close();
  });
});
