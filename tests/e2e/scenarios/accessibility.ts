import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export const themes = ['light', 'dark', 'contrast'] as const;
export type Theme = (typeof themes)[number];
export const seats = ['inspect', 'wall', 'history', 'models', 'settings', 'system'] as const;

/** Colours that fade over are read when they have; what moves on for ever is not waited for. */
const mostFadeMs = 400;

/** As if it had been chosen in Settings before; settles when all is drawn in it. */
export const chooseTheme = (page: Page, theme: Theme): Promise<void> =>
  page.evaluate(
    async ([chosen, mostMs]) => {
      localStorage.setItem('caracal.theme', chosen);
      document.documentElement.dataset.theme = chosen;
      const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
      await drawn();
      const fading = document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map(({ finished }) => finished);
      await Promise.race([Promise.allSettled(fading), new Promise((resolve) => setTimeout(resolve, mostMs))]);
      await drawn();
    },
    [theme, mostFadeMs] as const,
  );

/** All rules in the first theme; in the others only what a theme can change. */
export async function hasNoSeriousFault(page: Page, what: string, theme: Theme): Promise<void> {
  // Within the page, which has no frames: beside it the other way opens a blank page for each reading.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  const rules = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
  const { violations } = await (theme === 'light' ? axe.withTags(rules) : axe.withRules(['color-contrast'])).analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${what}: ${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
    );
  expect(serious).toEqual([]);
}

/** Nothing lies outside the screen, and nothing makes the page itself scroll. */
export async function fitsTheScreen(page: Page, what: string): Promise<void> {
  const outside = await page.evaluate(() =>
    [...document.querySelectorAll('main *, nav *, header *')]
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        // What scrolls sideways in a box of its own may be wider than the screen.
        if (element.closest('.overflow-x-auto') !== null) return false;
        return width > 1 && (right > innerWidth + 1 || left < -1);
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  expect(outside, what).toEqual([]);
  const hidden = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
  expect(hidden, `${what}: pixels that the page itself scrolls`).toBeLessThanOrEqual(0);
}

/** Tabs until the page begins again, and finds each thing that took the focus in sight and marked. */
export async function canBeWalkedByKeyboard(page: Page): Promise<readonly string[]> {
  const seen: string[] = [];
  await page.locator('body').press('Tab');
  for (let step = 0; step < 80; step++) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const after = getComputedStyle(element, '::after');
      const { width, height } = element.getBoundingClientRect();
      const ring = outlineStyle !== 'none' && outlineWidth !== '0px';
      const name = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? '';
      return {
        name,
        marked: ring || after.outlineStyle !== 'none' || element.matches('input'),
        big: width > 0 && height > 0,
      };
    });
    if (focused === null) break;
    if (seen.length > 3 && focused.name === seen[0]) break;
    expect(focused.big && focused.marked, `"${focused.name}" shows that it has the focus`).toBe(true);
    seen.push(focused.name);
    await page.keyboard.press('Tab');
  }
  return seen;
}

/** Asks the page itself what lies where a gloved finger may land: 24 px from the middle to every side. */
export async function canBeHitWithAGlove(page: Page, what: string): Promise<void> {
  const small = await page.evaluate(() => {
    const reach = 23;
    const targets = [
      ...document.querySelectorAll<HTMLElement>(
        'main a[href], main button, nav a[href], header a[href], header button',
      ),
    ];
    const isShort = (element: HTMLElement): boolean => {
      // A row that a list shows by half is scrolled to before a finger aims at it.
      element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      const hit = (across: number, down: number): Element | null => document.elementFromPoint(x + across, y + down);
      if (hit(0, 0)?.closest('a, button') !== element) return false;
      const around = [hit(-reach, 0), hit(reach, 0), hit(0, -reach), hit(0, reach)];
      return around.some((found) => found !== null && found.closest('a, button') !== element);
    };
    return targets.filter(isShort).map((element) => element.outerHTML.slice(0, 160));
  });
  expect(small, what).toEqual([]);
}
