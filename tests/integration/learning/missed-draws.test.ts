import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../main/engine/clock.ts';
import { MissedDraws } from '../../../main/engine/samples/missed-draws.ts';
import { SampleKeeper } from '../../../main/engine/samples/sample-keeper.ts';
import { openSettings } from '../../../main/engine/settings.ts';
import { SampleFiles } from '../../../main/learning/sample-files.ts';
import type { Store } from '../../../main/store/store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { rowOf } from '../../unit/store/prediction-rows.ts';
import { startStore } from '../store/start-store.ts';

const hangingThread = new URL('../store/thread-that-ends.ts', import.meta.url);
const model = { name: 'pcb-defects', version: '2.0.0' };
const settingsOf = (store: Store) => openSettings(store, () => systemClock.wallMs());

/** Puts ever smaller settings into it until not even one of a byte has room. */
async function fill(store: Store): Promise<void> {
  let count = 0;
  for (const bytes of [20_000, 2_000, 200, 1]) {
    const value = 'x'.repeat(bytes);
    const put = () => store.call('settings.set', { key: `filler-${count}`, value, at: 1 });
    for (let stored = await put(); stored.ok; stored = await put()) count += 1;
  }
}

describe('frames that were drawn by lot and lost', () => {
  it('are written down at the end where the disk was full before, and has room again', async () => {
    const { store } = await startStore({ maxBytes: 1_000_000 });
    const missed = new MissedDraws(settingsOf(store));
    await fill(store);
    missed.count(model);
    await missed.flush();
    const unwritten = new MissedDraws(settingsOf(store));
    await unwritten.open();
    expect(unwritten.of(model)).toBe(0);

    await store.call('settings.set', { key: 'filler-0', value: '', at: 2 });
    await missed.flush();
    const later = new MissedDraws(settingsOf(store));
    await later.open();
    expect(later.of(model)).toBe(1);
  });

  it('are counted where the store does not say in time whether they are kept', async () => {
    const { store } = await startStore({ threadFile: hangingThread, deadlineMs: 150 });
    const settings = settingsOf(store);
    const missed = new MissedDraws(settings);
    const files = new SampleFiles(join(temporaryFolder(), 'samples'));
    const warn = (): void => undefined;
    const keeper = new SampleKeeper({ store, files, settings, clock: systemClock, stationId: 'a', missed, warn });
    void store.call('settings.set', { key: 'hang', value: 1, at: 1 });
    keeper.keep(rowOf(1, { model }), 'control', Buffer.from('a frame'), false);
    keeper.keep(rowOf(2, { model }), 'unsure', Buffer.from('another frame'), false);
    await keeper.flush();
    expect(keeper.note).toMatch(/^Store: expected an answer within 150 ms/);
    expect(missed.of(model)).toBe(1);
  });
});
