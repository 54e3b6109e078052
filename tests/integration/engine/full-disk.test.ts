import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/compose.ts';
import { clientOf, lineUntil, openStation } from '../../support/engine-station.ts';
import { fixturePrediction } from '../../support/fixture-predictions.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

let temp: Awaited<ReturnType<typeof makeTempFolder>>;
let engine: Engine;

/** The store behaves as on a full disk once its file may not grow any more. */
beforeAll(async () => {
  temp = await makeTempFolder();
  engine = await openStation(temp.path, {}, { mostStoreBytes: 600_000 });
  await lineUntil(engine, ({ frames }) => frames > 0);
  const { store } = engine.services;
  for (let id = 1; store.pressure.trouble === null; id += 1) {
    store.appendPredictions([fixturePrediction(id)]);
    if (id % 500 === 0) await store.flush();
  }
}, 60_000);
afterAll(async () => {
  await engine.close();
  await temp.remove();
}, 60_000);

describe('a station on a full disk', { timeout: 60_000 }, () => {
  it('goes on judging, says what is wrong, and how many rows wait', async () => {
    const { frames } = engine.lines.read();
    const state = await lineUntil(engine, (line) => line.frames > frames + 2);
    expect(state.state).toBe('running');
    expect(state.note).toMatch(/\d+ rows wait to be stored/);
  });

  it('shows it in its health', async () => {
    for await (const health of engine.services.health.live.watch()) {
      const store = health.parts.find(({ part }) => part === 'store');
      if (store?.state !== 'degraded') continue;
      expect(store.note).toMatch(/rows wait to be stored/);
      break;
    }
  });

  it('still stops its line, and says that not all of it is stored', async () => {
    await expect(clientOf(engine).inspections.stop()).rejects.toMatchObject({ code: 'disk_full' });
    expect(engine.lines.read().state).toBe('stopped');
  });
});
