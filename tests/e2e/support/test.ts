import { type BrowserContextOptions, test as plain } from '@playwright/test';
import { type FixtureServer, serveFixture } from '../../support/fixture-server.ts';
import { builtPage } from './built-page.ts';
import { watchConsole } from './clean-console.ts';
import { type RunningStation, startStation } from './running-station.ts';

type Session = Exclude<BrowserContextOptions['storageState'], undefined>;

const base = plain.extend({
  page: async ({ page }, use) => {
    const wasClean = watchConsole(page);
    await use(page);
    wasClean();
  },
});

interface Shared {
  readonly station: RunningStation;
  readonly session: Session;
}

/** Tests against the real station: started once, its link used up once, every page let in. */
export const test = base.extend<object, Shared>({
  station: [
    async ({ browserName: _ }, use) => {
      await builtPage();
      const station = await startStation();
      await use(station);
      await station.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  session: [
    async ({ browser, station }, use) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(station.link);
      await use(await context.storageState());
      await context.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ station }, use) => use(station.origin),
  storageState: async ({ session }, use) => use(session),
});

interface SharedFixture {
  readonly served: FixtureServer;
  readonly fixtureSession: Session;
}

/** Tests against a station in memory, which can be put into any state: for what a real one does only when it is broken. */
export const staged = base.extend<object, SharedFixture>({
  served: [
    async ({ browserName: _ }, use) => {
      await builtPage();
      const served = await serveFixture();
      await use(served);
      await served.close();
    },
    { scope: 'worker' },
  ],
  fixtureSession: [
    async ({ browser, served }, use) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(served.link());
      await use(await context.storageState());
      await context.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ served }, use) => use(served.origin),
  storageState: async ({ fixtureSession }, use) => use(fixtureSession),
});
