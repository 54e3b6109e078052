import { expect } from '@playwright/test';
import { openSeat } from '../scenarios/inspect.ts';
import { fitsInEveryTheme } from '../scenarios/screens.ts';
import { staged } from '../support/test.ts';

staged('a part whose picture cannot be fetched says so in its place', async ({ page, served }) => {
  const { batches } = served.station;
  batches.reset();
  batches.losePictures(true);
  await openSeat(page, 'batch?id=1');
  await expect(page.getByText('board-0001.jpg', { exact: true })).toBeVisible();
  await expect(page.getByText('The picture cannot be shown')).toHaveCount(12);
  await page.locator('[data-part]').nth(11).scrollIntoViewIfNeeded();
  await fitsInEveryTheme(page, 'batch-lost-pictures');
  batches.losePictures(false);
  await page.reload();
  await expect(page.locator('[data-part] image')).toHaveCount(12);
  await expect(page.getByText('The picture cannot be shown')).toHaveCount(0);
});

staged('a good part whose picture cannot be fetched says so in its place', async ({ page, served }) => {
  const { teaching, line } = served.station;
  teaching.forget();
  line.start('demo');
  teaching.begin('lid-top', 'demo');
  teaching.losePictures(true);
  await openSeat(page, 'teach');
  await page.getByRole('button', { name: 'This one is good' }).click();
  await expect(page.getByText('1 good part', { exact: true })).toBeVisible();
  await expect(page.getByText('The picture cannot be shown')).toHaveCount(1);
  await page.getByRole('button', { name: /^Leave out: Good part 1/ }).click();
  await expect(page.getByText('left out', { exact: true })).toBeVisible();
  await fitsInEveryTheme(page, 'teach-lost-pictures');
  teaching.losePictures(false);
  await page.reload();
  await expect(page.getByRole('img', { name: /^Good part 1/ })).toBeVisible();
  await expect(page.getByText('The picture cannot be shown')).toHaveCount(0);
  teaching.forget();
});
