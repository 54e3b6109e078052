import { expect, type Page } from '@playwright/test';
import type { LineState } from '../../../preload/contract/inspections.ts';
import type { FixtureServer } from '../../support/fixture-server.ts';
import { openSeat, seesTheLineLive } from '../scenarios/inspect.ts';
import { opensEditor, plan, saves } from '../scenarios/recipes.ts';
import { fitsInEveryTheme, screenSizes } from '../scenarios/screens.ts';
import { staged, test } from '../support/test.ts';

const small = { 'pcb-defects': 320 };

/** From the list of models, where it stands for those whose networks take more than one size. */
async function opensSizes(page: Page) {
  await page.getByRole('button', { name: /^Model/ }).click();
  await page.getByRole('menuitem', { name: 'Choose how large it sees' }).click();
  const sheet = page.getByRole('dialog', { name: 'How large it sees' });
  await expect(sheet).toBeVisible();
  return sheet;
}

const views: Readonly<Record<string, (page: Page, served: FixtureServer) => Promise<void>>> = {
  sheet: async (page) => {
    await openSeat(page, 'inspect?source=demo');
    await opensSizes(page);
  },
  seat: async (page) => {
    await openSeat(page, 'inspect?source=demo');
    await expect(page.getByRole('button', { name: /^Model, 320 px/ })).toBeVisible();
  },
  wall: async (page) => {
    await openSeat(page, 'wall');
    await expect(page.getByRole('article', { name: 'Demo line' })).toContainText('320 px');
  },
  recipe: async (page, { station }) => {
    station.shelf.reset();
    await openSeat(page, 'recipes');
    await opensEditor(page, 'new=line');
  },
};

for (const size of screenSizes) {
  for (const [what, opens] of Object.entries(views)) {
    staged(
      `its ${what} fits ${size.width} x ${size.height} and is readable in every theme`,
      async ({ page, served }) => {
        served.station.lines.start('demo', 'pcb-defects', { inputSizes: small });
        await page.setViewportSize(size);
        await opens(page, served);
        await fitsInEveryTheme(page, `input-size-${what}`, size);
      },
    );
  }
}

staged(
  'the size is chosen beside the model, is told on the seat, and outlives stop and start',
  async ({ page, served }) => {
    const { lines } = served.station;
    lines.start('demo');
    await openSeat(page, 'inspect?source=demo');
    const sheet = await opensSizes(page);
    await expect(sheet.getByRole('radio', { name: /^640 px/ })).toBeChecked();
    await sheet.getByRole('radio', { name: /^320 px/ }).click();
    await expect.poll(() => lines.read('demo').inputSizes).toEqual(small);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: /^Model, 320 px/ })).toBeVisible();
    await page.getByRole('button', { name: /^Stop/ }).click();
    await expect.poll(() => lines.read('demo').state).toBe('stopped');
    await page.reload();
    await expect(page.getByRole('button', { name: /^Model, 320 px/ })).toBeVisible();
    await page
      .locator('.inspect-controls')
      .getByRole('button', { name: /^Start/ })
      .click();
    await expect.poll(() => lines.read('demo')).toMatchObject({ state: 'running', inputSizes: small });
    await (await opensSizes(page)).getByRole('radio', { name: /^640 px/ }).click();
    await expect.poll(() => lines.read('demo').inputSizes).toBeUndefined();
  },
);

staged('the wall tells it, and starts a line again as it was', async ({ page, served }) => {
  const { lines } = served.station;
  lines.start('demo', 'pcb-defects', { inputSizes: small });
  await openSeat(page, 'wall');
  const tile = page.getByRole('article', { name: 'Demo line' });
  await expect(tile).toContainText('320 px');
  await tile.getByRole('button', { name: 'Stop Demo line' }).click();
  await expect(tile).toHaveAttribute('data-state', 'stopped');
  await tile.getByRole('button', { name: 'Start Demo line' }).click();
  await expect(tile).toHaveAttribute('data-state', 'running');
  expect(lines.read('demo').inputSizes).toEqual(small);
});

