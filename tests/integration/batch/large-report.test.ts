import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BatchPictures } from '../../../main/engine/batch/batch-pictures.ts';
import { BatchReports, type BatchReportsOptions } from '../../../main/engine/batch/report/batch-reports.ts';
import { systemClock } from '../../../main/engine/clock.ts';
import type { Engine } from '../../../main/engine/compose.ts';
import { createForkLauncher } from '../../../main/engine/workers/fork-launcher.ts';
import type { WorkerLauncher } from '../../../main/engine/workers/launcher.ts';
import type { Batch } from '../../../preload/contract/batch.ts';
import { clientOf, openTestEngine, sourcePlaces } from '../../support/engine-station.ts';
import { inspectedBatch, seenPart } from '../../support/inspected-batch.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const many = 20_000;
let engine: Engine;
let batch: Batch;
let folder: string;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const temp = await makeTempFolder();
  closing.push(() => temp.remove());
  folder = temp.path;
  const opened = await openTestEngine(folder);
  if (!opened.ok) throw new Error(opened.failure.message);
  engine = opened.value;
  closing.push(() => engine.close());
  batch = await inspectedBatch(
    engine.services.store,
    Array.from({ length: many }, (_, index) => seenPart(index)),
  );
}, 120_000);

afterAll(async () => {
  for (const close of closing.toReversed()) await close();
}, 60_000);

const launcher = createForkLauncher({ entries: sourcePlaces.workers });

const reportsWith = (over: Partial<BatchReportsOptions>): BatchReports =>
  new BatchReports({
    store: engine.services.store,
    pictures: new BatchPictures(folder),
    launcher,
    clock: systemClock,
    dataFolder: folder,
    fonts: sourcePlaces.fonts,
    version: '0.1.0',
    ...over,
  });

const answered = async (): Promise<void> => {
  await clientOf(engine).batch.list();
};

it('a PDF of 20,000 parts is drawn while the engine answers others', { timeout: 120_000 }, async () => {
  const events: string[] = [];
  let drawing: number | undefined;
  const watched: WorkerLauncher = {
    launch: (kind) => {
      const worker = launcher.launch(kind);
      return {
        ...worker,
        send: (message) => {
          worker.send(message);
          if (message.kind !== 'request' || message.verb !== 'write') return;
          drawing = message.call;
          events.push('drawing');
          void answered().then(() => events.push('answered'));
        },
        onMessage: (listener) =>
          worker.onMessage((message) => {
            if (message.kind === 'reply' && message.call === drawing) events.push('drawn');
            listener(message);
          }),
      };
    },
  };
  const file = await reportsWith({ launcher: watched }).make(batch, 'Line 3', 'pdf');
  expect(file.ok).toBe(true);
  expect(events).toEqual(['drawing', 'answered', 'drawn']);
});

it.each(['csv', 'json'] as const)(
  '%s of 20,000 parts is on the disk page by page, and others are answered between two pages',
  {
    timeout: 120_000,
  },
  async (format) => {
    const reports = path.join(folder, 'reports');
    const written = (): number =>
      readdirSync(reports)
        .filter((name) => name.endsWith(format))
        .reduce((sum, name) => sum + statSync(path.join(reports, name)).size, 0);
    const sizes: number[] = [];
    const events: string[] = [];
    const { store } = engine.services;
    const call: typeof store.call = async (verb, input, options) => {
      if (verb === 'batches.parts') {
        sizes.push(written());
        events.push('page');
        void answered().then(() => events.push('answered'));
      }
      return store.call(verb, input, options);
    };
    const file = await reportsWith({ store: { call } }).make(batch, 'Line 3', format);
    if (!file.ok) throw new Error(file.failure.message);
    expect(sizes).toHaveLength(many / 500 + 1);
    expect(sizes.slice(1, -1).every((size, page) => size > (sizes[page] ?? 0))).toBe(true);
    expect(events.slice(0, 6)).toEqual(['page', 'answered', 'page', 'answered', 'page', 'answered']);
    const text = await file.value.text();
    if (format === 'csv') expect(text.split('\r\n')).toHaveLength(many + 2);
    else expect(JSON.parse(text)).toMatchObject({ station: 'Line 3', parts: { length: many } });
  },
);

it('more PDFs than wait for each other are refused, and a station that stops waits for none', {
  timeout: 120_000,
}, async () => {
  const begun = Promise.withResolvers<void>();
  const watched: WorkerLauncher = {
    launch: (kind) => {
      begun.resolve();
      return launcher.launch(kind);
    },
  };
  const reports = reportsWith({ launcher: watched });
  const before = readdirSync(path.join(folder, 'reports'));
  const asked = Array.from({ length: 4 }, () => reports.make(batch, 'Line 3', 'pdf'));
  const refused = await Promise.race(asked);
  expect(refused).toMatchObject({ ok: false, failure: { code: 'overloaded', received: '3 that are drawn or wait' } });
  await begun.promise;
  await reports.close();
  const codes = (await Promise.all(asked)).map((made) => (made.ok ? 'ok' : made.failure.code));
  expect(codes.toSorted()).toEqual(['cancelled', 'cancelled', 'overloaded', 'worker_exited']);
  expect(readdirSync(path.join(folder, 'reports'))).toEqual(before);
});
