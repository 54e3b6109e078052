import { expect, type Page } from '@playwright/test';
import type { FixtureServer } from '../../support/fixture-server.ts';
import {
  canBeHitWithAGlove,
  chooseTheme,
  fitsTheScreen,
  hasNoSeriousFault,
  themes,
} from '../scenarios/accessibility.ts';
import { openSeat } from '../scenarios/inspect.ts';
import { screenSizes } from '../scenarios/screens.ts';
import { busyDuring, movedDuring } from '../scenarios/smoothness.ts';
import { staged, test } from '../support/test.ts';

const cameras = [
  ['gate-1', 'Gate 1'],
  ['gate-2', 'Gate 2'],
  ['press-4', 'Press 4'],
] as const;
const demo = { kind: 'demo', seed: 3, fps: 8, defectsPerBoard: 0.5, lightingDrift: 0, blurDrift: 0 };

/** Of the real station, which other tests share: no name that one of them uses. */
const ownCameras = [
  ['sorter-1', 'Sorter 1'],
  ['sorter-2', 'Sorter 2'],
  ['packer-4', 'Packer 4'],
] as const;

/** Adds cameras where there are none yet; the page's own session is let in to do so. */
async function addCameras(page: Page, origin: string, wanted: typeof cameras | typeof ownCameras): Promise<void> {
  const headers = { origin };
  for (const [id, name] of wanted)
    await page.request.post('/api/sources', { headers, data: { id, name, settings: demo } });
}

async function runFour(page: Page, { station, origin }: FixtureServer): Promise<void> {
  await addCameras(page, origin, cameras);
  for (const id of ['demo', ...cameras.map(([camera]) => camera)]) {
    station.lines.start(id);
    station.lines.put(id, { state: 'running', wanted: true, note: '', verdict: 'pass' });
  }
}

const tile = (page: Page, name: string) => page.getByRole('article', { name });

staged(
  'four lines stand side by side, each with its verdict and its state in words and shapes',
  async ({ page, served }) => {
    await runFour(page, served);
    const { lines } = served.station;
    lines.put('gate-1', { verdict: 'fail' });
    lines.put('gate-2', {
      state: 'failed',
      wanted: true,
      note: 'The camera was unplugged: expected a picture, got none.',
    });
    lines.put('press-4', { verdict: 'unsure', stalls: 3 });
    await openSeat(page, 'wall');
    await expect(page.getByRole('article')).toHaveCount(4);
    await expect(tile(page, 'Gate 1')).toHaveAttribute('data-verdict', 'fail');
    await expect(tile(page, 'Gate 1')).toContainText('Fail');
    await expect(tile(page, 'Gate 2')).toContainText('The camera was unplugged');
    await expect(tile(page, 'Gate 2')).toHaveAttribute('data-verdict', 'none');
    await expect(tile(page, 'Press 4')).toContainText('3 stalls');
    await expect(page.getByText('1 stands still')).toBeVisible();
    for (const name of ['Demo line', 'Gate 1', 'Press 4']) {
      await expect(tile(page, name).locator('[data-layer="picture"]')).toHaveAttribute('data-frame-id', /.+/);
    }
    for (const size of screenSizes) {
      await page.setViewportSize(size);
      for (const theme of themes) {
        await chooseTheme(page, theme);
        await page.screenshot({ path: `tests/e2e/screens/wall-${theme}-${size.width}x${size.height}.png` });
        await hasNoSeriousFault(page, 'wall', theme);
      }
      await fitsTheScreen(page, 'wall');
    }
  },
);

