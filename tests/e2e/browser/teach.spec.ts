import { expect } from '@playwright/test';
import { canBeHitWithAGlove } from '../scenarios/accessibility.ts';
import { openSeat } from '../scenarios/inspect.ts';
import { fitsInEveryTheme, screenSizes } from '../scenarios/screens.ts';
import { staged } from '../support/test.ts';

staged.beforeEach(({ served }) => {
  served.station.teaching.forget();
  served.station.line.start('demo');
});

staged('good parts are shown, counted, looked through, learnt from and used on the line', async ({ page, served }) => {
  await openSeat(page, 'models');
  await page.getByRole('button', { name: 'Teach from good parts' }).click();
  await page.getByLabel('Name of the new model').fill('lid-top');
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Teach from good parts: lid-top' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'Live picture of Demo line' })).toBeVisible();
  await page.getByRole('button', { name: 'This one is good' }).click();
  await expect(page.getByText('1 good part', { exact: true })).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Space');
  await expect(page.getByText('2 good parts', { exact: true })).toBeVisible();
  await expect(page.getByText('8 more are needed')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Learn from them' })).toBeDisabled();
  await page.getByRole('button', { name: 'Take the next 30 parts' }).click();
  await page.getByRole('button', { name: /^Leave out: Good part 32/ }).click();
  await expect(page.getByText('31 good parts', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Learn from them' }).click();
  await expect(page.getByText('Judging each by what the others taught 3 / 5')).toBeVisible();
  served.station.teaching.built();
  const slider = page.getByRole('slider', { name: 'Good parts held back, at most' });
  await expect(page.getByText(/^Of 100 good parts, about 6.3 reach the limit/)).toBeVisible();
  await slider.press('Home');
  await expect(page.getByText('Less than 3.1 % cannot be promised with 31 parts.')).toBeVisible();
  await expect(
    page.getByRole('img', { name: /31 good parts looked.*; 1 of them at or above the limit/ }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Use it on the line' }).click();
  await expect(page).toHaveURL(/#\/inspect\?source=demo/);
  await expect(page.getByText('lid-top inspects the line from now on')).toBeVisible();
});

staged('the space bar takes no part while a sheet asks something', async ({ page, served }) => {
  served.station.teaching.begin('lid-top', 'demo');
  await openSeat(page, 'teach');
  await expect(page.getByRole('img', { name: 'Live picture of Demo line' })).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.getByText('1 good part', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByRole('dialog')).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Space');
  await expect(page.getByText('2 good parts', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Leave out: Good part/ })).toHaveCount(2);
});

staged('pictures of a folder are added, and what was passed over is told', async ({ page, served }) => {
  served.station.teaching.begin('lid-top', null);
  await openSeat(page, 'teach');
  await page.getByRole('button', { name: 'Add pictures of a folder' }).click();
  await page.getByLabel('Folder on the station’s machine').fill('/data/lids');
  await page.getByRole('button', { name: 'Add them' }).click();
  await expect(page.getByText('12 pictures added')).toBeVisible();
  await page.getByText('1 passed over').click();
  await expect(page.getByText('Picture 7.png: expected a whole JPEG')).toBeVisible();
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByLabel('Name of the new model')).toBeVisible();
});

for (const size of screenSizes) {
  staged(`the page fits ${size.width} x ${size.height} and is readable in every theme`, async ({ page, served }) => {
    await page.setViewportSize(size);
    const looksAt = (what: string): Promise<void> => fitsInEveryTheme(page, `teach-${what}`, size);
    await openSeat(page, 'teach');
    await expect(page.getByLabel('Name of the new model')).toBeVisible();
    await looksAt('begin');
    served.station.teaching.begin('lid-top', 'demo');
    served.station.teaching.take(4, 'line');
    await expect(page.getByText('6 more are needed')).toBeVisible();
    await expect(page.getByRole('img', { name: /^Good part 4/ })).toBeVisible();
    await looksAt('few');
    served.station.teaching.take(10, 'line');
    await expect(page.getByText('14 good parts')).toBeVisible();
    await expect(page.getByRole('img', { name: /^Good part 14/ })).toBeVisible();
    await looksAt('collect');
    await canBeHitWithAGlove(page, 'teach');
    served.station.teaching.take(17, 'line');
    served.station.teaching.built();
    await expect(page.getByRole('slider')).toBeVisible();
    await looksAt('result');
  });
}
