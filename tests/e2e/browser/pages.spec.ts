import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { tellsColours } from '../../support/colour-network.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { canBeWalkedByKeyboard } from '../scenarios/accessibility.ts';
import { openSeat, seesTheLineLive } from '../scenarios/inspect.ts';
import { busyDuring, movedDuring } from '../scenarios/smoothness.ts';
import { staged, test } from '../support/test.ts';

const settleMs = 1_500;
const watchedMs = 10_000;

test('the starter model is verified on request and says what it runs on', async ({ page }) => {
  await openSeat(page, 'models');
  const own = page.getByRole('region').or(page.locator('section')).filter({ hasText: 'pcb-defects' }).last();
  await own.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText(/^In order\. Runs on/)).toBeVisible();
});

test('a folder without a model is refused with what to bring', async ({ page }) => {
  await openSeat(page, 'models');
  await page.getByRole('button', { name: 'Import a file or folder' }).click();
  const sheet = page.getByRole('dialog', { name: 'Import a model' });
  await sheet.getByRole('textbox').fill('/nowhere/at/all');
  await sheet.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(sheet.getByRole('alert')).toBeVisible();
});

test('an .onnx file that says nothing is imported once its labels are said', async ({ page }) => {
  const folder = await makeTempFolder();
  const path = join(folder.path, 'Plates 3.onnx');
  await writeFile(path, tellsColours);
  await openSeat(page, 'models');
  await page.getByRole('button', { name: 'Import a file or folder' }).click();
  const sheet = page.getByRole('dialog', { name: 'Import a model' });
  await sheet.getByLabel('Path of the .onnx file').fill(path);
  await sheet.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(sheet.getByRole('alert')).toContainText('3, as many as the network has');
  await sheet.getByLabel('Labels, with commas between').fill('red, green, blue');
  await sheet.getByLabel('Labels that are good').fill('green');
  await sheet.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(sheet).toHaveCount(0);
  await expect(page.getByText('plates-3').first()).toBeVisible();
  await folder.remove();
});

test('the look is chosen in Settings and still stands after a reload', async ({ page }) => {
  await openSeat(page, 'settings');
  for (const [name, theme] of [
    ['Dark', 'dark'],
    ['High contrast', 'contrast'],
    ['Light', 'light'],
  ] as const) {
    await page.getByRole('radio', { name }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
  }
  await page.getByRole('radio', { name: 'Dark' }).click();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('the station is renamed, another screen is invited, and both acts are in the audit', async ({ page }) => {
  await openSeat(page, 'settings');
  await page.getByLabel('Name of the station').fill('Line 7');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByRole('banner')).toContainText('Line 7');
  await page.getByRole('button', { name: 'Make a link' }).click();
  await expect(page.getByText(/\/enter\?token=/)).toBeVisible();
  await page.reload();
  const audit = page.getByRole('table', { name: 'Audit' });
  await expect(audit).toContainText('station.rename');
  await expect(audit).toContainText('access.invite');
  await expect(page.getByText('Chain intact')).toBeVisible();
});

test('every server that models could come from is listed, with when it is asked', async ({ page }) => {
  await openSeat(page, 'settings');
  const list = page.getByRole('table', { name: 'Outbound connections' });
  await expect(list.getByText('https://').first()).toBeVisible();
  await expect(list).toContainText('only while one is being fetched');
});

staged('no outbound connection is said in plain words', async ({ page }) => {
  await openSeat(page, 'settings');
  await expect(page.getByText('None. This station contacts no other machine.')).toBeVisible();
});

test('a kiosk is offered only what it may use', async ({ page, request, station }) => {
  const headers = { origin: station.origin };
  const invited = await request.post('/api/access/invite', { data: { role: 'kiosk' }, headers });
  const { link } = await invited.json();
  await page.context().clearCookies();
  await page.goto(link);
  await seesTheLineLive(page);
  await expect(page.getByRole('navigation').getByRole('link', { name: /Inspect|System/ })).toHaveCount(2);
  await expect(page.getByRole('navigation').getByRole('link', { name: 'History' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Stop/ })).toHaveCount(0);
});

test('Ctrl-K finds a page, and the question mark shows the keys', async ({ page }) => {
  await openSeat(page, 'inspect');
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder(/Type a page/).fill('hist');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'History', level: 1 })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys of this page' })).toContainText('PgUp PgDn');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('every page can be walked by keyboard, and shows where the focus is', async ({ page }) => {
  for (const seat of ['inspect', 'history', 'models', 'settings', 'system']) {
    await openSeat(page, seat);
    await page.waitForTimeout(500);
    const walked = await canBeWalkedByKeyboard(page);
    expect(walked.length, seat).toBeGreaterThan(8);
    await page.reload();
  }
});

test('while inspecting the page is never blocked and nothing on it jumps', async ({ browser, page }) => {
  await openSeat(page, 'inspect');
  await seesTheLineLive(page);
  await page.waitForTimeout(settleMs);
  const busy = await busyDuring(browser, page, async () => {
    const moved = await movedDuring(page, watchedMs);
    expect(moved.score, moved.what.join('\n')).toBeLessThan(0.01);
  });
  test.info().annotations.push({ type: 'longest task', description: `${busy.tasksMs[0]} ms` });
  expect(busy.tooLongMs).toEqual([]);
});

staged('a seat that is opened first while nothing can be fetched is there all the same', async ({ page }) => {
  const ahead = ['listen', 'label', 'monitor'].map((seat) =>
    page.waitForResponse((response) => response.url().includes(`/assets/${seat}-page`)),
  );
  await openSeat(page, 'inspect');
  await page.reload();
  const addresses = (await Promise.all(ahead)).map((response) => response.url());
  // Settles with what they import in their turn.
  await page.evaluate((urls) => Promise.all(urls.map((url) => import(url))).then(() => null), addresses);
  await page.route('**/assets/**', (route) => route.abort());
  for (const seat of ['Listen', 'Label', 'Monitor']) {
    await page.getByRole('navigation').getByRole('link', { name: seat }).click();
    await expect(page.getByRole('heading', { level: 1, name: seat })).toBeAttached();
  }
});
