import { expect, type Page } from '@playwright/test';
import type { Inspection } from '../../../preload/contract/inspections.ts';
import type { Verdict } from '../../../preload/contract/values.ts';
import { fixtureInspection } from '../../support/fixture-predictions.ts';
import type { FixtureServer } from '../../support/fixture-server.ts';
import { openSeat } from '../scenarios/inspect.ts';
import { fitsInEveryTheme } from '../scenarios/screens.ts';
import { staged } from '../support/test.ts';

const shows = (page: Page, name: string): Promise<void> => fitsInEveryTheme(page, `line-${name}`);

let newest = 500;
const partOf = (verdict: Verdict): Inspection => {
  newest += 1;
  return { ...fixtureInspection(newest), verdict, startedAt: Date.now() - 900, endedAt: Date.now() };
};

/** Judges one more part on a line whose clock stands still. */
const judge = ({ station }: FixtureServer, verdict: Verdict): void => {
  const { recent } = station.lines.read('demo');
  station.lines.put('demo', { recent: [partOf(verdict), ...recent].slice(0, 20), verdict });
};

const runs = ({ station }: FixtureServer): void => {
  station.lines.hasHeat = false;
  station.lines.start('demo');
  station.lines.put('demo', { state: 'running', wanted: true, note: '', recipe: null, recent: [partOf('pass')] });
};

async function choices(page: Page, chosen: object): Promise<void> {
  await page.addInitScript((kept) => localStorage.setItem('caracal.inspect', JSON.stringify(kept)), chosen);
}
const all = { fail: true, unsure: true, line: true };
const bar = (page: Page) => page.getByRole('region', { name: 'Attention' });

staged('a fail and a doubt wait until somebody has seen them, by touch or by key', async ({ page, served }) => {
  runs(served);
  await choices(page, { sound: 'off', acknowledge: all });
  await openSeat(page, 'inspect');
  await expect(bar(page)).toContainText('Nothing to acknowledge');
  judge(served, 'unsure');
  await expect(bar(page)).toContainText(`Part ${newest} is unsure`);
  judge(served, 'fail');
  judge(served, 'pass');
  await expect(bar(page).getByRole('button', { name: /^Acknowledge 2/ })).toContainText(`Part ${newest - 1} failed`);
  await shows(page, 'acknowledge');
  await bar(page)
    .getByRole('button', { name: /^Acknowledge 2/ })
    .click();
  await expect(bar(page)).toContainText('Nothing to acknowledge');
  judge(served, 'fail');
  await expect(bar(page)).toContainText('Acknowledge');
  await page.locator('body').press('a');
  await expect(bar(page)).toContainText('Nothing to acknowledge');
});

staged('a line that stood still wants to be known, also after it runs again', async ({ page, served }) => {
  runs(served);
  await openSeat(page, 'inspect');
  await expect(page.locator('.picture-well')).toHaveAttribute('data-state', 'running');
  served.station.lines.put('demo', { state: 'failed', wanted: true, note: 'The camera was unplugged.' });
  await expect(bar(page)).toContainText('Demo line stands still');
  served.station.lines.put('demo', { state: 'running', wanted: true, note: '' });
  await expect(bar(page)).toContainText('Demo line stood still and runs again');
  await page.locator('body').press('a');
  await expect(bar(page)).toContainText('Nothing to acknowledge');
});

staged('what nobody has acknowledged is not forgotten on another page', async ({ page, served }) => {
  runs(served);
  await choices(page, { sound: 'off', acknowledge: all });
  await openSeat(page, 'inspect');
  await expect(page.locator('.picture-well')).toHaveAttribute('data-state', 'running');
  judge(served, 'fail');
  await expect(bar(page)).toContainText(`Part ${newest} failed`);
  await openSeat(page, 'history');
  await expect(bar(page)).toContainText(`Part ${newest} failed`);
  served.station.lines.put('demo', { state: 'failed', wanted: true, note: 'The camera was unplugged.' });
  await expect(bar(page)).toContainText('Demo line stands still, and 1 more');
  await shows(page, 'acknowledge-elsewhere');
  await openSeat(page, 'inspect');
  await expect(bar(page)).toContainText('Acknowledge 2');
  await openSeat(page, 'history');
  await bar(page)
    .getByRole('button', { name: /^Acknowledge 2/ })
    .click();
  await expect(bar(page)).toHaveCount(0);
});

