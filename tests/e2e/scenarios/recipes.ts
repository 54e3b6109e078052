import { expect, type Locator, type Page } from '@playwright/test';

export type Spot = readonly [number, number];

export const plan = (page: Page): Locator => page.getByRole('application', { name: /^Picture with/ });

/** Goes to what the address asks for, and waits until the picture to draw on is there. */
export async function opensEditor(page: Page, query: string): Promise<void> {
  await page.evaluate((hash) => location.assign(hash), `#/recipes?${query}`);
  await expect(plan(page)).toHaveAttribute('data-picture', /^\d+ \d+$/);
}

export const opensTab = async (page: Page, name: string): Promise<void> =>
  page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();

/** Around the whole picture, which lies in the middle of the board. */
const air = 28;

/** Where a share of the picture lies on screen. */
export async function spotOn(page: Page, [x, y]: Spot): Promise<{ readonly x: number; readonly y: number }> {
  const place = await plan(page).boundingBox();
  const [width = 0, height = 0] = ((await plan(page).getAttribute('data-picture')) ?? '').split(' ').map(Number);
  if (place === null || width === 0) throw new Error('Expected a picture on the board, found none');
  const scale = Math.min((place.width - 2 * air) / width, (place.height - 2 * air) / height);
  const left = place.x + (place.width - width * scale) / 2;
  const top = place.y + (place.height - height * scale) / 2;
  return { x: left + x * width * scale, y: top + y * height * scale };
}

export async function dragsOnPicture(page: Page, from: Spot, to: Spot): Promise<void> {
  const [start, end] = [await spotOn(page, from), await spotOn(page, to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
  await page.mouse.move(end.x, end.y);
  await page.mouse.up();
}

export async function tapsOnPicture(page: Page, ...spots: readonly Spot[]): Promise<void> {
  for (const spot of spots) {
    const { x, y } = await spotOn(page, spot);
    await page.mouse.click(x, y);
  }
}

/** What lies on the picture, as the list beside it tells: "region 0", "zone 1". */
export const shapes = (page: Page): Promise<readonly (string | undefined)[]> =>
  page.locator('[data-shape]').evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.shape));

export async function saves(page: Page, why: string): Promise<void> {
  await page.getByRole('button', { name: /^Save version/ }).click();
  const sheet = page.getByRole('dialog', { name: /^Save version/ });
  await sheet.getByLabel('Why').fill(why);
  await sheet.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(sheet).toBeHidden();
}
