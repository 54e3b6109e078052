import { type APIRequestContext, expect, type Page } from '@playwright/test';
import type { LineState } from '../../../preload/contract/inspections.ts';
import type { Recipe } from '../../../preload/contract/recipes.ts';
import { hasNoSeriousFault } from '../scenarios/accessibility.ts';
import { openSeat, seesTheLineLive } from '../scenarios/inspect.ts';
import { dragsOnPicture, opensTab, plan, saves } from '../scenarios/recipes.ts';
import { test } from '../support/test.ts';

const name = 'Boards of line 3';
const id = 'boards-of-line-3';

async function lines(request: APIRequestContext): Promise<readonly LineState[]> {
  return (await request.get('/api/inspections/lines')).json();
}

async function newest(request: APIRequestContext): Promise<Recipe> {
  return (await request.get(`/api/recipes/${id}`)).json();
}

/** How dark the layer of the recipe makes one place of the picture, 0 where it leaves it alone. */
const shadeAt = (page: Page, x: number, y: number): Promise<number> =>
  page.locator('[data-layer="static"]').evaluate(
    (layer, [across, down]) => {
      const canvas = layer as HTMLCanvasElement;
      const pen = canvas.getContext('2d');
      const at = [Math.round(canvas.width * across), Math.round(canvas.height * down)] as const;
      return pen?.getImageData(at[0], at[1], 1, 1).data[3] ?? 0;
    },
    [x, y] as const,
  );

test.describe.configure({ mode: 'serial' });

test('a recipe is made from what the line does, started, and its region lies on the live picture', async ({
  page,
  request,
}) => {
  await openSeat(page, 'recipes');
  await page.getByRole('button', { name: 'Make the first from what the line does now' }).click();
  await expect(plan(page)).toHaveAttribute('data-picture', /^\d+ \d+$/);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Region', exact: true }).click();
  await dragsOnPicture(page, [0.2, 0.2], [0.8, 0.8]);
  await page.getByRole('button', { name: 'Draw a zone' }).click();
  await dragsOnPicture(page, [0.3, 0.3], [0.5, 0.5]);
  await opensTab(page, 'Rules');
  await page.getByRole('button', { name: /^Fail on a defect/ }).click();
  await page.getByLabel('Score from', { exact: true }).fill('0.6');
  await page.screenshot({ path: 'tests/e2e/screens/recipes-station-editor.png' });
  await page.getByRole('button', { name: 'Save version 1' }).click();
  await page.getByLabel('Why').fill('First try');
  await page.getByRole('button', { name: 'Save and start' }).click();
  await expect(page.getByText(`${name}, version 1 saved`)).toBeVisible();
  await expect.poll(async () => (await lines(request)).map(({ recipe }) => recipe?.id)).toEqual([id]);
  const { body, note } = await newest(request);
  expect(note).toBe('First try');
  expect(body.rules).toEqual([
    { kind: 'defect', label: null, score: 0.6, leastAreaMm2: null, leastCount: 1, zone: null },
  ]);
  await openSeat(page, 'inspect');
  await seesTheLineLive(page);
  await expect(page.locator('[data-layer="static"]')).toHaveAttribute('data-plan', '1 1 0');
  await expect.poll(() => shadeAt(page, 0.5, 0.04)).toBeGreaterThan(90);
  expect(await shadeAt(page, 0.5, 0.65)).toBe(0);
  await page.screenshot({ path: 'tests/e2e/screens/recipes-station-inspect.png' });
});

test('the station refuses what cannot run, in words, beside its field', async ({ page }) => {
  await openSeat(page, `recipes?edit=${id}`);
  await opensTab(page, 'Rules');
  await page.getByRole('button', { name: /^Measure something/ }).click();
  await expect(page.getByText('Say at least, at most, or both.').first()).toBeVisible();
  await expect(page.getByText('Millimetres need a scale. Set it under Where.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Save version/ })).toBeDisabled();
  await page.screenshot({ path: 'tests/e2e/screens/recipes-station-problems.png' });
  await hasNoSeriousFault(page, 'recipes problems', 'light');
  await page.getByRole('button', { name: 'Throw changes away' }).click();
});

test('what is changed while the station is away is kept, and saved when it is back', async ({
  page,
  request,
  station,
}) => {
  await openSeat(page, `recipes?edit=${id}`);
  await page.getByLabel('Code', { exact: true }).fill('77-001');
  const [engine] = station.processes('engine/main');
  process.kill(engine ?? 0, 'SIGKILL');
  await expect(page.getByText(/What you change is kept on this screen/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Save version/ })).toBeDisabled();
  await opensTab(page, 'Parts');
  await page.getByRole('button', { name: /^Failing frames to fail \+/ }).click();
  await page.screenshot({ path: 'tests/e2e/screens/recipes-station-away.png' });
  await expect(page.getByRole('button', { name: /^Save version/ })).toBeEnabled({ timeout: 60_000 });
  await page.reload();
  await expect(page.getByLabel('Code', { exact: true })).toHaveValue('77-001');
  await saves(page, 'With a code');
  expect(await newest(request)).toMatchObject({ version: 2, body: { code: '77-001', vote: { failFrames: 3 } } });
});

test('a code changes the line over, and a version that was gone back to runs after the next start', async ({
  page,
  request,
}) => {
  await openSeat(page, 'recipes');
  await page.getByLabel('Scan or type a code').fill('77-001');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await lines(request)).map(({ recipe }) => recipe?.version)).toEqual([2]);
  await page.getByRole('link', { name: `Versions of ${name}` }).click();
  await expect(page.getByRole('heading', { name: 'From version 1 to version 2' })).toBeVisible();
  await page.getByRole('button', { name: 'Go back to version 1' }).click();
  await page.getByRole('button', { name: 'Go back to it' }).click();
  await expect(page.getByText('Version 1 is the newest again')).toBeVisible();
  expect(await newest(request)).toMatchObject({ version: 3, body: { code: null } });
  await page.screenshot({ path: 'tests/e2e/screens/recipes-station-versions.png' });
  await page.getByRole('button', { name: 'All recipes' }).click();
  await expect(page.locator(`[data-recipe="${id}"]`)).toContainText('Runs version 2');
  await page.getByRole('button', { name: new RegExp(`^Start ${name}`) }).click();
  await expect.poll(async () => (await lines(request)).map(({ recipe }) => recipe?.version)).toEqual([3]);
});

test('a recipe by which a line goes is not put aside, and is when it stands', async ({ page, request, station }) => {
  await openSeat(page, `recipes?versions=${id}`);
  await page.getByRole('button', { name: 'Put this recipe aside' }).click();
  await page.getByRole('button', { name: 'Put aside', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Not possible right now');
  // The tests that follow share this station and expect its line to run without a recipe.
  const headers = { origin: station.origin };
  await request.post('/api/inspections/stop', { headers });
  await request.post('/api/inspections/start', { data: { sourceId: 'demo-line' }, headers });
  await page.getByRole('button', { name: 'Put aside', exact: true }).click();
  await expect(page.getByText(`${name} put aside`)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No recipe yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Make the first from what the line does now' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await saves(page, 'The same name again');
  await expect(page).toHaveURL(new RegExp(`edit=${id}-2$`));
  await request.delete(`/api/recipes/${id}-2`, { headers });
});
