import { expect, type Page } from '@playwright/test';
import sharp from 'sharp';
import { canBeWalkedByKeyboard, hasNoSeriousFault } from '../scenarios/accessibility.ts';
import { openSeat } from '../scenarios/inspect.ts';
import {
  dragsOnPicture,
  opensEditor,
  opensTab,
  plan,
  saves,
  shapes,
  spotOn,
  tapsOnPicture,
} from '../scenarios/recipes.ts';
import { staged } from '../support/test.ts';

const row = (page: Page, id: string) => page.locator(`[data-recipe="${id}"]`);

staged.beforeEach(async ({ page, served }) => {
  served.station.shelf.reset();
  served.station.line.start('demo');
  await openSeat(page, 'recipes');
  await page.evaluate(() => localStorage.removeItem('caracal.recipes.drafts'));
});

staged('the first recipe is made from what the line does now, saved and started', async ({ page, served }) => {
  served.station.shelf.reset([]);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'No recipe yet' })).toBeVisible();
  await hasNoSeriousFault(page, 'empty', 'light');
  await page.screenshot({ path: 'tests/e2e/screens/recipes-empty.png' });
  await page.getByRole('button', { name: 'Make the first from what the line does now' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Demo line parts');
  await page.getByLabel('Name', { exact: true }).fill('Boards');
  await page.getByRole('button', { name: 'Save version 1' }).click();
  await page.getByRole('button', { name: 'Save and start' }).click();
  await expect(page.getByText('Boards, version 1 saved')).toBeVisible();
  await page.getByRole('link', { name: 'All recipes' }).click();
  await expect(row(page, 'boards')).toContainText('Runs now');
  expect(served.station.line.live.get().recipe).toEqual({ id: 'boards', version: 1, name: 'Boards' });
});

staged(
  'region, zone, line and scale are drawn with a mouse and kept as shares of the picture',
  async ({ page, served }) => {
    await opensEditor(page, 'new=line');
    await page.keyboard.press('r');
    await dragsOnPicture(page, [0.1, 0.1], [0.9, 0.8]);
    await page.getByRole('button', { name: 'Zone', exact: true }).click();
    await tapsOnPicture(page, [0.3, 0.3], [0.6, 0.3], [0.6, 0.6]);
    await expect(page.getByText('3 corners. Tap the first one to close.')).toBeVisible();
    await tapsOnPicture(page, [0.3, 0.3]);
    await page.getByRole('textbox', { name: 'Name of zone 1' }).fill('Pins');
    await page.getByRole('button', { name: 'Draw a line' }).click();
    await dragsOnPicture(page, [0.2, 0.7], [0.8, 0.7]);
    await page.getByRole('button', { name: 'Scale', exact: true }).click();
    await dragsOnPicture(page, [0.2, 0.2], [0.7, 0.2]);
    await expect(page.getByRole('button', { name: '1 thing to mend' })).toBeVisible();
    await page.getByLabel('Distance', { exact: true }).fill('64');
    await expect(page.getByText('1 mm is 5.00 pixels of this picture.')).toBeVisible();
    expect(await shapes(page)).toEqual(['region 0', 'zone 0', 'line 0', 'scale 0']);
    await saves(page, 'Drawn by hand');
    const { body, note } = served.station.shelf.newest('demo-line-parts');
    expect(note).toBe('Drawn by hand');
    expect(body.region?.map(({ x, y }) => [x.toFixed(1), y.toFixed(1)].join())).toEqual([
      '0.1,0.1',
      '0.9,0.1',
      '0.9,0.8',
      '0.1,0.8',
    ]);
    expect(body.zones.map(({ name, outline }) => [name, outline.length])).toEqual([['Pins', 3]]);
    expect(body.lines[0]?.from.x).toBeCloseTo(0.2, 2);
    expect(body.follow).toBe(true);
    expect(body.calibration?.mm).toBe(64);
  },
);

staged('a plan is drawn, walked, moved and taken back by keys alone', async ({ page }) => {
  await opensEditor(page, 'new=line');
  await plan(page).focus();
  await page.keyboard.press('r');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-shape="region 0"]')).toBeVisible();
  await page.keyboard.press('o');
  await page.keyboard.press('Enter');
  expect(await shapes(page)).toEqual(['region 0', 'zone 0']);
  // From the zone to its first corner, which goes one pixel and then ten to the right.
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Delete');
  expect(await shapes(page)).toEqual(['region 0']);
  await page.keyboard.press('z');
  await page.keyboard.press('z');
  expect(await shapes(page)).toEqual(['region 0', 'zone 0']);
  await page.keyboard.press('Shift+Z');
  await page.keyboard.press('Shift+Z');
  expect(await shapes(page)).toEqual(['region 0']);
  await page.keyboard.press('l');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Choose what to draw, or take hold of what is there.')).toBeVisible();
});

