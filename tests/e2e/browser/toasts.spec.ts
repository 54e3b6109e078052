import { expect } from '@playwright/test';
import { openSeat } from '../scenarios/inspect.ts';
import { fitsInEveryTheme, screenSizes } from '../scenarios/screens.ts';
import { staged } from '../support/test.ts';

staged('what is told in passing stands once, and beside an open sheet', async ({ page }) => {
  await openSeat(page, 'settings');
  await expect(page.getByLabel('Name of the station')).toBeEditable();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog');
  await expect(sheet).toBeVisible();
  const told = page.getByRole('region', { name: 'Messages' }).getByRole('listitem');
  for (const size of screenSizes) {
    await page.setViewportSize(size);
    const name = `Line ${size.width}`;
    await page.getByLabel('Name of the station').fill(name);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('banner').filter({ hasText: name })).toBeVisible();
    await expect(told).toHaveCount(1);
    const [toast, edge] = await Promise.all([told.boundingBox(), sheet.boundingBox()]);
    if (toast === null || edge === null) throw new Error('Expected the message and the sheet to be in sight.');
    expect(toast.x, name).toBeGreaterThanOrEqual(0);
    expect(toast.x + toast.width, name).toBeLessThanOrEqual(edge.x);
    await fitsInEveryTheme(page, 'toast-beside-sheet', size);
  }
});
