import { expect, type Page } from '@playwright/test';
import { openSeat } from '../scenarios/inspect.ts';
import { fitsAtEverySize } from '../scenarios/screens.ts';
import { staged } from '../support/test.ts';

const modelButton = (page: Page) => page.getByRole('button', { name: /^Model:/ });

staged(
  'a model that is not installed is offered, fetched and picked without leaving the seat',
  async ({ page, served }) => {
    served.station.line.start('demo');
    await openSeat(page, 'inspect');
    await modelButton(page).click();
    const offer = page.getByRole('menuitemradio', { name: /YuNet face detector/ });
    await expect(offer).toContainText('Find faces, not installed: fetch or import it');
    await offer.click();
    const sheet = page.getByRole('dialog', { name: 'Fetch or import a model' });
    await expect(sheet.getByRole('button', { name: 'Import a file or folder' })).toBeVisible();
    await page.screenshot({ path: 'tests/e2e/screens/inspect-bring-model-light-1280x800.png' });
    await sheet.getByRole('button', { name: /^Fetch, / }).click();
    await expect(page.getByText('YuNet face detector is installed.')).toBeVisible();
    await expect(sheet.getByText('All models of the catalogue that the line can use are installed.')).toBeVisible();
    await page.keyboard.press('Escape');
    await modelButton(page).click();
    await page.getByRole('menuitemradio', { name: /YuNet face detector/ }).click();
    await expect(page.getByRole('region', { name: 'In view' })).toContainText('2 faces');
  },
);

staged(
  'faces are told quietly: a count, five points each, no verdict, no parts, no defect rate',
  async ({ page, served }) => {
    served.station.line.start('demo', 'yunet');
    await openSeat(page, 'inspect');
    await expect(page.locator('[data-layer="picture"]')).toHaveAttribute('data-frame-id', /^faces-/);
    await expect(page.getByRole('region', { name: 'In view' })).toContainText('2 faces');
    await expect(page.getByRole('region', { name: 'What is kept' })).toContainText('No pictures: nobody has said');
    await expect(page.getByText('No parts are judged with this model.')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Verdict' })).toHaveCount(0);
    await expect(page.getByText('Defect rate')).toHaveCount(0);
    await fitsAtEverySize(page, 'inspect-faces');
  },
);

staged('samples of people are kept only by a switch that says what it does, and can be deleted', async ({ page }) => {
  await openSeat(page, 'settings');
  const panel = page.locator('#people');
  const keep = panel.getByRole('switch', { name: 'Keep samples of people for labelling' });
  await expect(keep).not.toBeChecked();
  await expect(panel).toContainText('Off: none is kept, and none leaves this station.');
  await expect(panel).toContainText('14 wait to be sent and are held back.');
  await keep.click();
  await expect(keep).toBeChecked();
  await expect(panel).toContainText('On: what the models were unsure of is kept');
  await expect(panel).not.toContainText('held back');
  await panel.scrollIntoViewIfNeeded();
  await fitsAtEverySize(page, 'settings-people');
  await keep.click();
  await panel.getByRole('button', { name: 'Delete 14 samples of people' }).click();
  await panel.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText('14 samples of people were deleted.')).toBeVisible();
  await expect(panel).not.toContainText('on this disk');
});

staged('a screen that only watches sees faces too, without what it may not read', async ({ browser, served }) => {
  served.station.line.start('demo', 'yunet');
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(served.link('kiosk'));
  await openSeat(page, 'inspect');
  await expect(page.getByRole('region', { name: 'In view' })).toContainText('2 faces');
  await expect(page.getByRole('region', { name: 'Verdict' })).toHaveCount(0);
  await expect(page.getByText('What is kept')).toHaveCount(0);
  await context.close();
});