staged('a corner is dragged, a side gets a new one, and the whole is moved', async ({ page, served }) => {
  await opensEditor(page, 'new=line');
  await page.keyboard.press('r');
  await dragsOnPicture(page, [0.2, 0.2], [0.6, 0.6]);
  await dragsOnPicture(page, [0.6, 0.6], [0.8, 0.7]);
  await dragsOnPicture(page, [0.5, 0.2], [0.5, 0.1]);
  await expect(page.getByText('5 corners. What lies outside does not count.')).toBeVisible();
  await dragsOnPicture(page, [0.4, 0.4], [0.5, 0.5]);
  await saves(page, '');
  const { region } = served.station.shelf.newest('demo-line-parts').body;
  expect(region?.map(({ x, y }) => [x.toFixed(1), y.toFixed(1)].join())).toEqual([
    '0.3,0.3',
    '0.6,0.2',
    '0.9,0.3',
    '0.9,0.8',
    '0.3,0.8',
  ]);
});

staged('what was drawn and typed outlives a reload, and is thrown away only when asked', async ({ page }) => {
  await opensEditor(page, 'edit=boards-top');
  await opensTab(page, 'Where');
  await page.getByRole('textbox', { name: 'Name of zone 1' }).fill('Sockets');
  await page.keyboard.press('Escape');
  await opensTab(page, 'Rules');
  await page.getByRole('button', { name: /^Each pin hole/ }).click();
  await page.getByLabel('At most', { exact: true }).fill('thr');
  await expect(page.getByText('A length above 0 mm.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Save version/ })).toBeDisabled();
  await page.reload();
  await opensTab(page, 'Rules');
  await page.getByRole('button', { name: /^Each pin hole/ }).click();
  await expect(page.getByLabel('At most', { exact: true })).toHaveValue('thr');
  await expect(page.getByText(/fewer than 4 × pin hole are seen in Sockets/)).toBeVisible();
  await page.getByRole('link', { name: 'All recipes' }).click();
  await expect(row(page, 'boards-top')).toContainText('Changes not saved');
  await page.getByRole('link', { name: 'Change Boards, top side' }).click();
  await page.getByRole('button', { name: 'Throw changes away' }).click();
  await opensTab(page, 'Where');
  await expect(page.getByRole('textbox', { name: 'Name of zone 1' })).toHaveValue('Pins');
});

staged('the station says what stands in the way, beside the field and in words', async ({ page }) => {
  await opensEditor(page, 'edit=boards-top');
  await opensTab(page, 'Where');
  await page.getByRole('button', { name: 'Remove Scale' }).click();
  await page.getByRole('button', { name: 'Remove Pins' }).click();
  await expect(page.getByRole('tab', { name: 'Rules, 2 things to mend' })).toBeVisible();
  await page.getByRole('button', { name: '2 things to mend' }).click();
  await expect(page.getByText('This zone is not on the picture any more. Choose another one.')).toBeVisible();
  await expect(page.getByText('Millimetres need a scale. Set it under Where.')).toBeVisible();
  await page.getByRole('button', { name: /^Each pin hole/ }).click();
  await page.screenshot({ path: 'tests/e2e/screens/recipes-problems.png' });
  await hasNoSeriousFault(page, 'problems', 'light');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Nothing changed since version 3')).toBeVisible();
});

staged('a recipe is tried on the picture at hand, and anew with each change', async ({ page }) => {
  await opensEditor(page, 'new=line');
  await opensTab(page, 'Rules');
  await page.getByRole('button', { name: /^Something must be there/ }).click();
  await page.getByLabel('How many', { exact: true }).fill('900');
  await page.getByRole('button', { name: 'Try it' }).click();
  const tried = page.locator('[data-tried]');
  await expect(tried).toHaveAttribute('data-tried', 'unsure');
  await expect(tried).toContainText('Fail when fewer than 900 × open are seen.');
  await page.screenshot({ path: 'tests/e2e/screens/recipes-try.png' });
  await hasNoSeriousFault(page, 'try', 'light');
  await page.getByRole('button', { name: 'Remove rule 1' }).click();
  await page.getByRole('button', { name: 'Region', exact: true }).click();
  await dragsOnPicture(page, [0, 0], [0.02, 0.02]);
  await expect(tried).toHaveAttribute('data-tried', 'pass');
  await expect(tried).toContainText('None seen.');
  await page.getByRole('button', { name: 'Try it' }).click();
  await expect(tried).toHaveCount(0);
});

staged('a plan is drawn on a picture from a file, and what is none is said to be', async ({ page }) => {
  await opensEditor(page, 'new=line');
  const file = page.locator('input[type="file"]');
  const picture = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#6a7' } })
    .png()
    .toBuffer();
  await file.setInputFiles({ name: 'part.png', mimeType: 'image/png', buffer: picture });
  await expect(plan(page)).toHaveAttribute('data-picture', '320 240');
  await expect(page.getByText('Picture from a file')).toBeVisible();
  await file.setInputFiles({ name: 'part.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await expect(page.getByText('That file is no picture')).toBeVisible();
  await page.keyboard.press('r');
  await dragsOnPicture(page, [0.25, 0.25], [0.75, 0.75]);
  expect(await shapes(page)).toEqual(['region 0']);
  await page.getByRole('button', { name: 'New picture' }).click();
  await expect(plan(page)).toHaveAttribute('data-picture', '640 640');
});

staged('a recipe whose source is gone says so, and its plan is still there', async ({ page, served }) => {
  const { shelf } = served.station;
  const known = shelf.newest('boards-top');
  shelf.reset([{ ...known, version: 1, body: { ...known.body, sourceId: 'gate-1' } }]);
  await page.evaluate(() => location.assign('#/recipes?edit=boards-top'));
  await expect(page.getByText('This source is not at the station any more. Choose another one.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No picture from this source' })).toBeVisible();
  await page.screenshot({ path: 'tests/e2e/screens/recipes-no-picture.png' });
  await hasNoSeriousFault(page, 'no picture', 'light');
  await page.getByRole('button', { name: 'Source: gate-1' }).click();
  await page.getByRole('menuitemradio', { name: 'Demo line' }).click();
  await expect(plan(page)).toHaveAttribute('data-picture', '640 640');
  await saves(page, 'The camera was changed');
  expect(shelf.newest('boards-top').body).toEqual(known.body);
});

staged('whom a verdict is told is chosen of the outputs that the station has', async ({ page, served }) => {
  await opensEditor(page, 'edit=boards-bottom');
  await opensTab(page, 'Tell');
  await page.getByRole('switch', { name: 'PLC of line 1' }).click();
  await saves(page, 'The PLC is there');
  expect(served.station.shelf.newest('boards-bottom').body.outputs).toEqual(['line-plc']);
  await opensTab(page, 'Tell');
  await page.getByRole('switch', { name: 'PLC of line 1' }).click();
  await page.getByRole('button', { name: 'Save version 3' }).click();
  await expect(page.getByRole('dialog')).toContainText('nobody');
});

staged('saving says what changed, and a newer version of somebody else is not lost by it', async ({ page, served }) => {
  const { shelf } = served.station;
  await opensEditor(page, 'edit=boards-top');
  await opensTab(page, 'Rules');
  await page.getByRole('button', { name: /^Fail on any defect/ }).click();
  await page.getByRole('button', { name: /^Score from \+/ }).click();
  await page.getByRole('button', { name: 'Save version 4' }).click();
  const sheet = page.getByRole('dialog', { name: 'Save version 4' });
  await expect(sheet).toContainText('Fail on any defect scoring 0.75 or more.');
  await page.waitForTimeout(400);
  await page.screenshot({ path: 'tests/e2e/screens/recipes-save.png' });
  await hasNoSeriousFault(page, 'save', 'light');
  const newer = { ...shelf.newest('boards-top'), version: 4, note: 'Meanwhile', name: 'Boards, upper side' };
  shelf.reset([...shelf.all(), newer]);
  await sheet.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(sheet.getByRole('alert')).toBeVisible();
  expect(shelf.newest('boards-top').note).toBe('Meanwhile');
  await page.reload();
  await expect(page.getByText(/Version 4 was saved meanwhile/)).toBeVisible();
  await saves(page, 'Both');
  expect(shelf.newest('boards-top')).toMatchObject({ version: 5, note: 'Both' });
});

staged('two versions are compared in words, and one question goes back to the older', async ({ page, served }) => {
  await page.getByRole('link', { name: 'Versions of Boards, top side' }).click();
  await expect(page.getByRole('heading', { name: 'From version 2 to version 3' })).toBeVisible();
  await expect(page.getByText('Each pin hole must be between 3.1 and 3.2 mm wide.')).toBeVisible();
  await page.getByRole('button', { name: 'Compare from version 1' }).click();
  await expect(page.getByText('drawn, 4 corners')).toBeVisible();
  await page.getByRole('button', { name: 'Go back to version 2' }).click();
  await expect(page.getByText('Make version 2 the newest again?')).toBeVisible();
  await page.screenshot({ path: 'tests/e2e/screens/recipes-rollback.png' });
  await hasNoSeriousFault(page, 'rollback', 'light');
  await page.getByRole('button', { name: 'Go back to it' }).click();
  await expect(page.getByText('Version 2 is the newest again')).toBeVisible();
  expect(served.station.shelf.newest('boards-top')).toMatchObject({ version: 4 });
  expect(served.station.shelf.newest('boards-top').body.calibration).toBeNull();
});

staged('a recipe is started by its big button, and by what a scanner types', async ({ page, served }) => {
  await row(page, 'boards-bottom')
    .getByRole('button', { name: /^Start Boards, bottom side/ })
    .click();
  await expect(row(page, 'boards-bottom').getByRole('button', { name: /^Start/ })).toBeDisabled();
  expect(served.station.line.live.get().recipe?.id).toBe('boards-bottom');
  await page.getByLabel('Scan or type a code').click();
  await page.keyboard.type('4006381333931\n');
  await expect(page.getByText('Demo line is inspected by Boards, top side')).toBeVisible();
  await expect(row(page, 'boards-top')).toContainText('Runs now');
  await page.getByLabel('Scan or type a code').fill('not a code');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Not found');
});

staged('a scanned code goes into the recipe', async ({ page, served }) => {
  await opensEditor(page, 'edit=boards-bottom');
  await page.getByRole('button', { name: 'Scan now' }).click();
  await page.keyboard.type('77-001\n');
  await expect(page.getByLabel('Code', { exact: true })).toHaveValue('77-001');
  await page.getByLabel('Code', { exact: true }).fill('4006381333931');
  await expect(page.getByText('Another recipe has this code already.')).toBeVisible();
  await page.getByLabel('Code', { exact: true }).fill('77-002');
  await saves(page, 'Its label');
  expect(served.station.shelf.newest('boards-bottom').body.code).toBe('77-002');
});

staged('an operator looks and starts, and changes nothing', async ({ browser, served }) => {
  const context = await browser.newContext({ baseURL: served.origin, viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(served.link('operator'));
  await openSeat(page, 'recipes');
  await expect(row(page, 'boards-top').getByRole('button', { name: /^Start/ })).toBeEnabled();
  await expect(page.getByRole('button', { name: 'New recipe' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: /^Change/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'Look at Boards, top side' }).click();
  await expect(page.getByRole('heading', { name: 'From version 2 to version 3' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Go back to/ })).toHaveCount(0);
  await page.evaluate(() => location.assign('#/recipes?edit=boards-top'));
  await expect(page.getByText('Your role may look at recipes and start them, not change them.')).toBeVisible();
  await context.close();
});

staged('the editor can be walked by keyboard, shapes and controls', async ({ page }) => {
  await opensEditor(page, 'edit=boards-top');
  const walked = await canBeWalkedByKeyboard(page);
  expect(walked.length).toBeGreaterThan(20);
  expect(walked).toContain('Scan now');
  expect(walked.filter((name) => name.startsWith('Picture with 3 shapes')).length).toBe(14);
});

staged('a finger draws a rectangle, two fingers move the picture', async ({ browser, served }) => {
  const context = await browser.newContext({
    baseURL: served.origin,
    hasTouch: true,
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  await page.goto(served.link());
  await openSeat(page, 'recipes');
  await opensEditor(page, 'new=line');
  await page.getByRole('button', { name: 'Region', exact: true }).tap();
  const touch = await context.newCDPSession(page);
  const send = (
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    touchPoints: readonly { x: number; y: number; id: number }[],
  ) => touch.send('Input.dispatchTouchEvent', { type, touchPoints: [...touchPoints] });
  const at = async (x: number, y: number, id = 0) => ({ ...(await spotOn(page, [x, y])), id });
  await send('touchStart', [await at(0.2, 0.2)]);
  await send('touchMove', [await at(0.5, 0.5)]);
  await send('touchMove', [await at(0.8, 0.7)]);
  await send('touchEnd', []);
  expect(await shapes(page)).toEqual(['region 0']);
  await send('touchStart', [await at(0.4, 0.4, 0), await at(0.6, 0.6, 1)]);
  await send('touchMove', [await at(0.3, 0.3, 0), await at(0.7, 0.7, 1)]);
  await send('touchEnd', []);
  expect(await shapes(page)).toEqual(['region 0']);
  await expect(page.getByText('4 corners. What lies outside does not count.')).toBeVisible();
  await context.close();
});