staged('each shows its own source, starts and stops by itself, and opens by a touch', async ({ page, served }) => {
  await runFour(page, served);
  await openSeat(page, 'wall');
  for (const [id, name] of cameras) {
    await expect(tile(page, name).locator('[data-layer="picture"]')).toHaveAttribute(
      'data-frame-id',
      new RegExp(`^${id}-`),
    );
  }
  await tile(page, 'Gate 2').getByRole('button', { name: 'Stop Gate 2' }).click();
  await expect(tile(page, 'Gate 2')).toHaveAttribute('data-state', 'stopped');
  await expect(tile(page, 'Gate 1')).toHaveAttribute('data-state', 'running');
  await tile(page, 'Gate 2').getByRole('button', { name: 'Start Gate 2' }).click();
  await expect(tile(page, 'Gate 2')).toHaveAttribute('data-state', 'running');
  await tile(page, 'Press 4').getByRole('link', { name: 'Open Press 4' }).click();
  await expect(page.getByRole('button', { name: 'Source: Press 4' })).toBeVisible();
  await expect(page.locator('[data-layer="picture"]')).toHaveAttribute('data-frame-id', /^press-4-/);
  await page.getByRole('button', { name: /^Stop/ }).click();
  await page.locator('body').press('w');
  await expect(tile(page, 'Press 4')).toHaveAttribute('data-state', 'stopped');
  await expect(tile(page, 'Demo line')).toHaveAttribute('data-state', 'running');
});

staged('the seat of one line says that another stands still', async ({ page, served }) => {
  await runFour(page, served);
  await openSeat(page, 'inspect?source=demo');
  await expect(page.locator('.picture-well')).toHaveAttribute('data-state', 'running');
  served.station.lines.put('gate-1', { state: 'stalled', wanted: true });
  await expect(page.getByRole('region', { name: 'Attention' })).toContainText('Gate 1 stands still');
  await expect(page.getByRole('link', { name: 'All lines, 1 stands still' })).toBeVisible();
});

staged('a screen that only watches sees all lines and can start none', async ({ browser, page, served }) => {
  await runFour(page, served);
  const context = await browser.newContext();
  const kiosk = await context.newPage();
  await kiosk.goto(served.link('kiosk'));
  await openSeat(kiosk, 'wall');
  await expect(kiosk.getByRole('article')).toHaveCount(4);
  await expect(kiosk.getByRole('button', { name: /^(Start|Stop) / })).toHaveCount(0);
  await context.close();
});

staged.describe('on a touch screen', () => {
  staged.use({ hasTouch: true });

  staged('every target of the wall and of the seat can be hit with a glove', async ({ page, served }) => {
    await runFour(page, served);
    served.station.lines.hasHeat = true;
    for (const seat of ['wall', 'inspect?source=demo']) {
      await openSeat(page, seat);
      await expect(page.locator('[data-layer="picture"]').first()).toHaveAttribute('data-frame-id', /.+/);
      await canBeHitWithAGlove(page, seat);
    }
    served.station.lines.hasHeat = false;
  });
});

staged('four moving pictures never hold the page up, and nothing jumps', async ({ browser, page, served }) => {
  await runFour(page, served);
  for (const id of ['demo', ...cameras.map(([camera]) => camera)]) served.station.lines.start(id);
  await openSeat(page, 'wall');
  await expect(page.getByRole('article')).toHaveCount(4);
  await page.waitForTimeout(2_000);
  const { tooLongMs } = await busyDuring(browser, page, async () => {
    const { score, what } = await movedDuring(page, 6_000);
    expect(score, what.join('\n')).toBeLessThan(0.01);
  });
  expect(tooLongMs, 'tasks over 50 ms').toEqual([]);
});

test('four demo cameras of the real station move on side by side', async ({ page, station }) => {
  await openSeat(page, 'inspect');
  await addCameras(page, station.origin, ownCameras);
  const headers = { origin: station.origin };
  for (const [sourceId] of ownCameras)
    await page.request.post('/api/inspections/start', { headers, data: { sourceId } });
  await openSeat(page, 'wall');
  for (const name of ['Demo line', ...ownCameras.map(([, camera]) => camera)]) {
    const picture = tile(page, name).locator('[data-layer="picture"]');
    await expect(picture).toHaveAttribute('data-frame-id', /.+/);
    const before = await picture.getAttribute('data-frame-id');
    await expect(picture).not.toHaveAttribute('data-frame-id', before ?? '');
    await expect(tile(page, name)).toHaveAttribute('data-verdict', /pass|fail|unsure/);
  }
  await page.screenshot({ path: 'tests/e2e/screens/wall-station.png' });
  for (const [sourceId] of ownCameras)
    await page.request.post('/api/inspections/stop', { headers, data: { sourceId } });
});
