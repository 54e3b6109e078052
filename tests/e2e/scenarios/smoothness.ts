import { expect, type Page } from '@playwright/test';

interface Watched extends Window {
  longTasks?: number[];
}

/** From now on, notes each time that the page's own thread was busy for longer than 50 ms. */
export const watchTheThread = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const watched: Watched = window;
    const tasks: number[] = [];
    watched.longTasks = tasks;
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
  });

export const blockedFor = (page: Page): Promise<readonly number[]> =>
  page.evaluate(() => {
    const watched: Watched = window;
    return watched.longTasks ?? [];
  });

/** Layout moved under someone's eyes, as the browser scores it, while nothing was pressed. */
export async function nothingJumps(page: Page, ms: number): Promise<void> {
  const score = await page.evaluate(
    (span) =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            if ('value' in entry && typeof entry.value === 'number') sum += entry.value;
        }).observe({ type: 'layout-shift' });
        setTimeout(() => resolve(sum), span);
      }),
    ms,
  );
  expect(score).toBeLessThan(0.01);
}
