import { describe, expect, it, onTestFinished } from 'vitest';
import { fail, succeed } from '../../../main/domain/outcome.ts';
import { BatchDesk } from '../../../main/engine/batch/batch-desk.ts';
import { BatchPictures } from '../../../main/engine/batch/batch-pictures.ts';
import type { BatchModel } from '../../../main/engine/batch/batch-plan.ts';
import { systemClock } from '../../../main/engine/clock.ts';
import type { AskVision } from '../../../main/engine/workers/worker-link.ts';
import type { BatchLook, BatchLooked } from '../../../main/workers/protocol.ts';
import type { Batch } from '../../../preload/contract/batch.ts';
import { tinyCard } from '../../support/model-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { startStore } from '../store/start-store.ts';

const names = Array.from({ length: 9 }, (_, index) => `board-${index + 1}.jpg`);
const poison = 'board-5.jpg';
const model: BatchModel = { folder: '/models/tiny', card: tinyCard(), band: () => ({ low: 0.4, high: 0.7 }) };
const died = fail('worker_exited', {
  thing: 'The vision worker',
  expected: 'to run',
  received: 'an end',
  remedy: 'Wait.',
});

const looked = (name: string): BatchLooked['pictures'][number] => ({
  name,
  atMs: null,
  width: 64,
  height: 48,
  damaged: 0,
  looks: [{ detections: [], prepareMs: 1, inferMs: 1, decodeMs: 1 }],
});

/** A worker that ends whenever it is asked to look at one of the pictures. */
function mortalWorker() {
  const deaths: string[][] = [];
  const seen: string[] = [];
  const answers = {
    recording: () => succeed({ kind: 'folder', names }),
    batchOpen: () => succeed({ frames: null, runsOn: 'cpu' }),
    batchClose: () => succeed(null),
    batchLook: ({ names: wanted }: BatchLook) => {
      if (wanted.includes(poison)) {
        deaths.push([...wanted]);
        return died;
      }
      seen.push(...wanted);
      return succeed({ pictures: wanted.map(looked) });
    },
  } as const;
  const ask = (async (verb: keyof typeof answers, input: never) => answers[verb](input)) as unknown as AskVision;
  return { ask, deaths, seen };
}

describe('a picture that ends the vision worker', { timeout: 60_000 }, () => {
  it('is found, stands as broken with its reason, and the batch goes on behind it', async () => {
    const { store } = await startStore();
    const worker = mortalWorker();
    let lastId = 0;
    const desk = new BatchDesk({
      // Nobody waits for a worker that is made up.
      clock: { ...systemClock, after: (_, act) => systemClock.after(1, act) },
      store,
      ask: worker.ask,
      pictures: new BatchPictures(temporaryFolder()),
      threads: 1,
      nextInspectionId: () => {
        lastId += 1;
        return lastId;
      },
      findModel: async () => succeed(model),
      findRecipe: async () => died,
      warn: (failure) => {
        throw new Error(failure.message);
      },
    });
    onTestFinished(() => desk.close());
    expect((await desk.open()).ok).toBe(true);
    const started = await desk.start({ path: '/pictures', models: ['tiny'] });
    expect(started.ok).toBe(true);
    let done: Batch | undefined;
    for await (const [batch] of desk.live.watch()) {
      done = batch;
      if (batch?.state === 'done' || batch?.state === 'failed') break;
    }
    expect(done).toMatchObject({ state: 'done', done: 9, broken: 1, counts: { pass: 8 } });
    expect(worker.deaths.at(-1)).toEqual([poison]);
    const parts = await store.call('batches.parts', { id: 1, show: 'all', limit: 100 });
    expect(parts.ok && parts.value.rows.map(({ name, isBroken }) => [name, isBroken])).toEqual(
      names.map((name) => [name, name === poison]),
    );
    const broken = await store.call('batches.parts', { id: 1, show: 'broken', limit: 100 });
    expect(broken.ok && broken.value.rows[0]?.reason).toBe(
      'The vision worker ended 3 times while it looked at this picture.',
    );
    const predictions = await store.call('predictions.page', { sourceId: 'batch-1', limit: 100 });
    expect(predictions.ok && predictions.value.rows).toHaveLength(8);
    expect(new Set(worker.seen).size).toBe(8);
  });
});
