import type { Page } from '@playwright/test';
import { chooseTheme, fitsTheScreen, hasNoSeriousFault, themes } from './accessibility.ts';

export interface ScreenSize {
  readonly width: number;
  readonly height: number;
}

/** A panel beside the line, a large screen on the wall, and one that hangs upright. */
export const screenSizes: readonly ScreenSize[] = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
];
const [smallest] = screenSizes;

/** What is still on its way when a seat opens (rows, a first picture) is there by then. */
const settleMs = 300;

/**
 * Fits the screen, with a picture of it in every theme. All are read by the rules for accessibility, of several sizes those of
 * the smallest: what these look at is the same in all.
 */
export async function fitsInEveryTheme(page: Page, name: string, size?: ScreenSize): Promise<void> {
  await page.waitForTimeout(settleMs);
  for (const theme of themes) {
    await chooseTheme(page, theme);
    const picture = [name, theme, ...(size === undefined ? [] : [`${size.width}x${size.height}`])].join('-');
    await page.screenshot({ path: `tests/e2e/screens/${picture}.png` });
    if (size === undefined || size === smallest) await hasNoSeriousFault(page, picture, theme);
  }
  await fitsTheScreen(page, name);
}

export async function fitsAtEverySize(page: Page, name: string): Promise<void> {
  for (const size of screenSizes) {
    await page.setViewportSize(size);
    await fitsInEveryTheme(page, name, size);
  }
}
