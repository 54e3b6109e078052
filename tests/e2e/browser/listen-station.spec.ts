import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { usualSampling } from '../../../preload/contract/sampling.ts';
import { sharedModels } from '../../support/shared-models.ts';
import { joined, samplesOf, silence, speechFiles, whyNoSilero, whyNoSpeech, writeWav } from '../../support/sounds.ts';
import { openSeat } from '../scenarios/inspect.ts';
import { boxRows, lastDecided, picturedItem } from '../scenarios/label.ts';
import { builtPage } from '../support/built-page.ts';
import { watchConsole } from '../support/clean-console.ts';
import { startStation } from '../support/running-station.ts';

const why = whyNoSilero ?? whyNoSpeech;

test('a recording is listened to, its speech is seen and labelled, and the label is stored', async ({ page }) => {
  test.skip(why !== undefined, why);
  await builtPage();
  const wasClean = watchConsole(page);
  const folder = mkdtempSync(join(tmpdir(), 'caracal-e2e-sound-'));
  const [file = ''] = speechFiles();
  const path = writeWav(joined([silence(1), await samplesOf(file), silence(1)]), folder);
  const station = await startStation({ CARACAL_MODELS_FROM: sharedModels() });
  const headers = { origin: station.origin };
  try {
    await page.goto(station.link);
    await page.request.post(`${station.origin}/api/inspections/stop`, { headers });
    await page.request.put(`${station.origin}/api/people`, { data: { keepSamples: true }, headers });
    const sampling = { ...usualSampling, controlShare: 1 };
    await page.request.put(`${station.origin}/api/sampling`, { data: sampling, headers });

    await openSeat(page, 'listen');
    await page.getByRole('button', { name: /^Fetch/ }).click();
    await expect(page.getByRole('heading', { name: 'The model that finds speech is not here' })).toBeHidden();
    await page.getByRole('button', { name: 'Add a microphone or a file' }).click();
    const sheet = page.getByRole('dialog', { name: 'Add a source of sound' });
    await sheet.getByRole('radio', { name: /Sound file/ }).click();
    await sheet.getByLabel('File').fill(path);
    await sheet.getByLabel('Name').fill('Recording');
    await sheet.getByRole('button', { name: 'Open and add' }).click();
    await expect(sheet).toBeHidden();
    await page
      .getByRole('button', { name: /^Start/ })
      .last()
      .click();
    const rows = page.getByRole('table', { name: /Speech, newest first/ }).locator('tbody tr');
    await expect(rows.first()).toContainText('Kept', { timeout: 60_000 });
    await page.screenshot({ path: 'tests/e2e/screens/listen-station.png' });

    const waiting = await (await page.request.get(`${station.origin}/api/labels?medium=picture&limit=200`)).json();
    for (const { id } of waiting.rows)
      await page.request.post(`${station.origin}/api/labels/${id}/skip`, { data: {}, headers });
    await openSeat(page, 'label');
    const item = await picturedItem(page);
    await expect(boxRows(page).first()).toContainText(/guess/);
    await page.screenshot({ path: 'tests/e2e/screens/label-sound-station.png' });
    await page.keyboard.press('2');
    await page.keyboard.press('Space');
    await expect(lastDecided(page)).toHaveAttribute('data-last', String(item));
    const stored = await (await page.request.get(`${station.origin}/api/labels/${item}`)).json();
    expect(stored).toMatchObject({ medium: 'sound', state: 'labelled', sound: { marks: [{ label: 'not speech' }] } });
    const part = await page.request.get(`${station.origin}/api/samples/${stored.sampleHash}`, {
      headers: { range: 'bytes=0-3' },
    });
    expect([part.status(), part.headers()['content-type'], await part.text()]).toEqual([206, 'audio/wav', 'RIFF']);
    wasClean();
  } finally {
    await station.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
