import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { syncPaths } from '../../../preload/contract/sync.ts';
import { onBothDatabases } from '../../support/cloud/both-databases.ts';
import type { EndpointProcess } from '../../support/cloud/endpoint-process.ts';
import { openTestEndpoint } from '../../support/cloud/test-endpoint.ts';
import { addPredictions, keepSample } from '../../support/sync-station.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { badWayTo, enrolAt, startEndpoint, to } from './enrolled-endpoint.ts';
import { isDrained, labelItem, openStation, until } from './station-desk.ts';

const isPicture = ({ path }: { readonly path: string }): boolean => path.startsWith(syncPaths.objects);

onBothDatabases('sync in trouble, with a real endpoint', 60_000, (under) => {
  let endpoint: EndpointProcess;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ endpoint, stop } = await startEndpoint(under));
  }, 60_000);
  afterAll(() => stop());

  it('has each row once although the endpoint answers only when nobody waits any more, and sends less at a time', async () => {
    const { stationKey, counts } = await enrolAt(endpoint, 'Late');
    const batches: number[] = [];
    const way = await badWayTo(
      () => endpoint.address,
      ({ path, bytes }) => {
        if (path !== syncPaths.batch) return 'pass';
        batches.push(bytes);
        return batches.length <= 2 ? 'late' : 'pass';
      },
    );
    const station = await openStation(temporaryFolder(), { deadlineMs: 1_500 });
    await addPredictions(station.store, 1, 400);
    await labelItem(station.store, (await keepSample(station, 1)).itemId);
    await station.desk.start();
    await station.desk.configure(to(way.address, stationKey));
    const paused = await until(station.desk, ({ state }) => state === 'paused');
    expect(paused.note).toBe(
      `The endpoint at ${way.address}: expected an answer, got none within 1.5 s. ` +
        'See that it runs and that the network leads there; it is tried again.',
    );
    const status = await until(station.desk, (now) => isDrained(now) && now.sent.pictures === 1);
    expect(status.sent).toEqual({ predictions: 401, samples: 1, labels: 1, pictures: 1 });
    expect(await counts()).toEqual({ predictions: 401, samples: 1 });
    const [first = 0, second = 0, third = 0] = batches;
    expect(second).toBeLessThan(first);
    expect(third).toBeLessThan(second);
  });

  it('counts each picture once although every first answer about it is lost and the station starts anew between', async () => {
    const { stationKey, counts } = await enrolAt(endpoint, 'Pictures');
    const seen = new Set<string>();
    const way = await badWayTo(
      () => endpoint.address,
      (passing) => {
        if (!isPicture(passing) || seen.has(passing.path)) return 'pass';
        seen.add(passing.path);
        return 'lose answer';
      },
    );
    const folder = temporaryFolder();
    const first = await openStation(folder);
    for (let seed = 401; seed <= 406; seed += 1) await keepSample(first, seed);
    await first.desk.start();
    await first.desk.configure(to(way.address, stationKey));
    await until(first.desk, ({ state }) => state === 'paused');
    await first.close();
    const second = await openStation(folder);
    await second.desk.start();
    const status = await until(second.desk, (now) => isDrained(now) && now.sent.samples === 6);
    expect(status).toMatchObject({ sent: { samples: 6, pictures: 6 }, failed: 0 });
    expect(await counts()).toMatchObject({ samples: 6 });
    // What was taken once is known: asking again counts nothing.
    await second.desk.retry();
    expect(await until(second.desk, isDrained)).toMatchObject({ sent: { pictures: 6 } });
  });

  it.each([-6, 6])(
    'says in one sentence that its clock is %i minutes off, and goes on once it is set',
    async (minutes) => {
      const { stationKey } = await enrolAt(endpoint, `Clock ${minutes}`);
      const folder = temporaryFolder();
      const wrong = await openStation(folder, {}, minutes * 60_000);
      await addPredictions(wrong.store, 1, 3);
      await wrong.desk.start();
      await wrong.desk.configure(to(endpoint.address, stationKey));
      const paused = await until(wrong.desk, ({ state }) => state === 'paused');
      expect(paused.note).toMatch(
        /^The station's clock: expected a time within 5 minutes of the endpoint's, got one 3\d\d s apart\. Set the clock/,
      );
      expect(paused.nextTryAt).not.toBeNull();
      await wrong.close();
      const right = await openStation(folder);
      await right.desk.start();
      expect(await until(right.desk, isDrained)).toMatchObject({ sent: { predictions: 3 }, note: '' });
    },
  );

  it('waits with one sentence while the disk of the endpoint is full, and loses nothing by it', async () => {
    const folder = temporaryFolder();
    const database = await under.start();
    onTestFinished(database.stop);
    const databaseUrl = await database.databaseUrl();
    const open = (floorBytes: number) => openTestEndpoint(folder, { databaseUrl, floorBytes });
    let full = await open(0);
    const asked = {
      ask: async (method: string, path: string, body?: unknown) => (await full.ask(method, path, body)).body,
    };
    const { stationKey, counts } = await enrolAt(asked, 'Full');
    await full.close();
    full = await open(Number.MAX_SAFE_INTEGER);
    onTestFinished(() => full.close());
    const way = await badWayTo(
      () => full.address,
      () => 'pass',
    );
    const station = await openStation(temporaryFolder());
    await addPredictions(station.store, 1, 40);
    await keepSample(station, 501);
    await station.desk.start();
    await station.desk.configure(to(way.address, stationKey));
    const paused = await until(station.desk, ({ state }) => state === 'paused');
    expect(paused.note).toContain('got a full disk. Free some space on the disk of the endpoint');
    expect(paused).toMatchObject({ failed: 0, waiting: { samples: 1 } });
    await full.close();
    full = await open(0);
    const status = await until(station.desk, (now) => isDrained(now) && now.sent.pictures === 1);
    expect(status).toMatchObject({ sent: { predictions: 41, samples: 1, pictures: 1 }, failed: 0 });
    expect(await counts()).toEqual({ predictions: 41, samples: 1 });
    expect(full.bugs).toEqual([]);
  });
});
