import { expect, type Page } from '@playwright/test';
import { canBeHitWithAGlove, fitsTheScreen } from '../scenarios/accessibility.ts';
import { openSeat } from '../scenarios/inspect.ts';
import { opensEditor, opensTab } from '../scenarios/recipes.ts';
import { fitsInEveryTheme, screenSizes } from '../scenarios/screens.ts';
import { staged } from '../support/test.ts';

const tabs = ['What', 'Where', 'Rules', 'Parts', 'Tell'] as const;

staged.beforeEach(async ({ page, served }) => {
  served.station.shelf.reset();
  served.station.line.start('demo');
  await openSeat(page, 'recipes');
  await page.evaluate(() => localStorage.removeItem('caracal.recipes.drafts'));
});

const versions = async (page: Page): Promise<void> => {
  await page.evaluate(() => location.assign('#/recipes?versions=boards-top'));
  await expect(page.getByRole('heading', { name: 'From version 2 to version 3' })).toBeVisible();
};

const tab = (name: (typeof tabs)[number], act?: (page: Page) => Promise<void>) => async (page: Page) => {
  await opensEditor(page, 'edit=boards-top');
  await opensTab(page, name);
  await act?.(page);
};

const views: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  list: (page) => expect(page.locator('[data-recipe]')).toHaveCount(2),
  what: tab('What'),
  where: tab('Where', (page) => page.getByRole('button', { name: 'Show Pins on the picture' }).click()),
  rules: tab('Rules', (page) => page.getByRole('button', { name: /^Each pin hole/ }).click()),
  parts: tab('Parts'),
  tell: tab('Tell'),
  versions,
};

for (const size of screenSizes) {
  for (const [what, opens] of Object.entries(views)) {
    staged(`${what} fits ${size.width} x ${size.height} and is readable in every theme`, async ({ page }) => {
      await page.setViewportSize(size);
      await opens(page);
      await fitsInEveryTheme(page, `recipes-${what}`, size);
    });
  }
}

staged('the seat fits tablets, and a page enlarged to twice its size', async ({ page }) => {
  for (const [width, height] of [
    [1024, 768],
    [768, 1024],
    [640, 400],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const query of ['', '?edit=boards-top', '?versions=boards-top']) {
      await page.evaluate((hash) => location.assign(hash), `#/recipes${query}`);
      await expect(page.locator('.skeleton')).toHaveCount(0);
      await page.waitForTimeout(300);
      await page.screenshot({ path: `tests/e2e/screens/recipes${query.replace(/\W/g, '-')}-${width}x${height}.png` });
      await fitsTheScreen(page, `recipes${query} ${width} x ${height}`);
    }
  }
});

staged.describe('on a touch screen', () => {
  staged.use({ hasTouch: true });

  staged('every target can be hit with a glove', async ({ page }) => {
    await expect(page.locator('[data-recipe]')).toHaveCount(2);
    await canBeHitWithAGlove(page, 'list');
    await opensEditor(page, 'edit=boards-top');
    for (const name of tabs) {
      await opensTab(page, name);
      await canBeHitWithAGlove(page, name);
    }
    await versions(page);
    await canBeHitWithAGlove(page, 'versions');
  });
});