staged('the alarm says that it needs a touch, tells a fail from a line, and can be muted', async ({ page, served }) => {
  runs(served);
  await choices(page, { sound: 'loud', acknowledge: { fail: false, unsure: false, line: false } });
  await openSeat(page, 'inspect');
  await expect(page.getByText('This browser sounds only after a touch.').first()).toBeVisible();
  await shows(page, 'sound-blocked');
  await page.getByRole('region', { name: 'Verdict' }).click();
  await expect(page.getByText('This browser sounds only after a touch.')).toHaveCount(0);
  judge(served, 'pass');
  judge(served, 'fail');
  await expect(page.locator('.attention-bar')).toHaveAttribute('data-last', 'fail');
  served.station.lines.put('demo', { state: 'stalled', wanted: true });
  await expect(page.locator('.attention-bar')).toHaveAttribute('data-last', 'line');
  await bar(page)
    .getByRole('button', { name: /Sound is loud/ })
    .click();
  const sheet = page.getByRole('dialog', { name: 'Attention' });
  await shows(page, 'attention');
  await sheet.getByRole('button', { name: 'Mute for 2 minutes' }).click();
  await expect(sheet.getByRole('button', { name: /^Sound again/ })).toBeVisible();
  const before = await page.locator('.attention-bar').getAttribute('data-heard');
  served.station.lines.put('demo', { state: 'running', wanted: true });
  judge(served, 'fail');
  await expect(page.getByRole('region', { name: 'Last parts' })).toContainText(String(newest));
  expect(await page.locator('.attention-bar').getAttribute('data-heard')).toBe(before);
  await sheet.getByRole('button', { name: /^Sound again/ }).click();
  await sheet.getByRole('button', { name: 'A part is unsure' }).click();
  await expect(page.locator('.attention-bar')).toHaveAttribute('data-last', 'unsure');
  await sheet.getByRole('radio', { name: 'Off' }).click();
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(bar(page).getByRole('button', { name: /Sound is/ })).toBeVisible();
});

staged('a scanned code changes the recipe, and one that nobody knows says so', async ({ page, served }) => {
  runs(served);
  await openSeat(page, 'inspect');
  await expect(page.locator('.picture-well')).toHaveAttribute('data-state', 'running');
  const scan = (code: string) => page.keyboard.type(`${code}\n`);
  await scan('99-0000');
  await expect(page.locator('[data-scan="refused"]')).toContainText('No recipe has the code 99-0000');
  await shows(page, 'scan-unknown');
  const known = served.station.shelf.all().find(({ body }) => body.code !== null);
  await scan(known?.body.code ?? '');
  await expect(page.locator('[data-scan="switched"]')).toContainText(`Recipe ${known?.name}`);
  await expect(page.getByRole('button', { name: `Recipe: ${known?.name}` })).toBeVisible();
  await expect(page.locator('[data-layer="static"]')).not.toHaveAttribute('data-plan', '');
  await expect(page.getByRole('region', { name: 'Zones and lines' })).toBeVisible();
  await shows(page, 'recipe');
  // A key of a person still does what it did.
  await page.locator('body').press('s');
  await expect(page.getByRole('menuitemradio', { name: /Demo line/ })).toBeVisible();
});

staged('heat lies over its own frame as strongly as somebody wants it', async ({ page, served }) => {
  runs(served);
  served.station.lines.hasHeat = true;
  await openSeat(page, 'inspect');
  const covered = (): Promise<number> =>
    page.locator('[data-layer="live"]').evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement)) return -1;
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      let seen = 0;
      for (let at = 3; at < pixels.length; at += 4) if ((pixels[at] ?? 0) > 0) seen += 1;
      return seen / (pixels.length / 4);
    });
  await expect.poll(covered).toBeGreaterThan(0.2);
  await page.getByRole('button', { name: 'Heat map' }).click();
  await shows(page, 'heat');
  await page.getByRole('radio', { name: 'Off' }).click();
  await expect.poll(covered).toBeLessThan(0.05);
  await page.locator('body').press('h');
  await expect(page.getByRole('region', { name: 'Heat map' })).toHaveCount(0);
  served.station.lines.hasHeat = false;
  await expect(page.getByRole('button', { name: 'Heat map' })).toHaveCount(0);
});

