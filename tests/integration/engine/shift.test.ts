import { afterEach, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/compose.ts';
import { clientOf, lineUntil, openStation } from '../../support/engine-station.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
}, 60_000);

async function open(folder: string): Promise<Engine> {
  const engine = await openStation(folder);
  closing.push(() => engine.close());
  return engine;
}

const total = ({ pass, fail, unsure }: { readonly pass: number; readonly fail: number; readonly unsure: number }) =>
  pass + fail + unsure;

it('a shift counts what is judged after it began, over a stop of the line and a restart of the station', {
  timeout: 120_000,
}, async () => {
  const temp = await makeTempFolder();
  closing.push(() => temp.remove());
  const engine = await open(temp.path);
  const client = clientOf(engine);
  await lineUntil(engine, ({ counts }) => total(counts) >= 2);
  expect((await client.shift.get()).startedAt).toBeNull();
  await client.inspections.stop();
  const begun = await client.shift.begin();
  expect([begun.startedAt === null, total(begun.counts)]).toEqual([false, 0]);
  await client.inspections.start({ sourceId: 'demo-line' });
  const run = await lineUntil(engine, ({ counts }) => total(counts) >= 2);
  await client.inspections.stop();
  const counted = await client.shift.get({ sourceId: 'demo-line' });
  expect(total(counted.counts)).toBeGreaterThanOrEqual(total(run.counts));
  expect(total((await client.shift.get({ sourceId: 'gate-1' })).counts)).toBe(0);
  await engine.close();
  const again = clientOf(await open(temp.path));
  const later = await again.shift.get({ sourceId: 'demo-line' });
  expect(later.startedAt).toBe(counted.startedAt);
  expect(total(later.counts)).toBeGreaterThanOrEqual(total(counted.counts));
});

it('only who may start a line may begin a shift; everybody sees its numbers', { timeout: 60_000 }, async () => {
  const temp = await makeTempFolder();
  closing.push(() => temp.remove());
  const engine = await open(temp.path);
  await expect(clientOf(engine, 'kiosk').shift.begin()).rejects.toMatchObject({ code: 'forbidden' });
  expect(await clientOf(engine, 'kiosk').shift.get()).toMatchObject({ startedAt: null });
});
