import { createRouterClient } from '@orpc/server';
import { openWithoutLine } from '../../../main/engine/compose.ts';
import { createForkLauncher } from '../../../main/engine/workers/fork-launcher.ts';
import { quietLog, sourcePlaces } from '../../support/engine-station.ts';

/** Labels one item after the other and writes down each that the station answered as saved; ended by the test with SIGKILL. */
const [dataFolder = ''] = process.argv.slice(2);
const opened = await openWithoutLine({
  host: 'cli',
  dataFolder,
  places: sourcePlaces,
  launcher: createForkLauncher({ entries: sourcePlaces.workers }),
  log: quietLog(),
  broken: (error) => {
    throw error;
  },
});
if (!opened.ok) throw new Error(opened.failure.message);
const { router, ledger } = opened.value;
const client = createRouterClient(router, { context: { caller: { role: 'operator', door: 'cli' }, ledger } });
for (let after: number | null = 0; after !== null; ) {
  const page: Awaited<ReturnType<typeof client.labels.queue>> = await client.labels.queue({ after, limit: 50 });
  for (const { id } of page.rows) {
    const boxes = [{ label: 'open', box: { x: id, y: 1, width: 10, height: 10 } }];
    await client.labels.save({ id, boxes, tookMs: 1 });
    process.stdout.write(`${id}\n`);
  }
  after = page.next;
}
await opened.value.close();
