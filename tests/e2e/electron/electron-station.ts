import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test as base, type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { findElectron } from '../../support/find-electron.ts';

const found = findElectron();
/** Why these tests are skipped here; undefined where Electron's binary is installed. */
export const electronIsMissing = 'reason' in found ? found.reason : undefined;

export interface ElectronStation {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly file: string;
  readonly args: readonly string[];
  close(): Promise<void>;
}

export async function startElectron(...flags: readonly string[]): Promise<ElectronStation> {
  if ('reason' in found) throw new Error(found.reason);
  const folder = await mkdtemp(join(tmpdir(), 'caracal-electron-'));
  // Chromium's sandbox refuses to run as root, as test machines often do.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [resolve('.'), ...asRoot, `--data=${folder}`, ...flags];
  const app = await electron.launch({ executablePath: found.file, args });
  const page = await app.firstWindow();
  const close = async (): Promise<void> => {
    await app.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  return { app, page, file: found.file, args, close };
}

interface Shared {
  readonly station: ElectronStation;
}

/** One station for all tests of a file, started as a person starts it. */
export const test = base.extend<object, Shared>({
  station: [
    async ({ browserName: _ }, use) => {
      const station = await startElectron();
      await use(station);
      await station.close();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  page: async ({ station }, use) => use(station.page),
});

/** Pages of the app are places within one page. */
export const openSeat = (page: Page, seat: string): Promise<void> =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, `#/${seat}`);
