import { readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/compose.ts';
import type { TeachState } from '../../../preload/contract/teach.ts';
import { drawPart, drawParts, type PartFault } from '../../support/drawn-parts.ts';
import { clientOf, lineUntil, openStation } from '../../support/engine-station.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

let temp: Awaited<ReturnType<typeof makeTempFolder>>;
let engine: Engine;
let goodFolder: string;

const seeds = (from: number, count: number): number[] => Array.from({ length: count }, (_, index) => from + index);

const open = (): Promise<Engine> => openStation(join(temp.path, 'data'));

async function teachUntil(isSo: (state: TeachState) => boolean): Promise<TeachState> {
  for await (const state of await clientOf(engine).teach.watch()) if (isSo(state)) return state;
  throw new Error('Expected the teaching to be watched until it is as wished');
}

const isBuilt = ({ state, note }: TeachState): boolean => state === 'built' || note !== '';

/** What the line said of the pictures of a folder, by the time it had seen so many. */
async function inspect(folder: string, pictures: number, model: string) {
  const client = clientOf(engine);
  const id = `look-${folder.split('/').at(-1)}`;
  await client.sources.add({ id, name: id, settings: { kind: 'folder', path: folder, fps: 8 } });
  await client.inspections.start({ sourceId: id, model });
  await lineUntil(engine, ({ frames }) => frames >= pictures, id);
  await client.inspections.stop({ sourceId: id });
  const { rows } = await client.predictions.page({ limit: 500, sourceId: id });
  return rows;
}

beforeAll(async () => {
  temp = await makeTempFolder();
  goodFolder = await drawParts(join(temp.path, 'good'), seeds(1, 24));
  engine = await open();
  await clientOf(engine).inspections.stop();
}, 120_000);
afterAll(async () => {
  await engine.close();
  await temp.remove();
}, 60_000);

describe('teaching from good parts', { timeout: 300_000 }, () => {
  it('refuses a name that another kind of model has, and a network without features', async () => {
    const client = clientOf(engine);
    await expect(client.teach.begin({ name: 'pcb-defects' })).rejects.toMatchObject({ code: 'already_exists' });
    await expect(client.teach.begin({ name: 'discs', backbone: 'none' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(client.teach.build()).rejects.toMatchObject({ code: 'wrong_state' });
    await expect(clientOf(engine, 'operator').teach.begin({ name: 'discs' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('takes pictures of a folder, says which do not decode, and refuses to learn from too few', async () => {
    const client = clientOf(engine);
    await client.teach.begin({ name: 'discs' });
    const odd = join(temp.path, 'odd');
    await mkdir(odd);
    await writeFile(join(odd, 'a.png'), await drawPart(900));
    await writeFile(join(odd, 'b.png'), await drawPart(900));
    await writeFile(join(odd, 'c.png'), (await drawPart(901)).subarray(0, 4_000));
    await writeFile(join(odd, 'd.txt'), 'no picture');
    const added = await client.teach.add({ folder: odd });
    expect(added.added).toBe(1);
    expect(added.skipped).toEqual([
      'b.png is the same picture as another one.',
      expect.stringContaining('Picture c.png: expected a whole'),
    ]);
    await expect(client.teach.build()).rejects.toMatchObject({ code: 'wrong_state' });
    await expect(client.teach.add({ folder: join(temp.path, 'nowhere') })).rejects.toMatchObject({ code: 'not_found' });
    await expect(client.teach.take({})).rejects.toMatchObject({ code: 'wrong_state' });
    const [picture] = added.state.draft?.pictures ?? [];
    const file = await client.teach.picture({ id: picture?.id ?? '' });
    expect([file.type, file.size > 1_000]).toEqual(['image/png', true]);
    await client.teach.discard();
    expect((await client.teach.state()).draft).toBeNull();
  });

  it('takes the frame in view, and one picture of each of the next parts, from a line that runs', async () => {
    const client = clientOf(engine);
    const settings = { kind: 'demo', pace: 'fast', defectsPerBoard: 0 } as const;
    await client.sources.add({ id: 'boards', name: 'Boards', settings });
    await client.teach.begin({ name: 'boards', sourceId: 'boards' });
    await expect(client.teach.take({})).rejects.toMatchObject({ code: 'wrong_state' });
    await client.inspections.start({ sourceId: 'boards' });
    const first = await client.teach.take({});
    expect(first.draft?.pictures).toMatchObject([{ from: 'line', width: 640, height: 640, leftOut: false }]);
    await client.teach.take({ parts: 2 });
    const taken = await teachUntil(({ toTake, note }) => toTake === 0 || note !== '');
    const [, second, third] = taken.draft?.pictures ?? [];
    expect([second?.part, third?.part]).toEqual([expect.any(Number), expect.any(Number)]);
    expect(third?.part).toBeGreaterThan(second?.part ?? Number.NaN);
    const file = await client.teach.picture({ id: third?.id ?? '' });
    expect([...new Uint8Array(await file.arrayBuffer()).subarray(0, 2)]).toEqual([0xff, 0xd8]);
    await client.inspections.stop();
    await client.teach.discard();
  });

  it('refuses pictures that are all the same part, as they say nothing of what good parts have in common', async () => {
    const client = clientOf(engine);
    const same = join(temp.path, 'same');
    await mkdir(same);
    const picture = await drawPart(5);
    // Other bytes, the same pixels.
    for (const index of seeds(0, 12))
      await writeFile(join(same, `${index}.png`), Buffer.concat([picture, Buffer.of(index)]));
    await client.teach.begin({ name: 'discs' });
    expect((await client.teach.add({ folder: same })).added).toBe(12);
    await client.teach.build();
    expect((await teachUntil(isBuilt)).note).toContain('pictures that are all the same');
    await client.teach.discard();
  });

  it('goes on after the process that builds was killed, and after the station was', async () => {
    const client = clientOf(engine);
    await client.teach.begin({ name: 'discs' });
    await client.teach.add({ folder: goodFolder });
    await client.teach.build();
    await teachUntil(({ progress }) => progress !== null);
    process.kill(engine.services.teach?.builderPid ?? 0, 'SIGKILL');
    const broken = await teachUntil(({ note }) => note !== '');
    expect(broken.state).toBe('collecting');
    expect(broken.note).toContain('The pictures are kept');
    await engine.close();
    engine = await open();
    await clientOf(engine).inspections.stop();
    expect((await clientOf(engine).teach.state()).draft).toMatchObject({ name: 'discs', pictures: { length: 24 } });
  });

  it('builds beside a line that goes on, and tells what may be promised', async () => {
    const client = clientOf(engine);
    await client.inspections.start({ sourceId: 'demo-line' });
    const before = await lineUntil(engine, ({ frames }) => frames > 5);
    const [odd] = (await client.teach.state()).draft?.pictures ?? [];
    await client.teach.leaveOut({ id: odd?.id ?? '', leftOut: true });
    await client.teach.build();
    const built = await teachUntil(isBuilt);
    expect(built).toMatchObject({ state: 'built', note: '' });
    const { result } = built;
    expect(result?.scores).toHaveLength(23);
    expect(result?.scores.map(({ id }) => id)).not.toContain(odd?.id);
    expect(result?.limits[0]?.rate).toBeCloseTo(1 / 24, 10);
    expect(result?.usualRate).toBeCloseTo(2 / 24, 10);
    expect(result?.memory.bytes).toBe((result?.memory.patches ?? 0) * 32 * 4);
    const after = await lineUntil(engine, ({ frames }) => frames > before.frames + 5);
    expect(after.state).toBe('running');
    await client.inspections.stop();
  });

  it('becomes a model like any other, that passes good parts and finds what is unusual on others', async () => {
    const client = clientOf(engine);
    const entry = await client.teach.finish({});
    expect(entry).toMatchObject({ name: 'discs', version: '1.0.0', task: 'find-unusual', state: 'installed' });
    expect(entry.card).toMatchObject({
      family: 'patch-memory',
      taught: { pictures: 23, from: ['a folder'], backbone: { name: 'pcb-defects' } },
      numbers: [{ n: 23, value: 2 / 24 }],
    });
    expect((await client.teach.state()).draft).toBeNull();
    expect(readdirSync(join(temp.path, 'data', 'models', 'discs')).toSorted()).toEqual(['card.json', 'model.onnx']);
    expect(await client.models.verify({ name: 'discs' })).toMatchObject({ ok: true });

    const good = await inspect(await drawParts(join(temp.path, 'fresh'), seeds(100, 20)), 20, 'discs');
    const held = good.filter(({ verdict }) => verdict !== 'pass').length;
    // Two in 24 on average; eight of twenty would be one in thousands.
    expect(held).toBeLessThan(8);
    for (const fault of ['stain', 'scratch', 'missing hole'] satisfies PartFault[]) {
      const folder = join(temp.path, fault.replaceAll(' ', '-'));
      const bad = await inspect(await drawParts(folder, seeds(200, 6), fault), 6, 'discs');
      const found = bad.filter(({ verdict }) => verdict !== 'pass').length;
      expect([fault, found >= 5]).toEqual([fault, true]);
      expect(bad.flatMap(({ detections }) => detections.map(({ label }) => label))).toContain('unusual');
    }
  });
});
