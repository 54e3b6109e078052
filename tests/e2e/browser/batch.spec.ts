import { expect, type Page } from '@playwright/test';
import { openSeat } from '../scenarios/inspect.ts';
import { fitsAtEverySize } from '../scenarios/screens.ts';
import { staged } from '../support/test.ts';

const shows = (page: Page, name: string): Promise<void> => fitsAtEverySize(page, `batch-${name}`);

staged('the seat shows the batch that goes on, with its pace and what did not pass', async ({ page, served }) => {
  served.station.batches.reset();
  await openSeat(page, 'batch');
  await expect(page.locator('[data-batch]')).toHaveCount(4);
  await expect(page.getByRole('heading', { name: 'Night shift, camera 2' })).toBeVisible();
  await expect(page.locator('main')).toContainText(
    '19,872 of about 54,000 pictures · 41.3 pictures a second · 13 min left',
  );
  await expect(page.locator('[data-part] image')).toHaveCount(12);
  await shows(page, 'running');
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(page.locator('[data-part]')).toHaveCount(13);
});

staged('a batch that is finished gives its reports, and its rows in the history', async ({ page, served }) => {
  served.station.batches.reset();
  await openSeat(page, 'batch?id=1');
  await expect(page.getByRole('heading', { name: 'Boards of week 46' })).toBeVisible();
  await expect(page.locator('[data-part] image')).toHaveCount(12);
  await page.setViewportSize({ width: 1280, height: 800 });
  // What one comes for is in sight without a scroll, and before what cannot be taken back.
  await expect(page.getByRole('button', { name: 'PDF with pictures' })).toBeInViewport();
  const places = await Promise.all(
    ['PDF with pictures', 'Remove'].map((name) => page.getByRole('button', { name, exact: true }).boundingBox()),
  );
  expect(places[0]?.x ?? 0).toBeLessThan(places[1]?.x ?? 0);
  await shows(page, 'finished');
  for (const [name, file] of [
    ['PDF with pictures', 'batch-1.pdf'],
    ['CSV', 'batch-1.csv'],
    ['JSON', 'batch-1.json'],
  ] as const) {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name, exact: true }).click();
    expect((await download).suggestedFilename()).toBe(file);
  }
  await page.getByRole('radio', { name: /Not decoded/ }).click();
  await expect(page.getByText('a file that does not decode')).toBeVisible();
  await page.getByRole('link', { name: 'Its rows in the history' }).click();
  await expect(page.getByRole('button', { name: 'Source: batch-1' })).toBeVisible();
});

staged('parts that were asked for before are never shown as those that are asked for now', async ({ page, served }) => {
  served.station.batches.reset();
  await openSeat(page, 'batch?id=1');
  await expect(page.getByText('board-0001.jpg', { exact: true })).toBeVisible();
  const release = served.station.batches.hold();
  await page.getByRole('radio', { name: /Not decoded/ }).click();
  await expect(page.locator('main .skeleton')).toBeVisible();
  await expect(page.getByText('board-0001.jpg', { exact: true })).toBeHidden();
  release();
  await expect(page.getByText('a file that does not decode')).toBeVisible();
});

staged('a batch can be paused, gone on with, ended and forgotten', async ({ page, served }) => {
  served.station.batches.reset();
  await openSeat(page, 'batch?id=3');
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.locator('[data-batch="3"]')).toHaveAttribute('data-state', 'paused');
  await page.locator('[data-batch="2"]').click();
  await expect(page.getByRole('heading', { name: 'Returned parts' })).toBeVisible();
  await shows(page, 'paused');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.locator('[data-batch="2"]')).toHaveAttribute('data-state', 'waiting');
  await page.getByRole('button', { name: 'Cancel batch' }).click();
  await expect(page.getByText('End this batch? What was inspected stays.')).toBeVisible();
  await page.getByRole('alert').or(page.getByRole('status')).getByRole('button', { name: 'Cancel batch' }).click();
  await expect(page.locator('[data-batch="2"]')).toHaveAttribute('data-state', 'cancelled');
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('status').getByRole('button', { name: 'Remove' }).click();
  await expect(page.locator('[data-batch]')).toHaveCount(3);
});

staged('without any it says what will be here, and a batch is begun from there', async ({ page, served }) => {
  served.station.batches.clear();
  await openSeat(page, 'batch');
  await expect(page.getByRole('heading', { name: 'No batch yet' })).toBeVisible();
  await shows(page, 'empty');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: 'New batch' }).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByRole('button', { name: 'Begin' })).toBeDisabled();
  await sheet.getByLabel('Path of the video or folder').fill('/srv/pictures/week-47');
  await shows(page, 'new');
  await page.setViewportSize({ width: 1280, height: 800 });
  await sheet.getByRole('button', { name: 'Begin' }).click();
  await expect(page.getByRole('heading', { name: 'week-47' })).toBeVisible();
  await expect(page.locator('[data-batch]')).toHaveAttribute('data-state', 'waiting');
});
