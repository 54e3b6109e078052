import { onTestFinished } from 'vitest';
import type { Store } from '../../../main/store/store.ts';
import type { SyncDesk, SyncPace } from '../../../main/sync/sync-desk.ts';
import type { SyncStatus } from '../../../preload/contract/sync-status.ts';
import { openSyncStation } from '../../support/sync-station.ts';

const pace: SyncPace = {
  everyMs: 30,
  exchangeEveryMs: 30,
  deadlineMs: 5_000,
  backOff: { firstMs: 20, factor: 2, maxMs: 200 },
};

/** Closed when the test ends. */
export async function openStation(folder: string, over: Partial<SyncPace> = {}, clockIsOffMs = 0) {
  const station = await openSyncStation(folder, { pace: { ...pace, ...over }, clockIsOffMs });
  onTestFinished(station.close);
  return station;
}

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
