import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { recipeBody } from '../../preload/contract/recipes.ts';
import { clientOf, lineUntil, openTestEngine, sourcePlaces } from '../support/engine-station.ts';

/**
 * For how long a line sees nothing while it is changed over: the longest time from one frame that was looked at to the next
 * around a switch to a recipe with another model, over that around a stop and a start by the same recipe.
 */
interface ChangeoverBench {
  readonly name: 'changeover';
  readonly ratio: number;
  readonly ours: number;
  readonly peer: number;
  readonly sameModel: number;
  /** The same model at another size is another network to be opened. */
  readonly otherSize: number;
  readonly undisturbed: number;
  readonly unit: 'ms';
}

const rounds = 5;
const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1] ?? Number.NaN;

const folder = mkdtempSync(join(tmpdir(), 'caracal-bench-'));
const opened = await openTestEngine(join(folder, 'data'));
if (!opened.ok) throw new Error(opened.failure.message);
const engine = opened.value;
const client = clientOf(engine);

/** Another model of the same size: the starter detector under another name. */
const other = join(folder, 'other');
cpSync(join(sourcePlaces.models, 'pcb-defects'), other, { recursive: true });
const card = JSON.parse(readFileSync(join(other, 'card.json'), 'utf8')) as Record<string, unknown>;
writeFileSync(join(other, 'card.json'), JSON.stringify({ ...card, name: 'other' }));
await client.models.import({ path: other });

const save = (id: string, model: string, inputSizes: Readonly<Record<string, number>> = {}) =>
  client.recipes.save({
    id,
    name: id,
    body: recipeBody.parse({ sourceId: 'demo-line', models: [model], inputSizes, code: id }),
  });
await save('first', 'pcb-defects');
await save('same-model', 'pcb-defects');
await save('other-model', 'other');
await save('other-size', 'pcb-defects', { 'pcb-defects': 320 });

const settledMs = 2_000;

/** The longest time between two frames from two seconds before the act to two seconds after it. */
async function blindMs(act: () => Promise<unknown>): Promise<number> {
  await client.inspections.start({ recipe: 'first' });
  await lineUntil(engine, ({ recipe, frames }) => recipe?.id === 'first' && frames > 15);
  const since = Date.now() - settledMs;
  await act();
  await sleep(settledMs);
  const { rows } = await client.predictions.page({ limit: 500, since, until: Date.now() });
  const times = rows.map(({ capturedAt }) => capturedAt).toSorted((a, b) => a - b);
  return Math.max(...times.slice(1).map((time, at) => time - (times[at] ?? time)));
}

const none = (): number[] => [];
const measured = { undisturbed: none(), sameModel: none(), otherSize: none(), ours: none(), peer: none() };
for (let round = 0; round < rounds; round += 1) {
  measured.undisturbed.push(await blindMs(() => Promise.resolve()));
  measured.sameModel.push(await blindMs(() => client.recipes.switchTo({ code: 'same-model' })));
  measured.otherSize.push(await blindMs(() => client.recipes.switchTo({ code: 'other-size' })));
  measured.ours.push(await blindMs(() => client.recipes.switchTo({ code: 'other-model' })));
  measured.peer.push(
    await blindMs(async () => {
      await client.inspections.stop({ sourceId: 'demo-line' });
      await client.inspections.start({ recipe: 'other-model' });
    }),
  );
}
await engine.close();
rmSync(folder, { recursive: true });

const [ours, peer] = [median(measured.ours), median(measured.peer)];
const bench: ChangeoverBench = {
  name: 'changeover',
  ratio: ours / peer,
  ours,
  peer,
  sameModel: median(measured.sameModel),
  otherSize: median(measured.otherSize),
  undisturbed: median(measured.undisturbed),
  unit: 'ms',
};
console.log(`BENCH ${JSON.stringify(bench)}`);
