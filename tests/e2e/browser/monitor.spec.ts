import { expect } from '@playwright/test';
import { chooseTheme, hasNoSeriousFault } from '../scenarios/accessibility.ts';
import { openSeat } from '../scenarios/inspect.ts';
import { fitsInEveryTheme, screenSizes } from '../scenarios/screens.ts';
import { staged } from '../support/test.ts';

staged.beforeEach(async ({ page }) => {
  await openSeat(page, 'monitor');
  await expect(page.locator('.recharts-surface').first()).toBeVisible();
});

for (const size of screenSizes) {
  staged(`the seat fits ${size.width} x ${size.height} and is readable in every theme`, async ({ page }) => {
    await page.setViewportSize(size);
    await fitsInEveryTheme(page, 'monitor', size);
    for (const name of ['Brightness', 'Drift report', 'Health of every part']) {
      await page.getByRole('heading', { name, exact: true }).evaluate((head) => head.scrollIntoView());
      await page.screenshot({ path: `tests/e2e/screens/monitor-${name.replaceAll(' ', '-')}-${size.width}.png` });
    }
  });
}

staged('nothing on the seat breaks the content policy', async ({ page }) => {
  const told: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') told.push(message.text());
  });
  await page.reload();
  await expect(page.locator('.recharts-surface').first()).toBeVisible();
  await page.getByRole('button', { name: 'Week', exact: true }).click();
  await expect(page).toHaveURL(/range=week/);
  expect(told).toEqual([]);
});

staged('a chart is also a table, a CSV and a picture', async ({ page }) => {
  await page.getByRole('button', { name: 'Frames per second: show as table' }).click();
  await expect(page.getByRole('table', { name: 'Frames per second' }).getByRole('row')).not.toHaveCount(0);
  const csv = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Frames per second: save as CSV' }).click();
  expect((await csv).suggestedFilename()).toBe('caracal-rate.csv');
  const png = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Inference time: save as PNG' }).click();
  const picture = await png;
  expect(picture.suggestedFilename()).toBe('caracal-inference.png');
  await picture.saveAs('tests/e2e/screens/monitor-export.png');
});

staged('a stream of sound has its stretches, its times and its scores, and nothing of pictures', async ({ page }) => {
  await page.getByRole('button', { name: /^Source and model/ }).click();
  await page.getByRole('menuitemradio', { name: /desk/ }).click();
  await expect(page.getByRole('heading', { name: 'Stretches of speech' })).toBeVisible();
  for (const name of ['Listening over time', 'Inference time', 'Confidence']) {
    await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
  }
  for (const name of ['Frames per second', 'Defect rate', 'Verdict mix', 'Drift by feature', 'Retraining']) {
    await expect(page.getByRole('heading', { name, exact: true })).toHaveCount(0);
  }
  for (const size of screenSizes) {
    await page.setViewportSize(size);
    for (const theme of ['light', 'dark'] as const) {
      await chooseTheme(page, theme);
      await page.screenshot({ path: `tests/e2e/screens/monitor-sound-${theme}-${size.width}.png` });
    }
  }
  await page.getByRole('link', { name: 'Stretches of speech: the rows it was counted from' }).click();
  await expect(page).toHaveURL(/history\?.*source=desk/);
});

staged('an alert is acknowledged where it stands', async ({ page }) => {
  const buttons = page.getByRole('button', { name: 'Acknowledge' });
  await expect(buttons).toHaveCount(2);
  expect((await buttons.first().boundingBox())?.height).toBeGreaterThanOrEqual(48);
  await buttons.first().click();
  await expect(buttons).toHaveCount(1);
});

staged('a reference is chosen from the windows that were seen', async ({ page }) => {
  await page.getByRole('button', { name: 'Choose reference' }).click();
  const sheet = page.getByRole('dialog', { name: 'Choose reference' });
  await page.screenshot({ path: 'tests/e2e/screens/monitor-reference.png' });
  await hasNoSeriousFault(page, 'reference', 'light');
  await sheet.getByRole('button', { name: 'Use as reference' }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByText(/Reference: chosen by a person/)).toBeVisible();
});
