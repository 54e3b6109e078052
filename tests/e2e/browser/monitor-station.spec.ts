import { readFile } from 'node:fs/promises';
import { type APIRequestContext, type Browser, expect, type Page } from '@playwright/test';
import { MjpegServer } from '../../support/mjpeg-server.ts';
import { canBeWalkedByKeyboard, hasNoSeriousFault } from '../scenarios/accessibility.ts';
import { openSeat } from '../scenarios/inspect.ts';
import type { RunningStation } from '../support/running-station.ts';
import { test } from '../support/test.ts';

const charts = ['Frames per second', 'Inference time', 'Defect rate', 'Verdict mix', 'Labelling queue', 'Confidence'];
const mostRows = 300;

const chart = (page: Page, name: string) => page.getByRole('region', { name, exact: true }).first();

async function seesFigures(page: Page): Promise<void> {
  await openSeat(page, 'monitor?range=hour');
  await expect(chart(page, 'Frames per second')).toBeVisible();
  await expect(chart(page, 'Frames per second')).toContainText(/\d/);
}

/** A page of its own, let in by a link of that role. */
async function pageOf(
  browser: Browser,
  request: APIRequestContext,
  { origin }: RunningStation,
  role: string,
): Promise<Page> {
  const invited = await request.post('/api/access/invite', { data: { role }, headers: { origin } });
  const { link } = await invited.json();
  const page = await (await browser.newContext({ baseURL: origin })).newPage();
  await page.goto(link);
  return page;
}

test.describe.configure({ mode: 'serial' });

test('the running demo line is drawn with its figures, and the seat says what drift is measured against', async ({
  page,
}) => {
  await seesFigures(page);
  await expect(page.getByText('Reference: training set, 2,400 pictures')).toBeVisible();
  await expect(
    page.getByRole('heading', { name: /The first window is still filling|Drift report/ }).first(),
  ).toBeVisible();
  await expect(page.getByText('Nothing is abnormal')).toBeVisible();
  await hasNoSeriousFault(page, 'monitor of a station', 'light');
});

test('each chart gives its rows as a table, a CSV and a picture, and leads to what it counted', async ({ page }) => {
  await seesFigures(page);
  for (const name of charts) {
    const csv = page.waitForEvent('download');
    await page.getByRole('button', { name: `${name}: save as CSV` }).click();
    const lines = (await readFile(await (await csv).path(), 'utf8')).trim().split(/\r?\n/);
    const png = page.waitForEvent('download');
    await page.getByRole('button', { name: `${name}: save as PNG` }).click();
    const picture = await readFile(await (await png).path());
    expect(picture.subarray(1, 4).toString(), name).toBe('PNG');
    await page.getByRole('button', { name: `${name}: show as table` }).click();
    const rows = page.getByRole('table', { name }).getByRole('row');
    await expect(rows.first()).toBeVisible();
    expect(lines.length, name).toBeGreaterThan(1);
    expect(lines.length, name).toBeLessThanOrEqual(mostRows + 1);
    await page.getByRole('button', { name: `${name}: show as table` }).click();
  }
  await page.getByRole('link', { name: 'Defect rate: the rows it was counted from' }).click();
  await expect(page).toHaveURL(/history\?.*span=hour/);
  await expect(page).toHaveURL(/verdict=fail/);
  await expect(page).toHaveURL(/source=demo-line/);
});

