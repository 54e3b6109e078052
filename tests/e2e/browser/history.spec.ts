import { expect } from '@playwright/test';
import { filtersByVerdict, jumpsTo, listsWhatWasPredicted, rowButtons, walksByKeys } from '../scenarios/history.ts';
import { openSeat } from '../scenarios/inspect.ts';
import { busyDuring } from '../scenarios/smoothness.ts';
import { staged, test } from '../support/test.ts';

const million = 1_000_000;

test('what the line predicted is listed and opens with its numbers', async ({ page }) => {
  await openSeat(page, 'history');
  await listsWhatWasPredicted(page);
  await rowButtons(page).nth(2).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByText('Boxes drawn to scale')).toBeVisible();
  await page.keyboard.press('Escape');
  await walksByKeys(page);
});

test('newer rows are offered, not pushed under the reader', async ({ page }) => {
  await openSeat(page, 'history');
  await listsWhatWasPredicted(page);
  const first = await rowButtons(page).first().getAttribute('aria-label');
  const offer = page.getByRole('button', { name: /new\. Show/ });
  await expect(offer).toBeVisible();
  await expect(rowButtons(page).first()).toHaveAttribute('aria-label', first ?? '');
  await offer.click();
  await expect(rowButtons(page).first()).not.toHaveAttribute('aria-label', first ?? '');
});

test('parts are listed with the verdict of all their frames', async ({ page }) => {
  await openSeat(page, 'history?tab=parts');
  const list = page.getByRole('region', { name: /part judged/ });
  await list.getByRole('button').first().click();
  await expect(page.getByRole('dialog').getByText('Frames judged')).toBeVisible();
});

staged('the bar jumps anywhere in a million rows and both ends are exact', async ({ page }) => {
  await openSeat(page, 'history');
  await expect(page.getByText('1,000,000 predictions')).toBeVisible();
  expect(await jumpsTo(page, 0.5)).toBeCloseTo(million / 2, -3);
  expect(await jumpsTo(page, 0)).toBe(million);
  await page.keyboard.press('End');
  await expect(page.getByRole('button', { name: /^Prediction 1,/ })).toBeFocused();
});

staged('a wheel turn moves by rows, however many there are', async ({ page }) => {
  await openSeat(page, 'history');
  await expect(rowButtons(page).first()).toBeVisible();
  await page.locator('.history-table').hover();
  await page.mouse.wheel(0, 480);
  await expect(rowButtons(page).first()).toHaveAttribute('aria-label', /^Prediction 999,990,/);
});

staged('the page stays free while a million rows rush by', async ({ browser, page }) => {
  await openSeat(page, 'history');
  await expect(rowButtons(page).first()).toBeVisible();
  await page.locator('.history-table').hover();
  const busy = await busyDuring(browser, page, async () => {
    for (let turn = 0; turn < 40; turn++) await page.mouse.wheel(0, 2_000);
    for (const share of [0.2, 0.9, 0.4, 0.7]) await jumpsTo(page, share);
  });
  staged.info().annotations.push({ type: 'longest task', description: `${busy.tasksMs[0]} ms` });
  expect(busy.tooLongMs).toEqual([]);
});

staged('a filter shows nothing else, stands in the address, and can be cleared', async ({ page }) => {
  await openSeat(page, 'history');
  await filtersByVerdict(page, 'Fail');
  await page.reload();
  await expect(rowButtons(page).first()).toHaveAttribute('aria-label', /, Fail\./);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page.getByText('1,000,000 predictions')).toBeVisible();
});

staged('what nobody judged can be asked for, of frames alone: a part is always judged', async ({ page }) => {
  await openSeat(page, 'history');
  await page.getByRole('button', { name: /^Verdict:/ }).click();
  await page.getByRole('menuitemradio', { name: 'Not judged', exact: true }).click();
  await expect(page).toHaveURL(/verdict=none/);
  await expect(page.getByRole('button', { name: 'Verdict: Not judged' })).toBeVisible();
  await expect(rowButtons(page)).toHaveCount(0);
  await page.screenshot({ path: 'tests/e2e/screens/history-not-judged.png' });
  await page.getByRole('tab', { name: 'Parts' }).click();
  await page.getByRole('button', { name: /^Verdict:/ }).click();
  await expect(page.getByRole('menuitemradio', { name: 'Unsure', exact: true })).toBeVisible();
  await expect(page.getByRole('menuitemradio', { name: 'Not judged' })).toHaveCount(0);
});
