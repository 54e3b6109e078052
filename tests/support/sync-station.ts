import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../../main/engine/clock.ts';
import { syncShelfOf } from '../../main/engine/open-sync.ts';
import { openSettings } from '../../main/engine/settings.ts';
import { SealedSyncConfig } from '../../main/engine/sync-config.ts';
import { SampleFiles } from '../../main/learning/sample-files.ts';
import { openStore, type Store } from '../../main/store/store.ts';
import { SyncDesk, type SyncPace } from '../../main/sync/sync-desk.ts';
import type { SyncStatus } from '../../preload/contract/sync-status.ts';
import { fixtureLabels, fixturePrediction } from './fixture-predictions.ts';

const threadFile = new URL('../../main/store/thread.ts', import.meta.url);

export interface SyncStationOptions {
  readonly pace: SyncPace;
  /** How far its clock is from the time. */
  readonly clockIsOffMs?: number;
}

/** A station of store, sample files and sync alone, over a folder that outlives it. */
export async function openSyncStation(folder: string, { pace, clockIsOffMs = 0 }: SyncStationOptions) {
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
      bytesOf: (sha256) =>
        stat(files.pathOf(sha256)).then(
          ({ size }) => size,
          () => undefined,
        ),
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
    pace,
    tell: (status) => void told.push(status),
  });
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await desk.stop();
    await store.close();
  };
  return { store, files, settings, config, desk, told, close };
}

export type SyncStation = Awaited<ReturnType<typeof openSyncStation>>;

export async function addPredictions(store: Store, from: number, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => {
    const { id, ...row } = fixturePrediction(from + index);
    return { ...row, capturedAt: Date.now() - (count - index) };
  });
  for (let at = 0; at < count; at += 4_000) {
    const taken = store.appendPredictions(rows.slice(at, at + 4_000));
    const flushed = await store.flush();
    if (!taken.ok || !flushed.ok) throw new Error('Expected the predictions to be stored');
  }
}

/** A kept frame: file, prediction, item and outbox row. */
export async function keepSample(
  { store, files }: Pick<SyncStation, 'store' | 'files'>,
  seed: number,
  picture: Buffer = Buffer.from(`picture ${seed} `.repeat(400)),
) {
  const written = await files.write(picture, 1e9);
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
