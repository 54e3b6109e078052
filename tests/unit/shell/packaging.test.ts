import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const house = fileURLToPath(new URL('../../../', import.meta.url));

interface Builder {
  getConfig(folder: string, file: null, options: null): Promise<Record<string, unknown>>;
  validateConfiguration(config: unknown, log: { isEnabled: boolean }): Promise<void>;
}
// The packager's own reader and schema, so that a wrong option is found here and not on the day of a release.
const fromBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const { getConfig, validateConfiguration }: Builder = fromBuilder('app-builder-lib/out/util/config/config');

describe('electron-builder.yml', () => {
  it('is what the packager understands', async () => {
    const config = await getConfig(house, null, null);
    await expect(validateConfiguration(config, { isEnabled: false })).resolves.toBeUndefined();
    await expect(validateConfiguration({ ...config, electronFusez: {} }, { isEnabled: false })).rejects.toThrow(
      /electronFusez/,
    );
  });

  it('blows every fuse that would let the program run other code than its own', async () => {
    expect((await getConfig(house, null, null)).electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('publishes nothing', async () => {
    expect((await getConfig(house, null, null)).publish).toBeNull();
  });

  it('names icons and entitlements that are there', async () => {
    const text = readFileSync(`${house}electron-builder.yml`, 'utf8');
    const named = [...text.matchAll(/(?:icon|entitlements\w*): (resources\/\S+\.\w+)/g)].map(([, file]) => file);
    expect(named.length).toBe(4);
    for (const file of named) expect(readFileSync(`${house}${file}`).length, file).toBeGreaterThan(0);
  });
});

describe('icons', () => {
  it.each([16, 24, 32, 48, 64, 128, 256, 512, 1024])('are there at %i pixels', (size) => {
    const png = readFileSync(`${house}resources/icons/${size}x${size}.png`);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  });

  it('are small: what is shipped with every download', () => {
    const bytes = ['icon.png', 'icon.ico', 'icon.icns'].map(
      (name) => readFileSync(`${house}resources/icons/${name}`).length,
    );
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(200_000);
  });
});
