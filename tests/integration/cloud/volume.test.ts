import { afterAll, beforeAll, expect, it } from 'vitest';
import { cloudMetrics } from '../../../preload/contract/cloud.ts';
import { syncMissing, syncPaths } from '../../../preload/contract/sync.ts';
import { onBothDatabases } from '../../support/cloud/both-databases.ts';
import type { StationClient } from '../../support/cloud/station-client.ts';
import { keptSample, syncRows } from '../../support/cloud/sync-items.ts';
import { openTestEndpoint, type TestEndpoint } from '../../support/cloud/test-endpoint.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const predictions = 20_000;
const samples = 500;
const perBatch = 1_000;
const pictureBytes = 30_000;

onBothDatabases('a station that comes back to an endpoint', 180_000, ({ name, start }) => {
  let temp: Awaited<ReturnType<typeof makeTempFolder>>;
  let under: Awaited<ReturnType<typeof start>>;
  let endpoint: TestEndpoint;
  let station: StationClient;

  beforeAll(async () => {
    temp = await makeTempFolder();
    under = await start();
    endpoint = await openTestEndpoint(temp.path, { databaseUrl: await under.databaseUrl() });
    station = await endpoint.enrol('Line 1');
  }, 120_000);
  afterAll(async () => {
    await endpoint.close();
    await under.stop();
    await temp.remove();
  }, 60_000);

  it('brings a day of predictions and its samples, each stored once', async () => {
    const rows = syncRows(1, predictions);
    const kept = Array.from({ length: samples }, (_, index) => keptSample(index + 1, pictureBytes));
    const startedAt = performance.now();
    for (let from = 0; from < predictions; from += perBatch) {
      const share = (samples * from) / predictions;
      const some = kept.slice(share, share + (samples * perBatch) / predictions);
      const batch = { predictions: rows.slice(from, from + perBatch), samples: some.map(({ sample }) => sample) };
      expect(await station.batch(batch)).toMatchObject({ status: 200, body: { refused: [] } });
      const sent = await Promise.all(some.map(({ bytes }) => station.put(bytes)));
      expect(sent.every(({ status }) => status === 200)).toBe(true);
    }
    const seconds = (performance.now() - startedAt) / 1_000;
    console.log(`${predictions} predictions and ${samples} samples into ${name}: ${seconds.toFixed(1)} s`);

    const metrics = cloudMetrics.parse((await endpoint.ask('GET', '/api/metrics')).body);
    expect(metrics).toMatchObject({ predictions, queue: { waiting: samples, reviewed: 0 } });
    expect(metrics.confidence.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(predictions);
    expect(syncMissing.parse((await station.get(syncPaths.missing)).body).missing).toEqual([]);
    expect(endpoint.bugs).toEqual([]);
  });

  it('is judged for drift from those rows, with what was looked at stated', async () => {
    const windowMs = (predictions * 1_000) / 2;
    const { body } = await endpoint.ask('GET', `/api/metrics/drift?windowMs=${windowMs}`);
    expect(body).toMatchObject({ drifted: false, tested: expect.any(Number), reference: expect.any(Object) });
    expect(body).toHaveProperty('window.predictions', expect.closeTo(predictions / 2, -2));
  });
});
