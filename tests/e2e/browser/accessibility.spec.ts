import { expect } from '@playwright/test';
import { hasNoSeriousFault, themes } from '../scenarios/accessibility.ts';
import { openSeat } from '../scenarios/inspect.ts';
import { staged } from '../support/test.ts';

staged('faults that are planted are found: each pale word in every theme, the rest in the first', async ({ page }) => {
  await openSeat(page, 'settings');
  await hasNoSeriousFault(page, 'as it is', 'light');
  await page.locator('main').evaluate((main) => {
    main.prepend(document.createElement('button'));
    for (const word of ['pale', 'paler']) {
      const text = document.createElement('p');
      Object.assign(text.style, { color: '#ccc', background: '#fff' });
      text.textContent = word;
      main.prepend(text);
    }
  });
  for (const theme of themes) {
    const faults = await hasNoSeriousFault(page, 'planted', theme).then(
      () => '',
      (error: Error) => error.message,
    );
    expect(faults.match(/planted: color-contrast/g)).toHaveLength(2);
    expect(faults.includes('planted: button-name')).toBe(theme === 'light');
  }
});
