import { expect, type Page } from '@playwright/test';

export const rowButtons = (page: Page) => page.getByRole('button', { name: /^Prediction / });

export async function listsWhatWasPredicted(page: Page): Promise<void> {
  await expect(rowButtons(page).first()).toBeVisible();
  await expect(page.getByText(/^[\d,]+ predictions?$/)).toBeVisible();
}

/** Drags the bar to a share of its way, as a hand would, and waits for the rows there: those that stood before are no answer. */
export async function jumpsTo(page: Page, share: number): Promise<number> {
  const before = await firstNumber(page);
  await page.locator('.history-table > div').evaluate((element, part) => {
    element.scrollTop = (element.scrollHeight - element.clientHeight) * part;
  }, share);
  await expect.poll(() => firstNumber(page)).not.toBe(before);
  await expect(page.locator('tr[aria-busy="true"]')).toHaveCount(0);
  await expect(rowButtons(page).first()).toBeVisible();
  return firstNumber(page);
}

export async function firstNumber(page: Page): Promise<number> {
  const name = await rowButtons(page).first().getAttribute('aria-label');
  return Number(/Prediction ([\d,]+)/.exec(name ?? '')?.[1]?.replaceAll(',', ''));
}

export async function walksByKeys(page: Page): Promise<void> {
  await page.keyboard.press('End');
  await expect(page.getByRole('button', { name: /^Prediction 1,/ })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('button', { name: /^Prediction 2,/ })).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByRole('heading', { name: /^Prediction / })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
}

export async function filtersByVerdict(page: Page, verdict: 'Pass' | 'Fail' | 'Unsure'): Promise<void> {
  await page.getByRole('button', { name: /^Verdict:/ }).click();
  await page.getByRole('menuitemradio', { name: verdict, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`verdict=${verdict.toLowerCase()}`));
  await expect(rowButtons(page).first()).toHaveAttribute('aria-label', new RegExp(`, ${verdict}\\.`));
  const names = await rowButtons(page).evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? ''));
  expect(names.filter((name) => !name.includes(`, ${verdict}.`))).toEqual([]);
}