staged('the picture is looked at closely by buttons, keys, wheel and double tap', async ({ page, served }) => {
  runs(served);
  await openSeat(page, 'inspect');
  const picture = page.locator('[data-layer="picture"]');
  await expect(picture).toHaveAttribute('data-frame-id', /.+/);
  await expect(picture).toHaveAttribute('data-zoom', '1.00');
  await page.getByRole('button', { name: 'Closer' }).click();
  await expect(picture).toHaveAttribute('data-zoom', '1.60');
  await page.locator('body').press('+');
  await expect(picture).toHaveAttribute('data-zoom', '2.56');
  const place = await picture.boundingBox();
  const [x, y] = [(place?.x ?? 0) + (place?.width ?? 0) * 0.7, (place?.y ?? 0) + (place?.height ?? 0) * 0.3];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 90, y + 60, { steps: 4 });
  await page.mouse.up();
  await page.locator('body').press('ArrowRight');
  await shows(page, 'zoom');
  await page.getByRole('button', { name: 'Whole picture' }).click();
  await expect(picture).toHaveAttribute('data-zoom', '1.00');
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, -400);
  await expect(picture).not.toHaveAttribute('data-zoom', '1.00');
  await page.locator('body').press('0');
  await page.waitForTimeout(400);
  await page.mouse.dblclick(x, y);
  await expect(picture).toHaveAttribute('data-zoom', '3.00');
});

staged.describe('on a touch screen', () => {
  staged.use({ hasTouch: true });

  staged('two fingers look closer, and the place between them stays between them', async ({ page, served }) => {
    runs(served);
    await openSeat(page, 'inspect');
    const picture = page.locator('[data-layer="picture"]');
    await expect(picture).toHaveAttribute('data-frame-id', /.+/);
    const place = await picture.boundingBox();
    const [x, y] = [(place?.x ?? 0) + (place?.width ?? 0) / 2, (place?.y ?? 0) + (place?.height ?? 0) / 2];
    const hand = await page.context().newCDPSession(page);
    const fingers = (apart: number) => [
      { x: x - apart, y, id: 0 },
      { x: x + apart, y, id: 1 },
    ];
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: readonly object[]) =>
      hand.send('Input.dispatchTouchEvent', { type, touchPoints: [...touchPoints] as { x: number; y: number }[] });
    await touch('touchStart', fingers(40));
    for (const apart of [60, 90, 120]) await touch('touchMove', fingers(apart));
    await touch('touchEnd', []);
    await expect(picture).toHaveAttribute('data-zoom', /^3\.0|^2\.9/);
    await touch('touchStart', fingers(120));
    for (const apart of [80, 40, 20]) await touch('touchMove', fingers(apart));
    await touch('touchEnd', []);
    await expect(picture).toHaveAttribute('data-zoom', '1.00');
  });
});

staged('the region is shown as large as the picture, and put away by one touch', async ({ page, served }) => {
  runs(served);
  judge(served, 'fail');
  await openSeat(page, 'inspect');
  await page.getByRole('button', { name: 'Show this region large' }).click();
  const large = page.locator('[data-region="large"]');
  await expect(large).toBeVisible();
  await shows(page, 'region-large');
  await large.getByRole('button').click();
  await expect(large).toHaveCount(0);
  await page.locator('body').press('e');
  await expect(large).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(large).toHaveCount(0);
});

staged('a part is overridden with one press, and says so from then on', async ({ page, served }) => {
  runs(served);
  judge(served, 'fail');
  const part = newest;
  await openSeat(page, 'inspect');
  await page.locator('body').press('o');
  const sheet = page.getByRole('dialog', { name: `Part ${part}: Fail` });
  await expect(sheet.getByText('Was that right?')).toBeVisible();
  await shows(page, 'override');
  await sheet.getByRole('button', { name: 'Dirt, not a defect' }).click();
  await expect(sheet.getByText('Pass by the word of the admin')).toBeVisible();
  await expect(sheet.getByText('Dirt, not a defect')).toBeVisible();
  await expect(page.getByText(`Part ${part} counts as pass by your word.`)).toBeVisible();
  await page.keyboard.press('Escape');
  const strip = page.getByRole('region', { name: 'Last parts' });
  await expect(strip.getByRole('button', { name: `Part ${part}, Fail, Pass by the word of the admin` })).toBeVisible();
});

staged('a shift begins after one question, and counts from nought', async ({ page, served }) => {
  runs(served);
  await openSeat(page, 'inspect');
  const panel = page.getByRole('region', { name: 'This shift' });
  await expect(panel.getByText('1,187')).toBeVisible();
  await panel.getByRole('button', { name: 'New shift' }).click();
  await shows(page, 'new-shift');
  await page.getByRole('button', { name: 'Go on counting' }).click();
  await expect(panel.getByText('1,187')).toBeVisible();
  await panel.getByRole('button', { name: 'New shift' }).click();
  await page.getByRole('button', { name: 'Begin the shift' }).click();
  await expect(panel.getByText('1,187')).toHaveCount(0);
  await expect(panel).toContainText('None found in this shift.');
});
