import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type APIRequestContext, expect } from '@playwright/test';
import Database from 'better-sqlite3';
import type { Item, LabelCounts } from '../../../preload/contract/labels.ts';
import { type SamplingSettings, usualSampling } from '../../../preload/contract/sampling.ts';
import { hasNoSeriousFault } from '../scenarios/accessibility.ts';
import { openSeat } from '../scenarios/inspect.ts';
import { board, boxRows, drags, lastDecided, picturedItem, savesInTurn } from '../scenarios/label.ts';
import type { RunningStation } from '../support/running-station.ts';
import { test } from '../support/test.ts';

const labels = 500;
const sampled = 40;
const killedAfter = 200;

const everyFrame: SamplingSettings = {
  ...usualSampling,
  controlShare: 1,
  perMinute: 10_000,
  perHour: 100_000,
  perDay: 1_000_000,
};

async function keeps(
  request: APIRequestContext,
  { origin }: RunningStation,
  settings: SamplingSettings,
): Promise<void> {
  const answer = await request.put('/api/sampling', { data: settings, headers: { origin } });
  expect(answer.ok(), await answer.text()).toBe(true);
}

async function waiting(request: APIRequestContext): Promise<number> {
  const counts: LabelCounts = await (await request.get('/api/labels/counts')).json();
  return counts.waiting;
}

/** The line needs minutes for so many; the queue grows by rows about the very samples that it kept. */
async function fillsQueue(request: APIRequestContext, wanted: number): Promise<void> {
  const { dataFolder } = await (await request.get('/api/station')).json();
  const database = new Database(join(dataFolder, 'station.db'));
  const columns =
    'prediction_id, source_id, medium, sample_sha256, reason, pre_labels, state, created_at, updated_at, inspection_id, bytes';
  const rows = database.prepare("SELECT id FROM labeling_queue WHERE state = 'waiting'").all();
  const copy = database.prepare(
    `INSERT INTO labeling_queue (${columns}) SELECT ${columns} FROM labeling_queue WHERE state = 'waiting' ORDER BY id LIMIT ?`,
  );
  for (let missing = wanted - rows.length; missing > 0; ) missing -= copy.run(missing).changes;
  database.close();
}

async function labelled(request: APIRequestContext): Promise<ReadonlyMap<number, Item>> {
  const found = new Map<number, Item>();
  for (let after: number | null = 0; after !== null; ) {
    const reply = await request.get(`/api/labels?state=labelled&limit=200&after=${after}`);
    const page: { readonly rows: readonly Item[]; readonly next: number | null } = await reply.json();
    for (const item of page.rows) found.set(item.id, item);
    after = page.next;
  }
  return found;
}

test.describe.configure({ mode: 'serial' });

test('500 labels by keyboard, the engine killed in the middle: nothing shown as saved is missing', async ({
  page,
  request,
  station,
}) => {
  test.setTimeout(420_000);
  await keeps(request, station, everyFrame);
  await expect.poll(() => waiting(request), { timeout: 180_000, intervals: [1_000] }).toBeGreaterThan(sampled);
  await keeps(request, station, { ...everyFrame, on: false });
  const headers = { origin: station.origin };
  await request.post('/api/inspections/stop', { headers });
  await fillsQueue(request, labels + sampled);
  await openSeat(page, 'label');
  const before = await savesInTurn(page, killedAfter);
  const [engine] = station.processes('engine/main');
  const rest = savesInTurn(page, labels - killedAfter);
  await page.waitForTimeout(300);
  process.kill(engine ?? 0, 'SIGKILL');
  const shownAsSaved = [...before, ...(await rest)];
  expect(new Set(shownAsSaved).size).toBe(labels);
  const kept = await labelled(request);
  expect(shownAsSaved.filter((id) => !kept.has(id))).toEqual([]);
  // The tests that follow share this station and expect its line to run.
  await request.post('/api/inspections/start', { data: { sourceId: 'demo-line' }, headers });
});

test('an item that another screen labelled meanwhile is not said to be saved', async ({ page, request, station }) => {
  await openSeat(page, 'label');
  const item = await picturedItem(page);
  const boxes = [{ label: 'open', box: { x: 1, y: 2, width: 30, height: 40 } }];
  const headers = { origin: station.origin };
  const told = await request.post(`/api/labels/${item}/save`, { data: { boxes }, headers });
  expect(told.ok()).toBe(true);
  await page.keyboard.press('Space');
  await expect(page.getByText('Not saved: this item is not waiting any more')).toBeVisible();
  await expect(lastDecided(page)).toHaveCount(0);
  await hasNoSeriousFault(page, 'taken', 'light');
  await page.getByRole('button', { name: 'Go to the next' }).click();
  await expect(board(page)).not.toHaveAttribute('data-item-id', String(item));
});

test('without the station saving is refused in words, and the boxes stay through a reload', async ({
  page,
  station,
}) => {
  await openSeat(page, 'label');
  const item = await picturedItem(page);
  // Where a guess lies under the hand it is moved, elsewhere a box is drawn: either way one box is now the person's own.
  await drags(page, [0.3, 0.4], [0.4, 0.55]);
  const own = boxRows(page).filter({ hasText: 'yours' });
  await expect(own).toHaveCount(1);
  const count = await boxRows(page).count();
  const [engine] = station.processes('engine/main');
  process.kill(engine ?? 0, 'SIGKILL');
  await expect(page.getByText('Saving waits for the station.')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.getByText('Not saved: the station cannot be reached')).toBeVisible();
  await page.screenshot({ path: 'tests/e2e/screens/label-away.png' });
  await expect(lastDecided(page)).toHaveCount(0);
  await expect(page.getByText('Station not reachable')).toHaveCount(0);
  await page.reload();
  await expect(board(page)).toHaveAttribute('data-item-id', String(item));
  await expect(boxRows(page)).toHaveCount(count);
  await expect(own).toHaveCount(1);
  await page.keyboard.press('Space');
  await expect(lastDecided(page)).toHaveAttribute('data-last', String(item));
});

test('an item whose picture is gone says so and gives way to the next', async ({ page, request }) => {
  const { dataFolder } = await (await request.get('/api/station')).json();
  const { rows } = await (await request.get('/api/labels?limit=1')).json();
  const [item]: readonly Item[] = rows;
  if (item === undefined) throw new Error('Expected an item that waits, found none');
  const file = `${item.sampleHash.slice(2)}.jpg`;
  const found = (await readdir(dataFolder, { recursive: true })).find((name) => name.endsWith(file));
  await rm(join(dataFolder, found ?? file));
  await openSeat(page, 'label');
  await expect(page.getByText('The picture of this item cannot be shown')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(lastDecided(page)).toHaveCount(0);
  await page.screenshot({ path: 'tests/e2e/screens/label-gone.png' });
  await page.getByRole('button', { name: 'Go to the next' }).click();
  expect(await picturedItem(page)).toBeGreaterThan(item.id);
});
