import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { fail } from '../../../main/domain/outcome.ts';
import { systemClock } from '../../../main/engine/clock.ts';
import { HealthBoard } from '../../../main/engine/health-board.ts';
import { openSync } from '../../../main/engine/open-sync.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { to } from './enrolled-endpoint.ts';
import { openStation, until } from './station-desk.ts';

const secret = 'Zx9'.repeat(14).slice(0, 42).concat('k');
const stationKey = `caracal.line-1-abc.abcdef012345.${secret}`;
/** Nobody listens there. */
const target = to('http://127.0.0.1:9', stationKey);
const unknownModel = fail('not_found', { thing: 'Model', expected: 'one that is here', remedy: 'Bring it.' });
const database = async (folder: string): Promise<Buffer> => {
  const files = ['station.db', 'station.db-wal'].map((name) =>
    readFile(join(folder, name)).catch(() => Buffer.alloc(0)),
  );
  return Buffer.concat(await Promise.all(files));
};

it('the station key stands in no file of the database, and its secret is for its owner alone', async () => {
  const folder = temporaryFolder();
  const station = await openStation(folder);
  expect(await station.desk.configure(target)).toMatchObject({ ok: true, value: { key: 'abcdef012345' } });
  expect((await database(folder)).includes(secret)).toBe(false);
  expect((await stat(join(folder, 'sync.secret'))).mode & 0o777).toBe(0o600);
  expect(await readFile(join(folder, 'sync.secret'), 'utf8')).not.toContain(secret);
  await station.close();
  const again = await openStation(folder);
  expect(await again.config.get()).toEqual(target);
});

it('a key that an older version wrote as it is goes on working, and is sealed', async () => {
  const folder = temporaryFolder();
  const older = await openStation(folder);
  await older.settings.set('sync', { target });
  expect(await older.config.get()).toEqual(target);
  await older.close();
  expect((await database(folder)).includes(secret)).toBe(true);
  const newer = await openStation(folder);
  expect(await newer.config.sealStored()).toEqual({ ok: true, value: null });
  expect(await newer.config.get()).toEqual(target);
  await newer.close();
  expect((await database(folder)).includes(secret)).toBe(false);
});

it('a key that cannot be sealed for want of room goes on working as it is, and stops nothing else', async () => {
  const folder = temporaryFolder();
  const { store, settings, files, config } = await openStation(folder);
  await settings.set('sync', { target });
  // What the secret is written to first is in the way, as a full disk would be.
  await mkdir(join(folder, 'sync.secret.part', 'in-the-way'), { recursive: true });
  const warned: string[] = [];
  const sync = openSync({
    store,
    sampleFiles: files,
    models: { find: async () => unknownModel },
    settings,
    dataFolder: folder,
    health: new HealthBoard(systemClock),
    clock: systemClock,
    warn: ({ code }) => warned.push(code),
  });
  onTestFinished(() => sync.desk.stop());
  expect(await sync.start()).toEqual({ ok: true, value: null });
  expect(warned).toEqual(['read_only']);
  expect(await config.get()).toEqual(target);
  expect(await until(sync.desk, ({ state }) => state === 'paused')).toMatchObject({ address: target.address });
});

it('a database without its secret contacts nobody and says what to do, until a key is set anew', async () => {
  const folder = temporaryFolder();
  const first = await openStation(folder);
  await first.desk.configure(target);
  await first.close();
  await rm(join(folder, 'sync.secret'));
  const moved = await openStation(folder);
  await moved.desk.start();
  const stopped = await until(moved.desk, ({ state }) => state === 'stopped');
  expect(stopped).toMatchObject({ note: expect.stringContaining('Put that file back'), contacted: [] });
  expect(await moved.desk.target()).toMatchObject({ on: true, address: target.address, key: null });
  await moved.desk.configure(target);
  const tried = await until(moved.desk, ({ state }) => state === 'paused');
  expect(tried.contacted).toMatchObject([{ address: target.address }]);
});
