import { expect, type Page } from '@playwright/test';
import { fixtureDetections } from '../../support/fixture-predictions.ts';
import { canBeWalkedByKeyboard, hasNoSeriousFault } from '../scenarios/accessibility.ts';
import { openSeat } from '../scenarios/inspect.ts';
import { board, boxRows, drags, lastDecided, picturedItem, savesByKey, watchesTurns } from '../scenarios/label.ts';
import { fitsInEveryTheme, screenSizes } from '../scenarios/screens.ts';
import { staged } from '../support/test.ts';

/** Saves item after item until one has so many guesses; each is waited for, since the list of boxes comes with the picture. */
async function savesUntilBoxes(page: Page, least: number): Promise<void> {
  for (;;) {
    const guesses = fixtureDetections(await picturedItem(page)).length;
    await expect(boxRows(page)).toHaveCount(guesses);
    if (guesses >= least) return;
    await savesByKey(page);
  }
}

staged.beforeEach(async ({ page, served }) => {
  served.station.queue.fill();
  await openSeat(page, 'label');
  await page.reload();
  await picturedItem(page);
});

staged('the next picture stands there in the very turn in which the last one is shown as saved', async ({ page }) => {
  const turns = await watchesTurns(page);
  const first = await savesByKey(page);
  const second = await savesByKey(page);
  expect(second).toBeGreaterThan(first);
  await expect(lastDecided(page)).toContainText('Saved');
  const seen = await turns();
  expect(seen.map(({ saved }) => saved)).toEqual([String(first), String(second)]);
  for (const { saved, pictured } of seen) expect(Number(pictured)).toBeGreaterThan(Number(saved));
});

staged('an item is skipped, set aside as not sure, and taken back', async ({ page }) => {
  const skipped = await picturedItem(page);
  await page.keyboard.press('s');
  await expect(lastDecided(page)).toContainText('Skipped');
  await expect(board(page)).not.toHaveAttribute('data-item-id', String(skipped));
  const unsure = await picturedItem(page);
  await page.keyboard.press('u');
  await expect(lastDecided(page)).toContainText('not sure');
  await expect(board(page)).not.toHaveAttribute('data-item-id', String(unsure));
  await page.keyboard.press('b');
  await expect(board(page)).toHaveAttribute('data-item-id', String(unsure));
});

staged('boxes are drawn, given a class, nudged, undone, redone and deleted', async ({ page }) => {
  const before = await boxRows(page).count();
  await drags(page, [0.4, 0.4], [0.5, 0.55]);
  await expect(boxRows(page)).toHaveCount(before + 1);
  await page.keyboard.press('3');
  await expect(boxRows(page).last()).toContainText('mousebite');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('z');
  await page.keyboard.press('z');
  await page.keyboard.press('z');
  await expect(boxRows(page)).toHaveCount(before);
  await page.keyboard.press('Shift+Z');
  await expect(boxRows(page)).toHaveCount(before + 1);
  await drags(page, [0.45, 0.47], [0.6, 0.6]);
  await expect(boxRows(page)).toHaveCount(before + 1);
  await page.keyboard.press('Delete');
  await expect(boxRows(page)).toHaveCount(before);
});

staged('what was drawn outlives a reload', async ({ page }) => {
  const item = await picturedItem(page);
  const before = await boxRows(page).count();
  await drags(page, [0.4, 0.4], [0.5, 0.55]);
  await page.reload();
  await expect(board(page)).toHaveAttribute('data-item-id', String(item));
  await expect(boxRows(page)).toHaveCount(before + 1);
  await expect(boxRows(page).last()).toContainText('yours');
});

staged('the seat can be walked by keyboard, boxes and controls', async ({ page }) => {
  const walked = await canBeWalkedByKeyboard(page);
  expect(walked.length).toBeGreaterThan(12);
});

for (const size of screenSizes) {
  staged(`the seat fits ${size.width} x ${size.height} and is readable in every theme`, async ({ page }) => {
    await page.setViewportSize(size);
    await savesByKey(page);
    await savesUntilBoxes(page, 2);
    await drags(page, [0.35, 0.4], [0.5, 0.55]);
    await fitsInEveryTheme(page, 'label', size);
  });
}

staged('the sheets say what will be written and what is kept', async ({ page }) => {
  await page.getByRole('button', { name: 'Export' }).click();
  const sheet = page.getByRole('dialog', { name: 'Export labels' });
  await sheet.getByLabel('Folder').fill('/srv/labels/june');
  await sheet.getByRole('button', { name: 'Export' }).click();
  await expect(sheet.getByRole('status')).toContainText('/srv/labels/june');
  await page.screenshot({ path: 'tests/e2e/screens/label-export.png' });
  await hasNoSeriousFault(page, 'export', 'light');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Sampling' }).click();
  const sampling = page.getByRole('dialog', { name: 'Sampling' });
  await sampling.getByLabel('From score').fill('0.9');
  await expect(sampling.getByText(/The band needs two scores/)).toBeVisible();
  await expect(sampling.getByRole('button', { name: 'Save' })).toBeDisabled();
  await page.screenshot({ path: 'tests/e2e/screens/label-sampling.png' });
  await hasNoSeriousFault(page, 'sampling', 'light');
  await sampling.getByLabel('From score').fill('0.3');
  await sampling.getByRole('button', { name: 'Save' }).click();
  await expect(sampling).toBeHidden();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys of this page' })).toContainText('Verify and save');
  await page.screenshot({ path: 'tests/e2e/screens/label-keys.png' });
});

staged('a finger draws a box, two fingers move the picture', async ({ browser, served }) => {
  const context = await browser.newContext({
    baseURL: served.origin,
    hasTouch: true,
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  await page.goto(served.link());
  await openSeat(page, 'label');
  await picturedItem(page);
  const before = await boxRows(page).count();
  const place = await board(page).boundingBox();
  const touch = await context.newCDPSession(page);
  const at = (x: number, y: number, id = 0) => ({ x: (place?.x ?? 0) + x, y: (place?.y ?? 0) + y, id });
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: readonly ReturnType<typeof at>[]) =>
    touch.send('Input.dispatchTouchEvent', { type, touchPoints: [...touchPoints] });
  await send('touchStart', [at(250, 250)]);
  await send('touchMove', [at(300, 300)]);
  await send('touchMove', [at(350, 360)]);
  await send('touchEnd', []);
  await expect(boxRows(page)).toHaveCount(before + 1);
  const zoom = page.getByText(/^\d+ %$/);
  const scale = await zoom.textContent();
  await send('touchStart', [at(200, 200)]);
  await send('touchStart', [at(200, 200), at(400, 400, 1)]);
  await send('touchMove', [at(150, 150), at(450, 450, 1)]);
  await send('touchEnd', []);
  await expect(zoom).not.toHaveText(scale ?? '');
  await expect(boxRows(page)).toHaveCount(before + 1);
  await context.close();
});

staged('when all is done the seat says what will be here', async ({ page, request, served }) => {
  const queue = await request.get('/api/labels?limit=200');
  for (const { id } of (await queue.json()).rows) {
    await request.post(`/api/labels/${id}/skip`, { data: {}, headers: { origin: served.origin } });
  }
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Nothing waits to be labelled' })).toBeVisible();
  await fitsInEveryTheme(page, 'label-empty');
});
