import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addonPlaces, loadAddon } from '../../native/lib/loader.ts';

const verbs = {
  letterbox: () => undefined,
  decodeYolo: () => new Float32Array(),
  strayAnchor: () => -1,
  allFinite: () => true,
  nearestRows: () => undefined,
  takeTurns: () => false,
};

describe('the loader of the native addon', () => {
  let folder = '';
  let file = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'caracal-loader-'));
    file = join(folder, 'caracal.node');
    writeFileSync(file, '');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('takes the first file that opens and says which one runs', () => {
    const { addon, status } = loadAddon([join(folder, 'absent.node'), file], () => ({ revision: 4, ...verbs }));
    expect(addon).not.toBeNull();
    expect(status).toEqual({ native: true, note: `Native pixels from ${file}.` });
  });

  it('falls back with a note that names each path tried, why it did not serve and the remedy', () => {
    const { addon, status } = loadAddon([join(folder, 'absent.node'), file], () => {
      throw new Error('invalid ELF header');
    });
    expect(addon).toBeNull();
    expect(status.native).toBe(false);
    expect(status.note).toContain(`${join(folder, 'absent.node')} (no such file)`);
    expect(status.note).toContain(`${file} (built for another system: invalid ELF header)`);
    expect(status.note).toContain('npm start');
  });

  it.each([{ revision: 0, ...verbs }, { revision: 4 }, null])('refuses a stale build: %o', (exports) => {
    expect(loadAddon([file], () => exports).status.note).toContain('a stale build');
  });

  it('looks where it is told and nowhere else when a file is named', () => {
    expect(addonPlaces('/app/out/main', '/app/resources', '/other/caracal.node')).toEqual(['/other/caracal.node']);
    expect(addonPlaces('/app/out/main', '/app/resources', undefined)).toContain('/app/resources/native/caracal.node');
    expect(addonPlaces('/app/out/main', undefined, undefined)).toContain('/app/native/build/Release/caracal.node');
  });
});
