import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { describeUnless, whyWindows } from '../../support/lacks.ts';

interface Setup {
  withPlainPath(folder: string, work: (folder: string) => Promise<void>): Promise<void>;
}
const { withPlainPath }: Setup = await import(new URL('../../../main/setup/plain-path.mjs', import.meta.url).href);

describeUnless(whyWindows)('a folder for a makefile', () => {
  it.each(['with space', 'a$b', 'c(d)', "e'f"])(
    'named "%s" is handed over under a plain name, for so long',
    async (name) => {
      const folder = path.join(await mkdtemp(path.join(tmpdir(), 'caracal-plain-')), name);
      mkdirSync(folder);
      let handed = '';
      let led = '';
      await withPlainPath(folder, async (plain) => {
        handed = plain;
        led = realpathSync(plain);
      });
      expect(led).toBe(realpathSync(folder));
      expect(handed).toMatch(/^[\w/.-]+$/);
      expect(existsSync(handed)).toBe(false);
      await rm(path.dirname(folder), { recursive: true });
    },
  );

  it('is handed over as it is where its name is plain', async () => {
    let handed = '';
    await withPlainPath('/usr/lib/größe-2', async (plain) => {
      handed = plain;
    });
    expect(handed).toBe('/usr/lib/größe-2');
  });
});
