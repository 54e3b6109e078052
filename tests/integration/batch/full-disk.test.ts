import { describe, expect, it, onTestFinished } from 'vitest';
import { fail, succeed } from '../../../main/domain/outcome.ts';
import { BatchDesk } from '../../../main/engine/batch/batch-desk.ts';
import { BatchPictures } from '../../../main/engine/batch/batch-pictures.ts';
import type { BatchModel } from '../../../main/engine/batch/batch-plan.ts';
import type { AskVision } from '../../../main/engine/workers/worker-link.ts';
import type { Store } from '../../../main/store/store.ts';
import type { BatchLook } from '../../../main/workers/protocol.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { tinyCard } from '../../support/model-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { startStore } from '../store/start-store.ts';

const names = ['board-1.jpg', 'board-2.jpg'];
const model: BatchModel = { folder: '/models/tiny', card: tinyCard(), band: () => ({ low: 0.4, high: 0.7 }) };
const full = fail('disk_full', { thing: 'The disk', expected: 'room', received: 'none', remedy: 'Make room.' });

const answers = {
  recording: () => succeed({ kind: 'folder', names }),
  batchOpen: () => succeed({ frames: null, runsOn: 'cpu' }),
  batchClose: () => succeed(null),
  batchLook: ({ names: wanted }: BatchLook) =>
    succeed({
      pictures: wanted.map((name) => ({
        name,
        atMs: null,
        width: 64,
        height: 48,
        damaged: 0,
        looks: [{ detections: [], prepareMs: 1, inferMs: 1, decodeMs: 1 }],
      })),
    }),
} as const;
const ask = (async (verb: keyof typeof answers, input: never) => answers[verb](input)) as unknown as AskVision;

describe('a batch on a disk that is full', () => {
  it('is tried again after a while, not again and again, and goes on once there is room', async () => {
    const { store } = await startStore();
    const disk = { isFull: false, tries: 0 };
    const call = ((verb: 'batches.turn', input: never, options: never) => {
      if (verb !== 'batches.turn' || !disk.isFull) return store.call(verb, input, options);
      disk.tries += 1;
      return Promise.resolve(full);
    }) as unknown as Store['call'];
    const clock = new FakeClock();
    const warned: string[] = [];
    let lastId = 0;
    const desk = new BatchDesk({
      clock,
      store: Object.assign(Object.create(store) as Store, { call }),
      ask,
      pictures: new BatchPictures(temporaryFolder()),
      threads: 1,
      nextInspectionId: () => {
        lastId += 1;
        return lastId;
      },
      findModel: async () => succeed(model),
      findRecipe: async () => full,
      warn: ({ code }) => {
        warned.push(code);
        // A loop without a pause would never come to its end.
        if (warned.length > 20) disk.isFull = false;
      },
    });
    onTestFinished(() => desk.close());
    await desk.open();
    disk.isFull = true;
    expect(await desk.start({ path: '/pictures', models: ['tiny'] })).toMatchObject({ ok: true });
    await expect.poll(() => disk.tries).toBe(1);
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect([disk.tries, warned]).toEqual([1, ['disk_full']]);
    await clock.advance(2_000);
    await expect.poll(() => disk.tries).toBe(2);
    disk.isFull = false;
    await clock.advance(2_000);
    await expect.poll(() => desk.list()[0]?.state).toBe('done');
  });
});
