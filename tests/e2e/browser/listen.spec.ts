import { expect, type Page } from '@playwright/test';
import type { FixtureServer } from '../../support/fixture-server.ts';
import { canBeHitWithAGlove, canBeWalkedByKeyboard } from '../scenarios/accessibility.ts';
import { openSeat } from '../scenarios/inspect.ts';
import { fitsInEveryTheme, screenSizes } from '../scenarios/screens.ts';
import { staged } from '../support/test.ts';

const wave = (page: Page) => page.getByRole('region', { name: 'Sound of the last half minute' });

const shows = (page: Page, name: string): Promise<void> => fitsInEveryTheme(page, `listen-${name}`);

/** A microphone that the station knows, and that nobody listens to yet. */
async function withDesk(page: Page, served: FixtureServer): Promise<void> {
  const data = { id: 'desk', name: 'Desk', settings: { kind: 'microphone', device: 'pulse:desk' } };
  await page.request.post('/api/sources', { data, headers: { origin: served.origin } });
}

async function hears(page: Page, served: FixtureServer): Promise<void> {
  const { listening } = served.station;
  for (let moment = 0; moment < 24; moment += 1) {
    const speaking = moment % 12 > 4;
    const rmsDb = speaking ? -22 + 6 * Math.sin(moment * 1.7) : -52;
    const level = { rmsDb, peakDb: rmsDb + 9 };
    listening.set({ ...listening.get(), speaking, probability: speaking ? 0.91 : 0.04, level });
    await page.waitForTimeout(100);
  }
}

staged.beforeEach(({ served }) => {
  const { listening } = served.station;
  const needs = { name: 'silero-vad', isInstalled: true };
  listening.set({ ...listening.get(), state: 'stopped', wanted: false, note: '', needs, recent: [], heardMs: 0 });
});

staged('a first microphone is added, listened to, and stopped, from the keyboard', async ({ page, served }) => {
  await openSeat(page, 'listen');
  await expect(page.getByRole('heading', { name: 'No source of sound yet' })).toBeVisible();
  await shows(page, 'empty');
  await wave(page).getByRole('button', { name: 'Add a microphone or a file' }).click();
  const sheet = page.getByRole('dialog', { name: 'Add a source of sound' });
  await sheet.getByRole('button', { name: /^Microphone:/ }).click();
  await page.getByRole('menuitemradio', { name: 'Default microphone' }).click();
  await sheet.getByLabel('Name').fill('Desk');
  await shows(page, 'add');
  await sheet.getByRole('button', { name: 'Open and add' }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Not listening' })).toBeVisible();
  await page.keyboard.press('Space');
  await expect(wave(page)).toHaveAttribute('data-state', 'running');
  await expect(page.getByRole('table', { name: /Speech, newest first/ }).getByRole('row')).toHaveCount(7);
  await page.keyboard.press('Space');
  await expect(wave(page)).toHaveAttribute('data-state', 'stopped');
  await page.request.delete('/api/sources/desk', { headers: { origin: served.origin } });
});

for (const size of screenSizes) {
  staged(
    `what is heard fits ${size.width} x ${size.height} and is readable in every theme`,
    async ({ page, served }) => {
      await page.setViewportSize(size);
      await withDesk(page, served);
      await openSeat(page, 'listen');
      await page
        .getByRole('button', { name: /^Start Space|^Start/ })
        .first()
        .click();
      await expect(wave(page)).toHaveAttribute('data-state', 'running');
      await hears(page, served);
      const meter = page.getByRole('meter', { name: 'Level' });
      await expect(meter).toHaveAttribute('value', /^-\d+$/);
      await fitsInEveryTheme(page, 'listen', size);
    },
  );
}

staged('nothing moves when the level does', async ({ page, served }) => {
  await withDesk(page, served);
  await openSeat(page, 'listen');
  await page.request.post('/api/listen/start', { data: { sourceId: 'desk' }, headers: { origin: served.origin } });
  await expect(wave(page)).toHaveAttribute('data-state', 'running');
  const shifts = await page.evaluateHandle(() => {
    const seen: number[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if ('value' in entry) seen.push(Number(entry.value));
    }).observe({ type: 'layout-shift' });
    return seen;
  });
  await hears(page, served);
  expect(await shifts.jsonValue()).toEqual([]);
});

staged('without its model the seat says so and brings it', async ({ page, served }) => {
  const { listening } = served.station;
  listening.set({ ...listening.get(), needs: { name: 'silero-vad', isInstalled: false } });
  await withDesk(page, served);
  await openSeat(page, 'listen');
  await expect(page.getByRole('heading', { name: 'The model that finds speech is not here' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Start/ }).first()).toBeDisabled();
  await shows(page, 'missing');
  await page.getByRole('button', { name: /^Fetch/ }).click();
  await expect(page.getByText('Silero voice activity is installed.')).toBeVisible();
  listening.set({ ...listening.get(), needs: { name: 'silero-vad', isInstalled: true } });
  await expect(page.getByRole('heading', { name: 'The model that finds speech is not here' })).toBeHidden();
  await expect(page.getByRole('button', { name: /^Start/ }).first()).toBeEnabled();
});

for (const [state, says] of [
  ['starting', 'Opening the source'],
  ['stalled', 'No sound comes in'],
  ['failed', 'Listening has failed'],
] as const) {
  staged(`listening that is ${state} says so over its wave`, async ({ page, served }) => {
    await withDesk(page, served);
    const { listening } = served.station;
    listening.set({ ...listening.get(), state, wanted: true, sourceId: 'desk', note: '' });
    await openSeat(page, 'listen');
    await expect(wave(page)).toContainText(says);
    await shows(page, state);
    // What is tried again and again can be ended.
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByRole('button', { name: 'Start', exact: false }).first()).toBeEnabled();
    expect(listening.get().state).toBe('stopped');
  });
}

staged('the seat can be walked by keyboard', async ({ page, served }) => {
  await withDesk(page, served);
  await openSeat(page, 'listen');
  await page.request.post('/api/listen/start', { data: { sourceId: 'desk' }, headers: { origin: served.origin } });
  await expect(wave(page)).toHaveAttribute('data-state', 'running');
  expect((await canBeWalkedByKeyboard(page)).length).toBeGreaterThan(12);
});

staged('an operator sees what is heard and starts nothing', async ({ browser, served }) => {
  const context = await browser.newContext({ baseURL: served.origin });
  const page = await context.newPage();
  await page.goto(served.link('operator'));
  await withDesk(page, served);
  await openSeat(page, 'listen');
  await expect(page.getByText('A supervisor can start it.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Start/ })).toHaveCount(0);
  await context.close();
});

staged.describe('on a touch screen', () => {
  staged.use({ hasTouch: true });

  staged('every target can be hit with a glove', async ({ page, served }) => {
    await withDesk(page, served);
    await openSeat(page, 'listen');
    await page.request.post('/api/listen/start', { data: { sourceId: 'desk' }, headers: { origin: served.origin } });
    await expect(wave(page)).toHaveAttribute('data-state', 'running');
    await canBeHitWithAGlove(page, 'listen');
  });
});