test('a camera that is unplugged opens an alert that an operator acknowledges; plugged in again it closes by itself', async ({
  browser,
  request,
  station,
}) => {
  test.setTimeout(240_000);
  const headers = { origin: station.origin };
  const camera = await MjpegServer.listen();
  const { port } = camera;
  const settings = { kind: 'address', url: camera.url('/video') };
  const added = await request.post('/api/sources', { data: { id: 'gate-1', name: 'Gate 1', settings }, headers });
  expect(added.ok(), await added.text()).toBe(true);
  const started = await request.post('/api/inspections/start', { data: { sourceId: 'gate-1' }, headers });
  expect(started.ok(), await started.text()).toBe(true);
  const operator = await pageOf(browser, request, station, 'operator');
  await openSeat(operator, 'monitor?range=hour');
  await expect(operator.getByText('Nothing is abnormal')).toBeVisible();
  await camera.close();
  const acknowledge = operator.getByRole('button', { name: 'Acknowledge' });
  await expect(acknowledge.first()).toBeVisible({ timeout: 60_000 });
  await operator.screenshot({ path: 'tests/e2e/screens/monitor-station-alert.png' });
  await acknowledge.first().click();
  await expect(operator.getByText(/Acknowledged by operator/)).toBeVisible();
  const again = await MjpegServer.listen(port);
  await expect(operator.getByText('Nothing is abnormal')).toBeVisible({ timeout: 120_000 });
  const stopped = await request.post('/api/inspections/stop', { data: { sourceId: 'gate-1' }, headers });
  expect(stopped.ok(), await stopped.text()).toBe(true);
  const back = await request.post('/api/inspections/start', { data: { sourceId: 'demo-line' }, headers });
  expect(back.ok(), await back.text()).toBe(true);
  await again.close();
  await operator.context().close();
});

test('an operator sees all and changes nothing; a supervisor chooses the reference and asks for retraining', async ({
  browser,
  request,
  station,
}) => {
  const acts = (page: Page) => [
    page.getByRole('button', { name: 'Choose reference' }),
    page.getByRole('button', { name: 'Ask for retraining' }),
  ];
  const operator = await pageOf(browser, request, station, 'operator');
  await seesFigures(operator);
  for (const act of acts(operator)) await expect(act).toHaveCount(0);
  await operator.context().close();
  const supervisor = await pageOf(browser, request, station, 'supervisor');
  await seesFigures(supervisor);
  for (const act of acts(supervisor)) await expect(act).toBeVisible();
  await supervisor.getByRole('button', { name: 'Choose reference' }).click();
  const sheet = supervisor.getByRole('dialog', { name: 'Choose reference' });
  await sheet.getByRole('radio', { name: 'What the model was trained on' }).click();
  await supervisor.screenshot({ path: 'tests/e2e/screens/monitor-station-reference.png' });
  await sheet.getByRole('button', { name: 'Use as reference' }).click();
  await expect(sheet).toBeHidden();
  await expect(supervisor.getByText('Reference: training set, 2,400 pictures')).toBeVisible();
  await supervisor.context().close();
});

test('the seat is walked by keyboard, its ranges have their keys', async ({ page }) => {
  await seesFigures(page);
  await page.locator('body').press('w');
  await expect(page).toHaveURL(/range=week/);
  await page.locator('body').press('h');
  await expect(page).toHaveURL(/range=hour/);
  const seen = await canBeWalkedByKeyboard(page);
  expect(seen).toEqual(expect.arrayContaining(['Frames per second: show as table', 'Confidence: save as CSV']));
});

test('without the station the seat says so and keeps what it knew, and goes on by itself', async ({
  page,
  station,
}) => {
  await seesFigures(page);
  const [engine] = station.processes('engine/main');
  process.kill(engine ?? 0, 'SIGSTOP');
  try {
    await expect(
      page
        .getByRole('main')
        .getByText(/not reachable|cannot be reached/i)
        .first(),
    ).toBeVisible();
    await expect(chart(page, 'Frames per second')).toContainText(/\d/);
    await expect(page.getByText('Nothing is abnormal')).toHaveCount(0);
    await page.screenshot({ path: 'tests/e2e/screens/monitor-station-away.png' });
  } finally {
    process.kill(engine ?? 0, 'SIGCONT');
  }
  await expect(page.getByRole('main').getByText(/not reachable|cannot be reached/i)).toHaveCount(0);
});
