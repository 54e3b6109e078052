import { expect, type WebSocketRoute } from '@playwright/test';
import { openSeat } from '../scenarios/inspect.ts';
import { board, boxRows, drags, lastDecided, picturedItem, savesByKey, watchesTurns } from '../scenarios/label.ts';
import { fitsInEveryTheme, screenSizes } from '../scenarios/screens.ts';
import { staged } from '../support/test.ts';

const queueLength = 40;

staged.beforeEach(async ({ page, served }) => {
  served.station.queue.mix(queueLength);
  await openSeat(page, 'label');
  await page.reload();
  await picturedItem(page);
});

staged(
  'a mixed queue is worked through by keyboard alone, and each says what the keys said',
  async ({ page, served }) => {
    const turns = await watchesTurns(page);
    for (let id = 1; id <= queueLength; id += 1) {
      await expect(board(page)).toHaveAttribute('data-item-id', String(id));
      if (id % 4 === 0) await page.keyboard.press('2');
      await page.keyboard.press('Space');
      await expect(lastDecided(page)).toHaveAttribute('data-last', String(id));
    }
    await expect(page.getByRole('heading', { name: 'Nothing waits to be labelled' })).toBeVisible();
    const labelled = served.station.queue.labelled();
    expect(labelled.map(({ id }) => id)).toEqual(Array.from({ length: queueLength }, (_, index) => index + 1));
    for (const { id, sound, labels, preLabels } of labelled) {
      if (sound === undefined) expect(labels).toHaveLength(preLabels.length);
      else {
        const label = id % 4 === 0 ? 'not speech' : 'speech';
        expect(sound.marks).toEqual(sound.preMarks.map(({ fromMs, toMs }) => ({ label, fromMs, toMs })));
      }
    }
    // Picture or sound: what comes next stands there in the very turn in which the last one is shown as saved.
    const seen = (await turns()).filter(({ saved }) => Number(saved) < queueLength);
    for (const { saved, pictured } of seen) expect(pictured).toBe(String(Number(saved) + 1));
  },
);

staged('sounds alone are worked through, then all that is left waits again', async ({ page }) => {
  await page.getByRole('button', { name: 'Show: All' }).click();
  await page.getByRole('menuitemradio', { name: 'Sounds' }).click();
  await expect(page.locator('[data-waiting]')).toHaveAttribute('data-waiting', String(queueLength / 2));
  for (let id = 2; id <= queueLength; id += 2) {
    await expect(board(page)).toHaveAttribute('data-item-id', String(id));
    await page.keyboard.press('Space');
    await expect(lastDecided(page)).toHaveAttribute('data-last', String(id));
    await expect(page.locator('[data-waiting]')).toHaveAttribute('data-waiting', String((queueLength - id) / 2));
  }
  await expect(page.getByRole('heading', { name: 'No sound waits to be labelled' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all that waits' }).click();
  await expect(board(page)).toHaveAttribute('data-item-id', '1');
  await expect(page.locator('[data-waiting]')).toHaveAttribute('data-waiting', String(queueLength / 2));
});

staged('a sound is skipped, set aside as not sure, and taken back', async ({ page }) => {
  await savesByKey(page);
  await page.keyboard.press('s');
  await expect(lastDecided(page)).toContainText('Skipped');
  await savesByKey(page);
  await expect(board(page)).toHaveAttribute('data-item-id', '4');
  await page.keyboard.press('u');
  await expect(lastDecided(page)).toContainText('not sure');
  await page.keyboard.press('b');
  await expect(board(page)).toHaveAttribute('data-item-id', '4');
});

staged('stretches are marked by hand, given a class, moved, undone and deleted', async ({ page }) => {
  await savesByKey(page);
  await expect(boxRows(page)).toHaveCount(1);
  await drags(page, [0.88, 0.5], [0.95, 0.5]);
  await expect(boxRows(page)).toHaveCount(2);
  await page.keyboard.press('2');
  await expect(boxRows(page).last()).toContainText('Not speech', { ignoreCase: true });
  const before = await boxRows(page).last().textContent();
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(boxRows(page).last()).not.toHaveText(before ?? '');
  await page.keyboard.press('z');
  await expect(boxRows(page).last()).toHaveText(before ?? '');
  await page.keyboard.press('Delete');
  await expect(boxRows(page)).toHaveCount(1);
  await page.keyboard.press('z');
  await expect(boxRows(page)).toHaveCount(2);
});

staged('a key plays the sound and a press on the wave seeks in it', async ({ page }) => {
  await savesByKey(page);
  const time = page.getByText(/^\d\.\d \/ \d\.\d s$/);
  await expect(time).toHaveText(/^0\.0/);
  await page.keyboard.press('p');
  await expect(page.getByRole('button', { name: /^Pause/ })).toBeVisible();
  await expect(time).not.toHaveText(/^0\.0/);
  await page.keyboard.press('p');
  await expect(page.getByRole('button', { name: /^Play/ })).toBeVisible();
  const place = await board(page).boundingBox();
  if (place === null) throw new Error('Expected the board on screen, found none');
  await page.mouse.click(place.x + place.width * 0.97, place.y + place.height / 2);
  const [at, lasts] = ((await time.textContent()) ?? '').split(' / ').map((part) => Number.parseFloat(part));
  expect(at).toBeGreaterThan(0.85 * (lasts ?? 0));
});

staged('while the station is away its banner leaves the keys of the seat in sight', async ({ page }) => {
  const sockets: WebSocketRoute[] = [];
  let isAway = false;
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    if (isAway) return void socket.close();
    socket.connectToServer();
    sockets.push(socket);
  });
  await page.reload();
  await savesByKey(page);
  isAway = true;
  for (const socket of sockets) await socket.close();
  const banner = page.getByRole('status').filter({ hasText: 'Station not reachable' });
  await expect(banner).toBeVisible();
  const [foot, bar] = [await banner.boundingBox(), await page.locator('.label-bar').boundingBox()];
  if (foot === null || bar === null) throw new Error('Expected the banner and the bar on screen');
  expect(bar.y + bar.height).toBeLessThanOrEqual(foot.y);
  await page.screenshot({ path: 'tests/e2e/screens/label-sound-away.png' });
});

for (const size of screenSizes) {
  staged(`a sound fits ${size.width} x ${size.height} and is readable in every theme`, async ({ page }) => {
    await page.setViewportSize(size);
    await savesByKey(page);
    await page.keyboard.press('2');
    await fitsInEveryTheme(page, 'label-sound', size);
  });
}
