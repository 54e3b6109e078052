import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEndpoint } from '../../../cloud/endpoint/open-endpoint.ts';
import { whyNoPostgres } from '../../support/cloud/both-databases.ts';
import { findPostgres, type PostgresServer, startPostgres } from '../../support/cloud/postgres-server.ts';
import type { StationClient } from '../../support/cloud/station-client.ts';
import { syncRows } from '../../support/cloud/sync-items.ts';
import { openTestEndpoint, type TestEndpoint } from '../../support/cloud/test-endpoint.ts';
import { describeUnless } from '../../support/lacks.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const bin = await findPostgres();

describeUnless(whyNoPostgres)('the endpoint whose PostgreSQL goes away', () => {
  let temp: Awaited<ReturnType<typeof makeTempFolder>>;
  let server: PostgresServer;
  let databaseUrl: string;
  let endpoint: TestEndpoint;
  let station: StationClient;

  beforeAll(async () => {
    temp = await makeTempFolder();
    server = await startPostgres(bin ?? '');
    databaseUrl = await server.freshDatabase();
    endpoint = await openTestEndpoint(temp.path, { databaseUrl });
    station = await endpoint.enrol('Line 1');
  }, 120_000);
  afterAll(async () => {
    await endpoint.close();
    await server.stop();
    await temp.remove();
  }, 60_000);

  it('says so to everyone, and goes on by itself once it is back', async () => {
    const batch = { predictions: syncRows(1, 5) };
    await server.without(async () => {
      expect(await station.batch(batch)).toMatchObject({ status: 502, body: { code: 'unreachable' } });
      expect(await endpoint.ask('GET', '/api/metrics')).toMatchObject({ status: 502, body: { code: 'unreachable' } });
      expect((await endpoint.ask('GET', '/api/health')).body).toMatchObject({ state: 'down' });
    });
    expect(await station.batch(batch)).toMatchObject({ status: 200, body: { predictions: { stored: 5 } } });
    expect(endpoint.bugs).toEqual([]);
  });

  it('does not start without it, with the reason', async () => {
    const other = await makeTempFolder();
    await server.without(async () => {
      const opened = await openEndpoint({
        dataFolder: other.path,
        databaseUrl,
        listen: '127.0.0.1',
        port: 0,
        version: '0.0.0',
        reportBug: () => undefined,
      });
      expect(opened).toMatchObject({ ok: false, failure: { code: 'unreachable' } });
    });
    await other.remove();
  });

  it('does not start a second time on the same data folder', async () => {
    await expect(openTestEndpoint(temp.path, { databaseUrl })).rejects.toThrow(/no other endpoint running on it/);
  });
});
