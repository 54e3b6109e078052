import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { chooseDataFolder, prepareDataFolder } from '../../../main/engine/data-folder.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

describe('the data folder', () => {
  it.each([
    ['the flag before all else', { flag: '/x/y', env: { CARACAL_HOME: '/z' }, platform: 'linux' }, '/x/y'],
    ['CARACAL_HOME', { env: { CARACAL_HOME: '/z', XDG_DATA_HOME: '/d' }, platform: 'linux' }, '/z'],
    ["the desktop's data folder", { env: { XDG_DATA_HOME: '/d' }, platform: 'linux' }, '/d/caracal'],
    ['a folder under the home', { env: {}, platform: 'linux' }, '/home/a/.local/share/caracal'],
    ['Application Support on a Mac', { env: {}, platform: 'darwin' }, '/home/a/Library/Application Support/Caracal'],
  ] as const)('is %s', (_, wish, folder) => {
    expect(chooseDataFolder({ home: '/home/a', ...wish })).toBe(folder);
  });

  it('is made where it is missing', async () => {
    const temp = await makeTempFolder();
    ends.push(temp.remove);
    const folder = join(temp.path, 'new', 'station');
    expect(await prepareDataFolder(folder)).toEqual({ ok: true, value: folder });
  });

  it('is refused with a remedy when it cannot be written to', async () => {
    const temp = await makeTempFolder();
    ends.push(temp.remove);
    await writeFile(join(temp.path, 'file'), '');
    const refused = await prepareDataFolder(join(temp.path, 'file', 'station'));
    expect(refused).toMatchObject({
      ok: false,
      failure: { code: 'read_only', received: 'a file where a folder is expected' },
    });
    expect(refused.ok ? '' : refused.failure.message).toContain('choose another with --data FOLDER');
  });
});
