import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderSettings } from '../../../preload/contract/output-settings.ts';
import { itUnless, whyNoFullDevice } from '../../support/lacks.ts';
import { aVerdict } from '../../support/outputs/a-verdict.ts';
import { until } from '../../support/outputs/plc.ts';
import { openTried } from '../../support/outputs/plc-station.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const settings = (path: string, pictures = false) => folderSettings.parse({ kind: 'folder', path, pictures });
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xd9]);

describe('a folder', () => {
  it('gets a JSON file for each verdict, with its picture beside it, and nothing half written', async () => {
    const path = temporaryFolder();
    const tried = await openTried(settings(path, true));
    await until(() => tried.news().state === 'connected');
    expect(await tried.room.tell('tried', aVerdict(3), jpeg)).toMatchObject({ ok: true });
    expect(await tried.room.tell('tried', aVerdict(4), undefined)).toMatchObject({ ok: true });
    const files = readdirSync(path).sort();
    expect(files).toEqual([
      '20251009T085320400Z-gate-1-3.jpg',
      '20251009T085320400Z-gate-1-3.json',
      '20251009T085320400Z-gate-1-4.json',
    ]);
    expect(JSON.parse(readFileSync(join(path, files[1] ?? ''), 'utf8'))).toEqual(aVerdict(3));
    expect(readFileSync(join(path, files[0] ?? ''))).toEqual(jpeg);
  });

  it('that is away is not made, as it may be a share that is not mounted, and is used again once it is there', async () => {
    const path = join(temporaryFolder(), 'share');
    const tried = await openTried(settings(path));
    await until(() => tried.news().state === 'away');
    expect(tried.news().note).toMatch(/folder that is there/);
    mkdirSync(path);
    await until(() => tried.news().state === 'connected');
    expect(await tried.room.tell('tried', aVerdict(1), undefined)).toMatchObject({ ok: true });
    renameSync(path, `${path}-gone`);
    expect(await tried.room.tell('tried', aVerdict(2), undefined)).toMatchObject({
      ok: false,
      failure: { code: 'unreachable' },
    });
    renameSync(`${path}-gone`, path);
    await until(() => tried.news().state === 'connected');
    expect(await tried.room.tell('tried', aVerdict(3), undefined)).toMatchObject({ ok: true });
  });

  itUnless(whyNoFullDevice)('on a full disk says so and leaves nothing half written', async () => {
    const path = temporaryFolder();
    // Every write to this device answers ENOSPC.
    symlinkSync('/dev/full', join(path, '20251009T085320400Z-gate-1-3.json.part'));
    const tried = await openTried(settings(path));
    await until(() => tried.news().state === 'connected');
    expect(await tried.room.tell('tried', aVerdict(3), undefined)).toMatchObject({
      ok: false,
      failure: { code: 'disk_full', message: expect.stringMatching(/a full disk.*Make room/) },
    });
    expect(readdirSync(path)).toEqual([]);
  });

  it('is tried with a file that says that it is a test', async () => {
    const path = temporaryFolder();
    const tried = await openTried(settings(path));
    await until(() => tried.news().state === 'connected');
    expect(await tried.room.test(tried.job, tried.order)).toMatchObject({ ok: true });
    expect(readdirSync(path)).toEqual([expect.stringMatching(/-test-test\.json$/)]);
  });
});
