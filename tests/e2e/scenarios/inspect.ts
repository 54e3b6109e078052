import { expect, type Page } from '@playwright/test';

const picture = '[data-layer="picture"]';
const boxes = '[data-layer="live"]';

/** By its address in a browser; within the page where it was opened otherwise, as the desktop app's is. */
export async function openSeat(page: Page, seat: string): Promise<void> {
  if (page.url() === 'about:blank') await page.goto(`/#/${seat}`);
  else await page.evaluate((hash) => location.assign(hash), `#/${seat}`);
  await expect(page.locator('main')).toBeVisible();
}

const frameShown = (page: Page): Promise<string | null> => page.locator(picture).getAttribute('data-frame-id');

export async function seesTheLineLive(page: Page): Promise<void> {
  await expect(page.locator('.picture-well')).toHaveAttribute('data-state', 'running');
  await expect(page.locator(picture)).toHaveAttribute('data-frame-id', /.+/);
  await expect(page.locator('.verdict-panel')).toHaveAttribute('data-verdict', /pass|fail|unsure/);
}

export async function pictureMovesOn(page: Page): Promise<void> {
  const before = await frameShown(page);
  await expect(page.locator(picture)).not.toHaveAttribute('data-frame-id', before ?? '');
}

/** Looks at both layers in every drawing turn for a while: they must never speak of two frames. */
export async function boxesBelongToTheirPicture(page: Page, turns: number): Promise<void> {
  const seen = await page.evaluate(
    async ([pictureLayer, boxLayer, count]) => {
      const pairs: (string | undefined)[][] = [];
      const idOf = (selector: string): string | undefined =>
        document.querySelector<HTMLElement>(selector)?.dataset.frameId;
      for (let turn = 0; turn < count; turn++) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        pairs.push([idOf(pictureLayer), idOf(boxLayer)]);
      }
      return pairs;
    },
    [picture, boxes, turns] as const,
  );
  expect(seen.filter(([shown, boxed]) => shown !== boxed)).toEqual([]);
  expect(new Set(seen.map(([shown]) => shown)).size).toBeGreaterThan(1);
}

export async function stopsAndStarts(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Stop/ }).click();
  await expect(page.getByRole('heading', { name: 'The line is stopped' })).toBeVisible();
  await page.getByRole('button', { name: /^Start on/ }).click();
  await seesTheLineLive(page);
}

export async function stopsAndStartsByKey(page: Page): Promise<void> {
  await page.locator('body').press('Space');
  await expect(page.locator('.picture-well')).toHaveAttribute('data-state', 'stopped');
  // What was seen is being stored: only then can it start again.
  await expect(page.getByRole('button', { name: 'Start Space' })).toBeEnabled();
  await page.locator('body').press('Space');
  await expect(page.locator('.picture-well')).toHaveAttribute('data-state', 'running');
}

export async function refusesAWrongAddress(page: Page, address: string): Promise<void> {
  await page.getByRole('button', { name: /^Source:/ }).click();
  await page.getByRole('menuitem', { name: 'Add a source' }).click();
  const sheet = page.getByRole('dialog', { name: 'Add a source' });
  await sheet.getByRole('radio', { name: 'Address' }).click();
  await sheet.getByLabel('Name').fill('Line 2 camera');
  await sheet.getByLabel('Address', { exact: true }).and(sheet.getByRole('textbox')).fill(address);
  await sheet.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(sheet.getByRole('alert')).toContainText('The source cannot be reached');
  await expect(sheet.getByRole('list')).not.toContainText('Line 2 camera');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
}

export async function opensAPart(page: Page): Promise<void> {
  const strip = page.getByRole('region', { name: 'Last parts' });
  await strip.getByRole('button').first().click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByRole('heading', { name: /^Part / })).toBeVisible();
  await expect(sheet.getByRole('link').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
}
