import { expect } from '@playwright/test';
import { chooseTheme, hasNoSeriousFault, type themes } from '../scenarios/accessibility.ts';
import { openSeat } from '../scenarios/inspect.ts';
import { fitsInEveryTheme, screenSizes } from '../scenarios/screens.ts';
import { staged } from '../support/test.ts';

for (const size of screenSizes) {
  const { width, height } = size;
  staged(`the outputs fit ${width} x ${height} and are readable in every theme`, async ({ page }) => {
    await page.setViewportSize(size);
    await openSeat(page, 'outputs');
    await expect(page.getByRole('region', { name: 'PLC of line 1' })).toBeVisible();
    await fitsInEveryTheme(page, 'outputs', size);
    await page.getByRole('button', { name: 'Add an output' }).click();
    const sheet = page.getByRole('dialog', { name: 'Add an output' });
    for (const kind of ['OPC UA', 'Modbus TCP', 'MQTT', 'Webhook', 'Folder']) {
      await sheet.getByRole('radio', { name: kind }).click();
      await page.screenshot({
        path: `tests/e2e/screens/outputs-add-${kind.replace(' ', '-').toLowerCase()}-${width}x${height}.png`,
      });
      if (width === 1280) await hasNoSeriousFault(page, `outputs ${kind}`, 'contrast');
    }
    await chooseTheme(page, 'auto' as (typeof themes)[number]);
  });
}

staged('each output says in word and shape how it does, and what stands on its wires', async ({ page, served }) => {
  await openSeat(page, 'outputs');
  const plc = page.getByRole('region', { name: 'PLC of line 1' });
  await expect(plc.getByText('Connected', { exact: true })).toBeVisible();
  const handshake = plc.getByRole('region', { name: 'Handshake' });
  await expect(handshake.getByRole('listitem').filter({ hasText: 'Ready' }).first()).toBeVisible();
  await expect(handshake.locator('[aria-current=step]')).toHaveText('Ready');
  const bits = {
    ready: false,
    busy: false,
    result: true,
    ok: false,
    ng: true,
    error: false,
    part: 4_219,
    trigger: true,
    ack: false,
  };
  served.station.telling('line-plc', { step: 'result', bits });
  await expect(handshake.locator('[aria-current=step]')).toHaveText('Result told');
  await expect(handshake.getByText('Part 4219')).toBeVisible();
  await expect(handshake.getByRole('listitem').filter({ hasText: /^NGon$/ })).toBeVisible();
  await expect(handshake.getByRole('listitem').filter({ hasText: /^OKoff$/ })).toBeVisible();
  await page.screenshot({ path: 'tests/e2e/screens/outputs-result.png' });
  const mes = page.getByRole('region', { name: 'MES' });
  await expect(mes.getByText('Away', { exact: true })).toBeVisible();
  await expect(mes.getByText('HTTP 401')).toBeVisible();
  await expect(mes.getByText('1,482')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Quality share' }).getByText('Off', { exact: true })).toBeVisible();
});

staged('what is told stays fresh when the station ends the feed while the link stands', async ({ page, served }) => {
  await openSeat(page, 'outputs');
  const broker = page.getByRole('region', { name: 'Plant broker' });
  await expect(broker.getByText('12,904')).toBeVisible();
  served.station.feeds.end();
  served.station.telling('broker', { told: 12_905 });
  await expect(broker.getByText('12,905')).toBeVisible();
  served.station.telling('broker', { told: 12_904 });
  await expect(broker.getByText('12,904')).toBeVisible();
});

staged('a test signal is sent on a press, and what happened is told step by step', async ({ page }) => {
  await openSeat(page, 'outputs');
  await page.getByRole('region', { name: 'PLC of line 1' }).getByRole('button', { name: 'Send a test signal' }).click();
  const sheet = page.getByRole('dialog', { name: 'Test of PLC of line 1' });
  await expect(sheet.getByRole('listitem')).toHaveCount(0);
  await sheet.getByRole('button', { name: 'Send a test signal' }).click();
  await expect(sheet.getByText('It arrived. All of it took 341 ms.')).toBeVisible();
  await expect(sheet.getByRole('listitem')).toHaveCount(5);
  await page.screenshot({ path: 'tests/e2e/screens/outputs-test.png' });
  await hasNoSeriousFault(page, 'test of an output', 'light');
  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: 'MES' }).getByRole('button', { name: 'Send a test signal' }).click();
  const failing = page.getByRole('dialog', { name: 'Test of MES' });
  await failing.getByRole('button', { name: 'Send a test signal' }).click();
  await expect(failing.getByRole('alert')).toContainText('It did not arrive.');
  await expect(failing.getByRole('listitem').nth(1)).toContainText('HTTP 401');
});

