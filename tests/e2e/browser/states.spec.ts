import { expect, type Page } from '@playwright/test';
import type { LineState } from '../../../preload/contract/inspections.ts';
import type { FixtureServer } from '../../support/fixture-server.ts';
import { openSeat } from '../scenarios/inspect.ts';
import { fitsInEveryTheme } from '../scenarios/screens.ts';
import { staged } from '../support/test.ts';

const shows = (page: Page, name: string): Promise<void> => fitsInEveryTheme(page, `state-${name}`);

const put = ({ station }: FixtureServer, part: Partial<LineState>): void => {
  station.line.start('demo');
  const { live } = station.line;
  station.line.stop();
  live.set({ ...live.get(), state: 'running', framesPerSecond: 15, ...part });
};

staged('a fail takes the panel, with the region and the reason', async ({ page, served }) => {
  put(served, { verdict: 'fail' });
  await openSeat(page, 'inspect');
  await expect(page.locator('.verdict-panel')).toHaveAttribute('data-verdict', 'fail');
  await expect(page.locator('.why-crop canvas')).toHaveAttribute('data-frame-id', /.+/);
  await shows(page, 'fail');
});

staged('unsure shouts by word and shape', async ({ page, served }) => {
  put(served, { verdict: 'unsure' });
  await openSeat(page, 'inspect');
  await expect(page.locator('.verdict-panel')).toHaveAttribute('data-verdict', 'unsure');
  await shows(page, 'unsure');
});

for (const [state, says] of [
  ['stopped', 'The line is stopped'],
  ['starting', 'Starting'],
  ['stalled', 'No new picture'],
  ['failed', 'The line has failed'],
] as const) {
  staged(`a line that is ${state} says so over its picture`, async ({ page, served }) => {
    put(served, { state });
    await openSeat(page, 'inspect');
    await expect(page.locator('.picture-well')).toContainText(says);
    await shows(page, state);
  });
}

staged('a line that is tried again by itself can be stopped', async ({ page, served }) => {
  put(served, { state: 'failed', wanted: true });
  await openSeat(page, 'inspect');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.locator('.inspect-controls').getByRole('button', { name: 'Start' })).toBeVisible();
  await expect(page.locator('.picture-well')).toContainText('The line is stopped');
});

staged(
  'a line whose model gives no readable numbers says why, over a picture that moves on',
  async ({ page, served }) => {
    put(served, { note: 'Output output0 of the model: expected finite numbers, got NaN. Such a frame never passes.' });
    await openSeat(page, 'inspect');
    await expect(page.locator('.picture-well')).toContainText('The line runs, but not as it should');
    await expect(page.locator('.picture-well')).toContainText('expected finite numbers, got NaN');
    await shows(page, 'trouble');
  },
);

staged('a worker that is down stands first on the System page', async ({ page, served }) => {
  const before = served.station.health.get();
  served.station.health.set({
    state: 'degraded',
    parts: [
      ...before.parts,
      {
        part: 'vision worker',
        state: 'down',
        note: 'It ended three times in a minute and was given up. Start the line again to try once more.',
        restarts: 3,
        since: Date.now(),
      },
    ],
  });
  await openSeat(page, 'system');
  await expect(page.getByRole('row').nth(1)).toContainText('Down');
  await shows(page, 'system-down');
  served.station.health.set(before);
});

staged('the sheets fit and are readable', async ({ page, served }) => {
  put(served, { verdict: 'pass' });
  await openSeat(page, 'inspect');
  await page.getByRole('region', { name: 'Last parts' }).getByRole('button').first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await shows(page, 'part-sheet');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Source:/ }).click();
  await shows(page, 'source-menu');
  await page.getByRole('menuitem', { name: 'Add a source' }).click();
  await shows(page, 'source-sheet');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByPlaceholder(/Type a page/)).toBeVisible();
  await shows(page, 'palette');
});

staged('a camera is added in one of the modes that it has', async ({ page }) => {
  await openSeat(page, 'inspect');
  await page.getByRole('button', { name: /^Source:/ }).click();
  await page.getByRole('menuitem', { name: 'Add a source' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('radio', { name: /HD Pro Webcam/ }).click();
  await expect(sheet.getByRole('button', { name: 'Size: 1280 × 720' })).toBeEnabled();
  await expect(sheet.getByRole('button', { name: 'Frames a second: 30' })).toBeVisible();
  await expect(sheet.getByRole('button', { name: /^Pixel format: Motion-JPEG/ })).toBeDisabled();
  await sheet.getByRole('button', { name: 'Frames a second: 30' }).click();
  await page.getByRole('menuitemradio', { name: '10' }).click();
  await expect(sheet.getByRole('button', { name: 'Pixel format: YUYV 4:2:2' })).toBeHidden();
  await sheet.getByRole('button', { name: /^Pixel format:/ }).click();
  await page.getByRole('menuitemradio', { name: 'YUYV 4:2:2' }).click();
  await expect(sheet.getByRole('button', { name: 'Pixel format: YUYV 4:2:2' })).toBeVisible();
  await shows(page, 'camera-modes');
  await sheet.getByRole('radio', { name: /Frame grabber/ }).click();
  await expect(sheet).toContainText('It is opened as its driver has it');
});

staged('a prediction is drawn to scale', async ({ page }) => {
  await openSeat(page, 'history?open=999999');
  await expect(page.getByRole('dialog').getByText('Boxes drawn to scale')).toBeVisible();
  await shows(page, 'prediction-sheet');
});