staged(
  'a recipe says it for each model: begun with that of the line, kept with a version, told beside another',
  async ({ page, served }) => {
    const { lines, shelf } = served.station;
    shelf.reset();
    lines.start('demo', 'pcb-defects', { inputSizes: small });
    await openSeat(page, 'recipes');
    await page.evaluate(() => localStorage.removeItem('caracal.recipes.drafts'));
    await opensEditor(page, 'new=line');
    const size = page.getByRole('button', { name: /^Size at which Defects of bare circuit boards sees/ });
    await expect(size).toHaveText(/320 px/);
    await saves(page, 'As it runs');
    await expect.poll(() => shelf.newest('demo-line-parts').body.inputSizes).toEqual(small);
    await expect(page).toHaveURL(/edit=demo-line-parts/);
    await expect(plan(page)).toHaveAttribute('data-picture', /^\d+ \d+$/);
    await size.click();
    await page.getByRole('menuitemradio', { name: /^960 px/ }).click();
    await saves(page, 'Small ones were missed');
    await expect
      .poll(() => shelf.newest('demo-line-parts'))
      .toMatchObject({
        version: 2,
        body: { inputSizes: { 'pcb-defects': 960 } },
      });
    await openSeat(page, 'recipes?versions=demo-line-parts');
    const differences = page.getByRole('listitem').filter({ hasText: /^Models./ });
    await expect(differences).toContainText('Defects of bare circuit boards at 320 px');
    await expect(differences).toContainText('Defects of bare circuit boards at 960 px');
    await page.screenshot({ path: 'tests/e2e/screens/input-size-versions.png' });
  },
);

staged('beside a recipe it can only be read, and leads to where it is changed', async ({ page, served }) => {
  const { lines, shelf } = served.station;
  shelf.reset();
  lines.start('demo', 'pcb-defects', {
    recipe: { id: 'boards-top', version: 3, name: 'Boards, top side' },
    inputSizes: small,
  });
  await openSeat(page, 'inspect?source=demo');
  const sheet = await opensSizes(page);
  await expect(sheet.getByRole('radio', { name: /^320 px/ })).toBeChecked();
  await expect(sheet.getByRole('radio', { name: /^640 px/ })).toBeDisabled();
  await expect(sheet).toContainText('Boards, top side says how large its models see.');
  await page.screenshot({ path: 'tests/e2e/screens/input-size-by-recipe.png' });
  await sheet.getByRole('link', { name: 'Change the recipe' }).click();
  await expect(page).toHaveURL(/recipes\?edit=boards-top/);
});

test('the real station changes its demo line over to another size and starts it so again', async ({
  page,
  request,
}) => {
  const line = async (): Promise<LineState> => (await request.get('/api/inspections/state?sourceId=demo-line')).json();
  await openSeat(page, 'inspect?source=demo-line');
  await seesTheLineLive(page);
  await (await opensSizes(page)).getByRole('radio', { name: /^320 px/ }).click();
  await expect.poll(line).toMatchObject({ state: 'running', inputSizes: small });
  await expect(page.getByText(/threads?, 320 px$/)).toBeVisible();
  await page.keyboard.press('Escape');
  await openSeat(page, 'wall');
  const tile = page.getByRole('article', { name: 'Demo line' });
  await tile.getByRole('button', { name: 'Stop Demo line' }).click();
  await expect(tile).toHaveAttribute('data-state', 'stopped');
  await tile.getByRole('button', { name: 'Start Demo line' }).click();
  await expect.poll(line).toMatchObject({ state: 'running', inputSizes: small });
  await openSeat(page, 'inspect?source=demo-line');
  await (await opensSizes(page)).getByRole('radio', { name: /^640 px/ }).click();
  await expect.poll(async () => (await line()).inputSizes).toBeUndefined();
});
