import { expect, type Locator, type Page } from '@playwright/test';

export const board = (page: Page): Locator => page.locator('[data-board]');

/** The item whose picture is on screen; empty while there is none. */
const itemShown = async (page: Page): Promise<number> => Number((await board(page).getAttribute('data-item-id')) ?? 0);

export async function picturedItem(page: Page): Promise<number> {
  await expect(board(page)).toHaveAttribute('data-item-id', /^\d+$/);
  return itemShown(page);
}

/** What the page shows as decided last, with how. */
export const lastDecided = (page: Page): Locator => page.locator('[data-last]');

export async function savesByKey(page: Page): Promise<number> {
  const item = await picturedItem(page);
  await page.keyboard.press('Space');
  await expect(lastDecided(page)).toHaveAttribute('data-last', String(item));
  await expect(board(page)).not.toHaveAttribute('data-item-id', String(item));
  return item;
}

/** Drags from one place of the picture's panel to another, as shares of its size. */
export async function drags(page: Page, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const place = await board(page).boundingBox();
  if (place === null) throw new Error('Expected the board on screen, found none');
  const at = ([x, y]: readonly [number, number]) => [place.x + place.width * x, place.y + place.height * y] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]), { steps: 4 });
  await page.mouse.move(...at(to));
  await page.mouse.up();
}

export const boxRows = (page: Page): Locator =>
  page.locator('aside button[aria-pressed]').filter({ hasText: /guess|yours/ });

/** Presses the space bar on one item after the other; each counts once the page shows it as saved. */
export async function savesInTurn(page: Page, count: number): Promise<readonly number[]> {
  const saved: number[] = [];
  while (saved.length < count) {
    const item = await picturedItem(page);
    await page.keyboard.press('Space');
    const shown = await page
      .waitForFunction((id) => document.querySelector<HTMLElement>('[data-last]')?.dataset.last === id, String(item), {
        timeout: 1_000,
      })
      .then(
        () => true,
        () => false,
      );
    if (!shown) continue;
    saved.push(item);
    await page.waitForFunction(
      (id) => document.querySelector<HTMLElement>('[data-board]')?.dataset.itemId !== id,
      String(item),
    );
  }
  return saved;
}

interface Turn {
  readonly saved: string;
  readonly pictured: string;
}

/** From now on notes which picture is on screen at each moment at which something appears as saved. */
export async function watchesTurns(page: Page): Promise<() => Promise<readonly Turn[]>> {
  const turns = await page.evaluateHandle(() => {
    const seen: Turn[] = [];
    new MutationObserver(() => {
      const saved = document.querySelector<HTMLElement>('[data-last]')?.dataset.last ?? '';
      const pictured = document.querySelector<HTMLElement>('[data-board]')?.dataset.itemId ?? '';
      if (saved !== '' && saved !== seen.at(-1)?.saved) seen.push({ saved, pictured });
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
    return seen;
  });
  return () => turns.jsonValue();
}
