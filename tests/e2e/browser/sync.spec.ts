import { expect, type Page } from '@playwright/test';
import { hasNoSeriousFault } from '../scenarios/accessibility.ts';
import { openSeat } from '../scenarios/inspect.ts';
import { fitsInEveryTheme, screenSizes } from '../scenarios/screens.ts';
import { staged } from '../support/test.ts';

const secret = 'Qk7'.repeat(15).slice(0, 43);
const stationKey = `caracal.line-3-4fa210.5be2c9d01f77.${secret}`;

async function setEndpoint(page: Page, address: string): Promise<void> {
  await page.getByRole('button', { name: /^(Set an endpoint|Change)$/ }).click();
  const sheet = page.getByRole('dialog', { name: 'Set the endpoint' });
  await sheet.getByLabel('Address', { exact: true }).fill(address);
  await sheet.getByLabel('Station key').fill(stationKey);
  await sheet.getByRole('button', { name: 'Set and start' }).click();
  await expect(sheet).toBeHidden();
}

async function dismissMessages(page: Page): Promise<void> {
  const dismiss = page.getByRole('button', { name: 'Dismiss message' });
  await expect(dismiss.first()).toBeVisible();
  for (let left = await dismiss.count(); left > 0; left -= 1) await dismiss.first().click();
  await expect(dismiss).toHaveCount(0);
}

/** Whatever the test before left: off, as a new station is. */
async function forgetEndpoint(page: Page): Promise<void> {
  await openSeat(page, 'sync');
  await expect(page.getByRole('heading', { name: /Nothing leaves|What waits/ })).toBeVisible();
  const forget = page.getByRole('button', { name: 'Forget', exact: true });
  if (!(await forget.isVisible())) return;
  await forget.click();
  await page.getByRole('button', { name: 'Forget address and key' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing leaves this station' })).toBeVisible();
  // Its message would stand beside the one that is looked for next.
  await dismissMessages(page);
}
staged.beforeEach(({ page }) => forgetEndpoint(page));

for (const size of screenSizes) {
  staged(
    `each state fits ${size.width} x ${size.height}, in word and shape, and is readable in every theme`,
    async ({ page }) => {
      await page.setViewportSize(size);
      await fitsInEveryTheme(page, 'sync-off', size);
      for (const state of ['Idle', 'Sending', 'Paused', 'Stopped']) {
        await setEndpoint(page, `https://${state.toLowerCase()}.example`);
        await expect(page.locator('main header').getByText(state, { exact: true })).toBeVisible();
        await dismissMessages(page);
        await fitsInEveryTheme(page, `sync-${state.toLowerCase()}`, size);
      }
    },
  );
}

staged('it is reached from the outbox word, from Settings and from the palette', async ({ page }) => {
  for (const go of [
    () => page.getByRole('link', { name: /Outbox/ }).click(),
    async () => {
      await openSeat(page, 'settings');
      await page.getByRole('link', { name: 'Open Sync' }).click();
    },
    async () => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('sync');
      await page.getByRole('option', { name: 'Sync', exact: true }).click();
    },
  ]) {
    await openSeat(page, 'system');
    await expect(page).toHaveURL(/#\/system/);
    await go();
    await expect(page.getByRole('heading', { name: 'Sync', exact: true })).toBeVisible();
  }
});

staged('an endpoint is set with a key that is never shown, and forgotten after one more question', async ({ page }) => {
  await setEndpoint(page, 'https://sync.example');
  await expect(page.getByText('line-3-4fa210')).toBeVisible();
  await page.getByRole('button', { name: 'Change' }).click();
  const sheet = page.getByRole('dialog', { name: 'Set the endpoint' });
  await expect(sheet.getByLabel('Address', { exact: true })).toHaveValue('https://sync.example');
  await expect(sheet.getByLabel('Station key')).toHaveValue('');
  await expect(sheet.getByLabel('Station key')).toHaveAttribute('type', 'password');
  expect(await page.content()).not.toContain(secret);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Forget', exact: true }).click();
  const asked = page.getByRole('dialog', { name: 'Forget the endpoint' });
  await page.screenshot({ path: 'tests/e2e/screens/sync-forget.png' });
  await asked.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('line-3-4fa210')).toBeVisible();
  await forgetEndpoint(page);
  await expect(page.getByRole('table', { name: 'Every address contacted' })).toContainText('https://sync.example');
});

staged('an address that others can read along is warned of before it can be set', async ({ page }) => {
  await page.getByRole('button', { name: 'Set an endpoint' }).click();
  const sheet = page.getByRole('dialog', { name: 'Set the endpoint' });
  await sheet.getByLabel('Station key').fill(stationKey);
  await sheet.getByLabel('Address', { exact: true }).fill('http://127.0.0.1:7430');
  await expect(sheet.getByText('Others could read along')).toBeHidden();
  await sheet.getByLabel('Address', { exact: true }).fill('http://192.0.2.7:7430');
  await expect(sheet.getByText('Others could read along')).toBeVisible();
  const save = sheet.getByRole('button', { name: 'Set and start' });
  await expect(save).toBeDisabled();
  await page.screenshot({ path: 'tests/e2e/screens/sync-insecure.png' });
  await hasNoSeriousFault(page, 'sync sheet', 'light');
  await sheet.getByRole('switch').click();
  await expect(save).toBeEnabled();
  await sheet.getByLabel('Address', { exact: true }).fill('sync.example.com');
  await save.click();
  await expect(sheet.getByRole('alert')).toContainText('Correct the address.');
});

staged('what is told stays fresh when the station ends the feed while the link stands', async ({ page, served }) => {
  await expect(page.locator('main header').getByText('Off', { exact: true })).toBeVisible();
  served.station.feeds.end();
  await setEndpoint(page, 'https://sending.example');
  await expect(page.locator('main header').getByText('Sending', { exact: true })).toBeVisible();
});

staged('the next try is counted down, and what was set aside is sent again', async ({ page }) => {
  await setEndpoint(page, 'https://paused.example');
  const next = page.locator('dl').getByText(/^in \d/);
  await expect(next).toHaveText(/^in 4 min \d+ s$/);
  await expect(page.getByText('none within 30 s')).toBeVisible();
  const failures = page.getByRole('table', { name: 'What failed and why' });
  await expect(failures.getByRole('row').nth(1)).toContainText('The file of the sample is not there any more');
  await page.getByRole('button', { name: 'Send these again' }).click();
  await expect(failures).toBeHidden();
  await expect(page.getByText('2 things wait again.')).toBeVisible();
});
