import { statSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { rowOf } from '../../unit/store/prediction-rows.ts';
import { startStore } from './start-store.ts';

const rowsFrom = (from: number, count: number) => Array.from({ length: count }, (_, index) => rowOf(from + index));

describe('appending predictions', () => {
  it('stores rows within the gathering time without being asked', async () => {
    const { store } = await startStore({ gatherMs: 20 });
    expect(store.appendPredictions(rowsFrom(0, 3))).toEqual({ ok: true, value: { waitingRows: 3 } });
    await vi.waitFor(() => expect(store.pressure).toMatchObject({ waitingRows: 0, storedRows: 3 }));
    expect(await store.call('predictions.count', {})).toEqual({ ok: true, value: 3 });
  });

  it('stores many batches in the order in which they came', async () => {
    const { store } = await startStore({ batchRows: 50 });
    for (let from = 0; from < 1000; from += 7) store.appendPredictions(rowsFrom(from, Math.min(7, 1000 - from)));
    expect(await store.flush()).toEqual({ ok: true, value: null });
    const page = await store.call('predictions.page', { limit: 1000 });
    const frames = page.ok ? page.value.rows.map(({ frameId }) => frameId) : [];
    expect(frames).toEqual(
      rowsFrom(0, 1000)
        .map(({ frameId }) => frameId)
        .toReversed(),
    );
  });

  it('stores what waits when the store is closed', async () => {
    const { store, file } = await startStore({ gatherMs: 60_000 });
    store.appendPredictions(rowsFrom(0, 10));
    expect(await store.close()).toEqual({ ok: true, value: null });
    const again = await startStore({ file });
    expect(await again.store.call('predictions.count', {})).toEqual({ ok: true, value: 10 });
  });

  it('refuses what goes over its bound, counts it, and takes rows again when there is place', async () => {
    const { store } = await startStore({ mostWaitingRows: 100, gatherMs: 60_000 });
    expect(store.appendPredictions(rowsFrom(0, 90))).toMatchObject({ ok: true });
    expect(store.appendPredictions(rowsFrom(0, 11))).toMatchObject({ failure: { code: 'overloaded' } });
    expect(store.pressure).toMatchObject({ waitingRows: 90, refusedRows: 11, mostWaitingRows: 100 });
    await store.flush();
    expect(store.appendPredictions(rowsFrom(0, 11))).toMatchObject({ ok: true });
  });

  it('on a full disk keeps the rows, says so, and stores all of them in order once there is room', async () => {
    const maxBytes = 400_000;
    const { store, file } = await startStore({ maxBytes, retryMs: 20, batchRows: 100, mostWaitingRows: 500 });
    let stored = 0;
    for (; stored < 100_000; stored += 100) {
      store.appendPredictions(rowsFrom(stored, 100));
      const flushed = await store.flush();
      if (flushed.ok) continue;
      expect(flushed.failure).toMatchObject({ code: 'disk_full', remedy: expect.stringContaining('Free some space') });
      break;
    }
    expect(stored).toBeLessThan(100_000);
    expect(store.appendPredictions(rowsFrom(stored + 100, 350))).toMatchObject({ ok: true });
    expect(store.appendPredictions(rowsFrom(0, 100))).toMatchObject({ failure: { code: 'disk_full' } });
    expect(store.pressure).toMatchObject({ waitingRows: 450, trouble: { code: 'disk_full' } });
    expect(await store.call('predictions.count', {})).toEqual({ ok: true, value: stored });
    expect(statSync(file).size).toBeLessThanOrEqual(maxBytes);

    const olderThan = rowOf(stored).capturedAt;
    expect(await store.call('predictions.forget', { olderThan, from: 0 })).toMatchObject({ ok: true });
    await vi.waitFor(() => expect(store.pressure).toMatchObject({ waitingRows: 0, trouble: null }), 10_000);
    const page = await store.call('predictions.page', { limit: 450 });
    const frames = page.ok ? page.value.rows.map(({ frameId }) => frameId) : [];
    expect(frames).toEqual(
      rowsFrom(stored, 450)
        .map(({ frameId }) => frameId)
        .toReversed(),
    );
  });

  it('closes with a failure when rows could not be stored', async () => {
    // Room for the empty tables, and for less than half of the rows.
    const { store } = await startStore({ maxBytes: 500_000, batchRows: 5000 });
    store.appendPredictions(rowsFrom(0, 5000));
    expect(await store.close()).toMatchObject({ failure: { code: 'disk_full' } });
  });
});
