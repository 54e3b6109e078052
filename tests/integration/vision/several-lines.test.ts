import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { mostLines, type VisionStart } from '../../../main/workers/protocol.ts';
import { failsOnBlack } from '../../support/colour-network.ts';
import { mjpeg } from '../../support/devices/fake-camera.ts';
import { tinyCard, writeModelFolder } from '../../support/model-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { VisionWorker } from '../../support/vision-worker.ts';

const starter = path.join(import.meta.dirname, '../../../models/pcb-defects');

const lineOf = (sourceId: string, over: Partial<VisionStart> = {}): VisionStart => ({
  sourceId,
  settings: { kind: 'demo', seed: 5, fps: 15, defectsPerBoard: 1, lightingDrift: 0, blurDrift: 0 },
  models: [{ folder: starter }],
  threads: 1,
  picturesPerSecond: 15,
  ...over,
});

function begin(): VisionWorker {
  const worker = new VisionWorker();
  onTestFinished(() => worker.end());
  return worker;
}

const seenBy = (worker: VisionWorker, sourceId: string): number =>
  worker.all('prediction').filter((prediction) => prediction.sourceId === sourceId).length;

describe('several lines in one vision worker', () => {
  it('look side by side with one network; one is stopped and the other goes on', async () => {
    const worker = begin();
    const [left, right] = await Promise.all([
      worker.ask('start', lineOf('left')),
      worker.ask('start', lineOf('right')),
    ]);
    expect([left.ok, right.ok]).toEqual([true, true]);
    // Warmed up once: the second line was given the network of the first.
    expect(left.ok && right.ok && left.value.warmUpMs === right.value.warmUpMs).toBe(true);
    await worker.until(() => seenBy(worker, 'left') >= 4 && seenBy(worker, 'right') >= 4);
    await worker.ask('stop', { sourceId: 'left' });
    const [stopped, before] = [seenBy(worker, 'left'), seenBy(worker, 'right')];
    await worker.until(() => seenBy(worker, 'right') >= before + 8);
    expect(seenBy(worker, 'left')).toBe(stopped);
    expect(threadsNamed(worker, 'capture')).toBe(1);
  });

  it('encode pictures of those that are looked at, and of no other', async () => {
    const worker = begin();
    await Promise.all([worker.ask('start', lineOf('left')), worker.ask('start', lineOf('right'))]);
    await worker.ask('view', { sourceId: 'right', wanted: true });
    await worker.until(() => worker.all('picture').length >= 3 && seenBy(worker, 'left') >= 3);
    expect(new Set(worker.all('picture').map(({ sourceId }) => sourceId))).toEqual(new Set(['right']));
  });

  it('are not touched by a neighbour whose source is not there, ends, or whose model gives no numbers', async () => {
    const worker = begin();
    await worker.ask('start', lineOf('good'));
    const absent = { kind: 'file', path: path.join(temporaryFolder(), 'absent'), loop: true, pace: 'fast' } as const;
    expect(await worker.ask('start', lineOf('absent', { settings: absent }))).toMatchObject({
      ok: false,
      failure: { code: 'source_unreachable' },
    });
    const file = path.join(temporaryFolder(), 'short.mjpeg');
    writeFileSync(file, await mjpeg(3, 64, 48));
    const short = { kind: 'file', path: file, loop: false, pace: 'fast' } as const;
    expect((await worker.ask('start', lineOf('short', { settings: short }))).ok).toBe(true);
    const folder = writeModelFolder(temporaryFolder(), tinyCard(colours, failsOnBlack), failsOnBlack);
    expect((await worker.ask('start', lineOf('broken', { models: [{ folder }, { folder: starter }] }))).ok).toBe(true);
    await worker.until(() =>
      worker.all('source').some(({ sourceId, state }) => sourceId === 'short' && state === 'ended'),
    );
    const before = seenBy(worker, 'good');
    await worker.until(() => seenBy(worker, 'good') >= before + 6 && seenBy(worker, 'broken') >= 2);
    const looks = worker.all('prediction').flatMap((told) => (told.sourceId === 'good' ? told.looks : []));
    expect(looks.every(({ trouble }) => trouble === undefined)).toBe(true);
    // Both models of the other line looked at each of its frames.
    const pairs = worker.all('prediction').filter(({ sourceId }) => sourceId === 'broken');
    expect(pairs.every((told) => told.looks.length === 2)).toBe(true);
  });

  it('are refused beyond the eighth, and one that is stopped makes room', async () => {
    const worker = begin();
    const folder = writeModelFolder(temporaryFolder(), tinyCard(colours, failsOnBlack), failsOnBlack);
    const started = await Promise.all(
      Array.from({ length: mostLines + 1 }, (_, index) =>
        worker.ask('start', lineOf(`line-${index}`, { models: [{ folder }] })),
      ),
    );
    expect(started.map(({ ok }) => ok)).toEqual([...Array(mostLines).fill(true), false]);
    expect(started.at(-1)).toMatchObject({ failure: { code: 'wrong_state', received: '8 that run' } });
    await worker.ask('stop', { sourceId: 'line-3' });
    expect((await worker.ask('start', lineOf('line-8', { models: [{ folder }] }))).ok).toBe(true);
  });

  it('share the processor fairly: of two that could take all of it, none is left behind', async () => {
    const worker = begin();
    const fast = {
      kind: 'demo',
      seed: 5,
      fps: 15,
      defectsPerBoard: 1,
      lightingDrift: 0,
      blurDrift: 0,
      pace: 'fast',
    } as const;
    await Promise.all([
      worker.ask('start', lineOf('left', { settings: fast })),
      worker.ask('start', lineOf('right', { settings: { ...fast, seed: 6 } })),
    ]);
    await worker.until(() => seenBy(worker, 'left') >= 1 && seenBy(worker, 'right') >= 1);
    const [left, right] = [seenBy(worker, 'left'), seenBy(worker, 'right')];
    await worker.until(() => worker.all('prediction').length >= left + right + 60);
    expect(seenBy(worker, 'left') - left).toBeGreaterThan(15);
    expect(seenBy(worker, 'right') - right).toBeGreaterThan(15);
  });
});

const colours = {
  task: 'grade',
  family: 'classifier',
  labels: ['red', 'green', 'blue'],
  goodLabels: ['green'],
  io: {
    input: { name: 'images', layout: 'nchw', width: 32, height: 32 },
    outputs: [{ name: 'output0', shape: [1, 3] }],
  },
} as const satisfies Parameters<typeof tinyCard>[0];

/** As the operating system shows them; as many as wished where it shows none. */
function threadsNamed(worker: VisionWorker, name: string): number {
  const folder = `/proc/${worker.process.pid}/task`;
  if (!existsSync(folder)) return 1;
  return readdirSync(folder).filter((task) => readFileSync(path.join(folder, task, 'comm'), 'utf8').trim() === name)
    .length;
}
