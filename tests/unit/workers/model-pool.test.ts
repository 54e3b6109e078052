import { describe, expect, it } from 'vitest';
import { ModelPool, type SharedModel } from '../../../main/workers/model-pool.ts';
import type { PictureCard } from '../../../preload/contract/model-card.ts';
import { failsOnBlack, tellsColours } from '../../support/colour-network.ts';
import { tinyCard, writeModelFolder } from '../../support/model-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const colours: Partial<PictureCard> = {
  task: 'classify',
  family: 'classifier',
  labels: ['red', 'green', 'blue'],
  io: {
    input: { name: 'images', layout: 'nchw', width: 32, height: 32 },
    outputs: [{ name: 'output0', shape: [1, 3] }],
  },
};
const model = (folder = temporaryFolder(), file = tellsColours) => ({
  folder: writeModelFolder(folder, tinyCard(colours, file), file),
});

async function taken(pool: ModelPool, wanted: { readonly folder: string }, threads = 1): Promise<SharedModel> {
  const outcome = await pool.take(wanted, threads);
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value;
}
const runs = async ({ session }: SharedModel): Promise<boolean> =>
  session.run(new Float32Array(3 * 32 * 32).fill(1)).then(
    () => true,
    () => false,
  );

describe('the networks that lines share', () => {
  it('are opened once, also by two that come at the same time', async () => {
    const pool = new ModelPool();
    const colour = model();
    const [first, second] = await Promise.all([taken(pool, colour), taken(pool, colour)]);
    const third = await taken(pool, colour);
    expect(new Set([first.session, second.session, third.session]).size).toBe(1);
    expect(pool.size).toBe(1);
  });

  it('stay open until the last has let go, however often one says so', async () => {
    const pool = new ModelPool();
    const colour = model();
    const [first, second] = [await taken(pool, colour), await taken(pool, colour)];
    await first.release();
    await first.release();
    expect([pool.size, await runs(second)]).toEqual([1, true]);
    await second.release();
    expect(pool.size).toBe(0);
    const again = await taken(pool, colour);
    expect([again.session === second.session, await runs(again)]).toEqual([false, true]);
  });

  it('are others with other threads, and when the folder was given another version', async () => {
    const pool = new ModelPool();
    const colour = model();
    const first = await taken(pool, colour);
    const wider = await taken(pool, colour, 2);
    const newer = await taken(pool, model(colour.folder, failsOnBlack));
    expect(new Set([first.session, wider.session, newer.session]).size).toBe(3);
  });

  it('leave nothing behind where one cannot be opened', async () => {
    const pool = new ModelPool();
    const garbage = Buffer.from('no network');
    const broken = model(temporaryFolder(), garbage);
    expect((await Promise.all([pool.take(broken, 1), pool.take(broken, 1)])).map(({ ok }) => ok)).toEqual([
      false,
      false,
    ]);
    expect(await pool.take({ folder: temporaryFolder() }, 1)).toMatchObject({ ok: false });
    expect(pool.size).toBe(0);
  });
});
