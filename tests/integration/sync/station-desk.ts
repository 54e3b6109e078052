import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../../main/engine/clock.ts';
import { syncShelfOf } from '../../../main/engine/open-sync.ts';
import { openSettings } from '../../../main/engine/settings.ts';
import { SealedSyncConfig } from '../../../main/engine/sync-config.ts';
import { SampleFiles } from '../../../main/learning/sample-files.ts';
import { openStore, type Store } from '../../../main/store/store.ts';
import { SyncDesk, type SyncPace } from '../../../main/sync/sync-desk.ts';
import type { SyncStatus } from '../../../preload/contract/sync-status.ts';
import { fixtureLabels, fixturePrediction } from '../../support/fixture-predictions.ts';
import { threadFile } from '../store/start-store.ts';

const pace: SyncPace = {
  everyMs: 30,
  exchangeEveryMs: 30,
  deadlineMs: 5_000,
  backOff: { firstMs: 20, factor: 2, maxMs: 200 },
};

/** A station of store, sample files and sync alone, over a folder that outlives it. */
export async function openStation(folder: string, over: Partial<SyncPace> = {}, clockIsOffMs = 0) {
  const opened = await openStore({ file: join(folder, 'station.db'), threadFile });
  if (!opened.ok) throw new Error(opened.failure.message);
  const store = opened.value;
  const files = new SampleFiles(join(folder, 'samples'));
  const settings = openSettings(store, Date.now);
  const config = new SealedSyncConfig(settings, folder);
  const told: SyncStatus[] = [];
  const desk = new SyncDesk({
    shelf: syncShelfOf(store),
    samples: {
      bytesOf: async (sha256) => {
        const read = await files.read(sha256);
        return read.ok ? read.value.byteLength : undefined;
      },
      read: (sha256) => files.read(sha256),
      mayLeave: async (sha256) => {
        const may = await store.call('people.mayLeave', { sha256 });
        return may.ok && may.value;
      },
      classesOf: async () => fixtureLabels,
    },
    config,
    clock: { ...systemClock, wallMs: () => systemClock.wallMs() + clockIsOffMs },
    random: Math.random,
    pace: { ...pace, ...over },
    tell: (status) => void told.push(status),
  });
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await desk.stop();
    await store.close();
  };
  onTestFinished(close);
  return { store, files, settings, config, desk, told, close };
}

export type TestStation = Awaited<ReturnType<typeof openStation>>;

/** Waits for a state; the test's own deadline is the limit. */
export async function until(desk: SyncDesk, isSo: (status: SyncStatus) => boolean): Promise<SyncStatus> {
  for (;;) {
    const status = await desk.status();
    if (status.ok && isSo(status.value)) return status.value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const isDrained = ({ waiting, state }: SyncStatus): boolean =>
  state === 'idle' && Object.values(waiting).every((rows) => rows === 0);

export async function addPredictions(store: Store, from: number, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => {
    const { id, ...row } = fixturePrediction(from + index);
    return { ...row, capturedAt: Date.now() - (count - index) };
  });
  for (let at = 0; at < count; at += 4_000) store.appendPredictions(rows.slice(at, at + 4_000));
  const flushed = await store.flush();
  if (!flushed.ok) throw new Error(flushed.failure.message);
}

/** A kept frame: file, prediction, item and outbox row. */
export async function keepSample({ store, files }: Pick<TestStation, 'store' | 'files'>, seed: number) {
  const written = await files.write(Buffer.from(`picture ${seed} `.repeat(400)), 1e9);
  if (!written.ok) throw new Error(written.failure.message);
  const { id, ...row } = fixturePrediction(seed);
  const { sha256, bytes } = written.value;
  const kept = await store.call('samples.keep', {
    prediction: { ...row, frameId: `kept-${seed}`, capturedAt: Date.now() },
    sample: { sha256, bytes, reason: 'unsure', at: Date.now() },
  });
  if (!kept.ok || kept.value.itemId === null) throw new Error('Expected the sample to be kept');
  return { itemId: kept.value.itemId, sha256 };
}

export const labelItem = (store: Store, id: number) =>
  store.call('labels.decide', {
    id,
    decision: 'labelled',
    boxes: [{ label: 'short', box: { x: 12, y: 9, width: 30, height: 20 } }],
    by: 'operator',
    origin: 'station',
    at: Date.now(),
    tookMs: 900,
  });
