import { expect } from '@playwright/test';
import { seats } from '../scenarios/accessibility.ts';
import { rowButtons } from '../scenarios/history.ts';
import { openSeat } from '../scenarios/inspect.ts';
import { staged } from '../support/test.ts';

staged('no page, menu, sheet or palette does what the content policy refuses', async ({ page, served }) => {
  const answer = await page.goto('/');
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("style-src 'self';");
  expect(policy).not.toContain('unsafe');
  for (const seat of seats) {
    await openSeat(page, seat);
    await expect(page.locator('.skeleton')).toHaveCount(0);
  }
  await openSeat(page, 'inspect');
  await page.getByRole('button', { name: /^Source:/ }).click();
  await page.getByRole('menuitem', { name: 'Add a source' }).click();
  await expect(page.getByRole('dialog', { name: 'Add a source' })).toBeVisible();
  await page.keyboard.press('Escape');
  await openSeat(page, 'history');
  await page.getByRole('button', { name: /^Verdict:/ }).click();
  await page.keyboard.press('Escape');
  await rowButtons(page).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await openSeat(page, 'models');
  await page.getByRole('button', { name: 'Import a file or folder' }).click();
  await expect(page.getByRole('dialog', { name: 'Import a model' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys of this page' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.goto('/api/docs');
  await expect(page.locator('summary').first()).toHaveCSS('cursor', 'pointer');
  await page.context().clearCookies();
  await page.goto(`${served.origin}/`);
  await expect(page.locator('body')).toHaveCSS('max-width', '736px');
});
