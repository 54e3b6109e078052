import { expect } from '@playwright/test';
import { hasNoSeriousFault } from '../scenarios/accessibility.ts';
import { openSeat } from '../scenarios/inspect.ts';
import { fitsInEveryTheme, screenSizes } from '../scenarios/screens.ts';
import { staged } from '../support/test.ts';

const usual = 260;

staged.beforeEach(async ({ page, served }) => {
  served.station.reviewing.review(usual);
  await openSeat(page, 'models');
  await expect(page.getByRole('heading', { name: 'How sure' })).toBeVisible();
});

staged('what could be promised, and where pictures would go, is told before it is put to use', async ({ page }) => {
  const panel = page.getByRole('region', { name: 'How sure' });
  await expect(panel).toContainText('Judged by the card: unsure from 0.40, a defect from 0.70. Nothing is promised.');
  await expect(panel).toContainText(/Of 100 real defects at most 2 are passed: promised from \d+ reviewed defects/);
  await expect(panel.getByRole('table', { name: 'Where pictures would go' }).getByRole('row')).toHaveCount(3);
  await expect(panel.getByRole('img', { name: /^Reliability diagram/ })).toBeVisible();
  await panel.getByRole('slider', { name: 'Real defects passed, at most' }).press('ArrowRight');
  await expect(panel).toContainText('Of 100 real defects at most 3 are passed');
  await panel.getByRole('switch', { name: 'Promise something of good pictures too' }).click();
  await expect(panel).toContainText(/Of 100 good pictures at most 5 fail: promised from \d+ reviewed good pictures/);
});

staged('a fit is put to use, kept to, and gone back from', async ({ page, served }) => {
  const panel = page.getByRole('region', { name: 'How sure' });
  await panel.getByRole('button', { name: 'Use these thresholds' }).click();
  await expect(page.getByText('The fitted thresholds judge from the next frame on.')).toBeVisible();
  await expect(panel).toContainText('In use, chosen by admin');
  await expect(panel).toContainText('None of the samples drawn since has been reviewed yet.');
  served.station.reviewing.spoil(60);
  await page.reload();
  await expect(panel.getByRole('alert')).toContainText('The promise does not hold any more');
  await panel.getByRole('button', { name: 'Go back to the card' }).click();
  await expect(panel).toContainText('Nothing is promised.');
  await expect(panel.getByRole('alert')).toHaveCount(0);
});

staged('what a score is worth stands beside it on Inspect once a fit is in use', async ({ page, served }) => {
  const { lines } = served.station;
  lines.start('demo');
  await openSeat(page, 'inspect');
  const why = page.getByRole('region', { name: 'Why' });
  await expect(why).toContainText(/0\.\d\d score/i);
  await expect(why).not.toContainText('of 100 times');
  await openSeat(page, 'models');
  await page.getByRole('button', { name: 'Use these thresholds' }).click();
  await expect(page.getByRole('region', { name: 'How sure' })).toContainText('In use');
  await openSeat(page, 'inspect');
  await expect(why).toContainText(/right \d+ of 100 times/);
  await page.screenshot({ path: 'tests/e2e/screens/confidence-inspect.png' });
  lines.stop('demo');
});

staged('with too few labels it says how many more are needed, and offers nothing to use', async ({ page, served }) => {
  served.station.reviewing.review(40);
  await page.reload();
  const panel = page.getByRole('region', { name: 'How sure' });
  await expect(panel).toContainText(/\d+ more reviewed defects are needed to promise 2 in 100/);
  await expect(panel.getByRole('button', { name: 'Use these thresholds' })).toBeDisabled();
  await panel.getByRole('slider', { name: 'Real defects passed, at most' }).press('End');
  await expect(panel).toContainText('Of 100 real defects at most 30 are passed');
  await expect(panel.getByRole('button', { name: 'Use these thresholds' })).toBeEnabled();
});

staged('nothing reviewed yet is told, not drawn', async ({ page, served }) => {
  served.station.reviewing.review(0);
  await page.reload();
  const panel = page.getByRole('region', { name: 'How sure' });
  await expect(panel).toContainText('49 more reviewed defects are needed to promise 2 in 100.');
  await expect(panel).toContainText('No detection was reviewed yet.');
  await expect(panel.getByRole('img')).toHaveCount(0);
});

for (const size of screenSizes) {
  const { width, height } = size;
  staged(`it fits ${width} x ${height} and is readable in every theme`, async ({ page, served }) => {
    await page.setViewportSize(size);
    const panel = page.getByRole('region', { name: 'How sure' });
    await expect(panel.getByRole('table', { name: 'Thresholds' })).toBeVisible();
    await page.getByRole('heading', { name: 'How sure' }).evaluate((head) => head.scrollIntoView());
    await fitsInEveryTheme(page, 'confidence', size);
    await panel.getByRole('img', { name: /^Reliability/ }).evaluate((img) => img.scrollIntoView());
    await page.screenshot({ path: `tests/e2e/screens/confidence-diagram-${width}x${height}.png` });
    await panel.getByRole('button', { name: 'Use these thresholds' }).click();
    await expect(panel).toContainText('In use');
    served.station.reviewing.spoil(60);
    await page.reload();
    await expect(panel.getByRole('alert')).toBeVisible();
    await page.getByRole('heading', { name: 'How sure' }).evaluate((head) => head.scrollIntoView());
    await page.screenshot({ path: `tests/e2e/screens/confidence-broken-${width}x${height}.png` });
    if (width === 1280) await hasNoSeriousFault(page, 'confidence-broken', 'light');
  });
}
