import { expect } from '@playwright/test';
import {
  boxesBelongToTheirPicture,
  openSeat,
  opensAPart,
  pictureMovesOn,
  refusesAWrongAddress,
  seesTheLineLive,
  stopsAndStarts,
  stopsAndStartsByKey,
} from '../scenarios/inspect.ts';
import { test } from '../support/test.ts';

test('the first visit by the printed link sees the demo line inspected live', async ({ page, request, station }) => {
  const headers = { origin: station.origin };
  const invited = await request.post('/api/access/invite', { data: { role: 'operator' }, headers });
  const { link } = await invited.json();
  await page.context().clearCookies();
  await page.goto(link);
  await seesTheLineLive(page);
  await pictureMovesOn(page);
});

test('a link that was used up says so and names the remedy', async ({ page, station }) => {
  await page.context().clearCookies();
  const response = await page.goto(station.link);
  expect(response?.status()).toBe(401);
  await expect(page.locator('body')).toContainText(/link/i);
});

test('boxes are never drawn over another frame than their own', async ({ page }) => {
  await openSeat(page, 'inspect');
  await seesTheLineLive(page);
  await boxesBelongToTheirPicture(page, 120);
});

test('the line stops and starts by button and by key', async ({ page }) => {
  await openSeat(page, 'inspect');
  await seesTheLineLive(page);
  await stopsAndStarts(page);
  await stopsAndStartsByKey(page);
});

test('a wrong camera address is refused after a real try, with what to do', async ({ page }) => {
  await openSeat(page, 'inspect');
  await refusesAWrongAddress(page, 'rtsp://127.0.0.1:9/nothing');
});

test('a judged part opens with its numbers and its frames', async ({ page }) => {
  await openSeat(page, 'inspect');
  await seesTheLineLive(page);
  await opensAPart(page);
});
