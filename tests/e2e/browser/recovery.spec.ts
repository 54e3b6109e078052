import { expect } from '@playwright/test';
import { openSeat, pictureMovesOn, seesTheLineLive } from '../scenarios/inspect.ts';
import { test } from '../support/test.ts';

test('a killed vision worker is told on screen and replaced, and the picture goes on', async ({ page, station }) => {
  await openSeat(page, 'inspect');
  await seesTheLineLive(page);
  const [worker] = station.processes('vision');
  expect(worker).toBeDefined();
  process.kill(worker ?? 0, 'SIGKILL');
  await expect(page.locator('.picture-well')).not.toHaveAttribute('data-state', 'running');
  await seesTheLineLive(page);
  await pictureMovesOn(page);
  await openSeat(page, 'system');
  const row = page.getByRole('row', { name: /vision/i });
  await expect(row).toContainText('Ready');
  await expect(row.getByRole('cell').nth(3)).not.toHaveText('0');
});

test('a killed engine is told on screen, comes back, and the page goes on by itself', async ({ page, station }) => {
  await openSeat(page, 'inspect');
  await seesTheLineLive(page);
  const [engine] = station.processes('engine/main');
  expect(engine).toBeDefined();
  process.kill(engine ?? 0, 'SIGKILL');
  await expect(page.getByRole('status').filter({ hasText: 'Station not reachable' })).toContainText(
    /last seen \d\d:\d\d:\d\d/,
  );
  await seesTheLineLive(page);
  await pictureMovesOn(page);
});

test('an engine that hangs is told on screen, and the page goes on once it answers again', async ({
  page,
  station,
}) => {
  await openSeat(page, 'inspect');
  await seesTheLineLive(page);
  const [engine] = station.processes('engine/main');
  expect(engine).toBeDefined();
  process.kill(engine ?? 0, 'SIGSTOP');
  try {
    await expect(page.locator('.picture-well')).toHaveAttribute('data-state', 'away');
  } finally {
    process.kill(engine ?? 0, 'SIGCONT');
  }
  await seesTheLineLive(page);
  await pictureMovesOn(page);
});
