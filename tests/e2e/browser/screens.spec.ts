import { expect } from '@playwright/test';
import { canBeHitWithAGlove, fitsTheScreen, seats } from '../scenarios/accessibility.ts';
import { openSeat, seesTheLineLive } from '../scenarios/inspect.ts';
import { fitsInEveryTheme, screenSizes } from '../scenarios/screens.ts';
import { test } from '../support/test.ts';

for (const size of screenSizes) {
  for (const seat of seats) {
    test(`${seat} fits ${size.width} x ${size.height} and is readable in every theme`, async ({ page }) => {
      await page.setViewportSize(size);
      await openSeat(page, seat);
      if (seat === 'inspect') await seesTheLineLive(page);
      await expect(page.locator('.skeleton')).toHaveCount(0);
      await fitsInEveryTheme(page, seat, size);
    });
  }
}

test('every page fits tablets, and a page enlarged to twice its size', async ({ page }) => {
  for (const [width, height] of [
    [1024, 768],
    [768, 1024],
    [640, 400],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const seat of seats) {
      await openSeat(page, seat);
      await expect(page.locator('.skeleton')).toHaveCount(0);
      await fitsTheScreen(page, `${seat} ${width} x ${height}`);
      if (seat === 'inspect') {
        const well = await page.locator('.picture-well').boundingBox();
        expect(well?.height, `height of the picture at ${width} x ${height}`).toBeGreaterThan(240);
      }
      await page.screenshot({ path: `tests/e2e/screens/${seat}-light-${width}x${height}.png` });
    }
  }
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true });

  test('every target can be hit with a glove', async ({ page }) => {
    for (const seat of seats) {
      await openSeat(page, seat);
      await expect(page.locator('.skeleton')).toHaveCount(0);
      await canBeHitWithAGlove(page, seat);
    }
  });
});