staged(
  'an output is added by its kind, changed without its secret being shown, and removed after one more question',
  async ({ page }) => {
    await openSeat(page, 'outputs');
    await page.getByRole('button', { name: 'Add an output' }).click();
    const sheet = page.getByRole('dialog', { name: 'Add an output' });
    await sheet.getByRole('radio', { name: 'MQTT' }).click();
    await sheet.getByLabel('Name', { exact: true }).fill('Second broker');
    await sheet.getByLabel('Address').fill('http://broker');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await expect(sheet.getByRole('status')).toContainText('mqtt://broker.local');
    await sheet.getByLabel('Address').fill('mqtt://broker.local:1883');
    await sheet.getByLabel('User', { exact: true }).fill('line');
    await sheet.getByLabel('Password').fill('a secret of ours');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await expect(sheet).toBeHidden();
    const panel = page.getByRole('region', { name: 'Second broker' });
    await expect(panel.getByText('MQTT, mqtt://broker.local:1883')).toBeVisible();
    await panel.getByRole('button', { name: 'Change' }).click();
    const change = page.getByRole('dialog', { name: 'Change Second broker' });
    await expect(change.getByLabel('Password')).toHaveValue('');
    await expect(change.getByText('One is kept.')).toBeVisible();
    expect(await page.content()).not.toContain('a secret of ours');
    await change.getByRole('button', { name: 'Remove' }).click();
    await change.getByText('Remove it, with what waits for it?').waitFor();
    await change.getByRole('button', { name: 'Remove' }).click();
    await expect(panel).toBeHidden();
  },
);

staged('a password that others could read on its way is warned of before it is saved', async ({ page }) => {
  await openSeat(page, 'outputs');
  await page.getByRole('button', { name: 'Add an output' }).click();
  const sheet = page.getByRole('dialog', { name: 'Add an output' });
  const warning = sheet.getByText('Others could read the password');
  await expect(sheet.getByLabel('User', { exact: true })).toBeVisible();
  await expect(warning).toBeHidden();
  await sheet.getByLabel('User', { exact: true }).fill('line');
  await expect(warning).toBeVisible();
  await warning.scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'tests/e2e/screens/outputs-open-password.png' });
  await hasNoSeriousFault(page, 'a password without security', 'light');
  await sheet.getByRole('button', { name: /^Security:/ }).click();
  await page.getByRole('menuitemradio', { name: 'Encrypt, Aes256-Sha256' }).click();
  await expect(warning).toBeHidden();
});

staged('a handshake without a place for each of its signals is refused with what is missing', async ({ page }) => {
  await openSeat(page, 'outputs');
  await page.getByRole('button', { name: 'Add an output' }).click();
  const sheet = page.getByRole('dialog', { name: 'Add an output' });
  await sheet.getByRole('radio', { name: 'Modbus TCP' }).click();
  await sheet.getByLabel('Name', { exact: true }).fill('Another PLC');
  await sheet.getByLabel('Host').fill('10.0.0.7');
  for (const [place, name] of ['Ready', 'Result', 'OK', 'NG', 'Trigger'].entries()) {
    await sheet.getByLabel(name, { exact: true }).fill(String(place));
  }
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet.getByRole('alert')).toContainText('none for ack');
});

staged('it is reached from Settings and from the palette', async ({ page }) => {
  await openSeat(page, 'settings');
  await page.getByRole('link', { name: 'Open Outputs' }).click();
  await expect(page.getByRole('heading', { name: 'Outputs', exact: true })).toBeVisible();
  await openSeat(page, 'system');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('outputs');
  await page.getByRole('option', { name: 'Outputs', exact: true }).click();
  await expect(page).toHaveURL(/#\/outputs/);
});
