import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { syncPaths } from '../../../preload/contract/sync.ts';
import { keepSample } from '../../support/sync-station.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { to } from './enrolled-endpoint.ts';
import { openStation, until } from './station-desk.ts';

it('an endpoint that gives the same labels for ever is told of in one sentence and asked again only later', async () => {
  const station = await openStation(temporaryFolder());
  const { itemId, sha256 } = await keepSample(station, 1);
  const said = { sampleLocalId: itemId, sha256, decision: 'skipped', marks: [], reviewer: 'admin', reviewedAt: 5 };
  const changes = { changes: [{ ...said, cursor: 1 }], cursor: 1, more: true };
  const nothing = { stored: 1, known: 0 };
  const taken = { batchId: 'a', predictions: nothing, samples: nothing, labels: nothing, refused: [], missing: [] };
  const server = createServer((request, response) => {
    const { url = '' } = request;
    const answer = url.startsWith(syncPaths.changes) ? changes : url === syncPaths.missing ? { missing: [] } : taken;
    request.resume().once('end', () => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  await station.desk.start();
  await station.desk.configure(to(`http://127.0.0.1:${port}`, `caracal.line-1-abc.abcdef012345.${'k'.repeat(43)}`));
  const paused = await until(station.desk, ({ state }) => state === 'paused');
  expect(paused.note).toBe(
    'The endpoint: expected labels that are newer than those before, got the same again. ' +
      'See that nothing between keeps its answers; it is tried again.',
  );
  expect(paused).toMatchObject({ received: { labels: 1 }, sent: { samples: 1 } });
  expect(await station.store.call('labels.list', { itemId })).toMatchObject({ value: [{ reviewedAt: 5 }] });
});
