import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { findStation } from '../../../main/serving/local-access.ts';
import { cloudMetrics } from '../../../preload/contract/cloud.ts';
import { onBothDatabases } from '../../support/cloud/both-databases.ts';
import { StationClient } from '../../support/cloud/station-client.ts';
import { keptSample, syncRows } from '../../support/cloud/sync-items.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const program = fileURLToPath(new URL('../../../cloud/endpoint/main.ts', import.meta.url));
const run = promisify(execFile);

onBothDatabases("the endpoint's process", 180_000, ({ start }) => {
  let temp: Awaited<ReturnType<typeof makeTempFolder>>;
  let under: Awaited<ReturnType<typeof start>>;
  let env: NodeJS.ProcessEnv;
  let running: ChildProcess | undefined;

  beforeAll(async () => {
    temp = await makeTempFolder();
    under = await start();
    env = { ...process.env, DATABASE_URL: (await under.databaseUrl()) ?? '' };
  }, 120_000);
  afterEach(() => {
    running?.kill('SIGKILL');
  });
  afterAll(async () => {
    await under.stop();
    await temp.remove();
  }, 60_000);

  const command = async (...args: string[]): Promise<string> =>
    (await run(process.execPath, [program, ...args, '--data', temp.path], { env })).stdout.trim();

  async function startProcess(): Promise<{ readonly child: ChildProcess; readonly address: string }> {
    const child = spawn(process.execPath, [program, '--port', '0', '--data', temp.path], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running = child;
    for await (const line of createInterface({ input: child.stdout })) {
      const [address] = /http:\/\/[\d.]+:\d+/.exec(line) ?? [];
      if (address !== undefined) return { child, address };
    }
    throw new Error('Expected the endpoint to start');
  }

  it('enrols without running, is killed in the middle, and has each row once after it was sent again', async () => {
    const key = await command('enrol', '--station', 'Line 1');
    const first = await startProcess();
    const batches = Array.from({ length: 12 }, (_, index) => ({
      id: `batch-${index}-of-line`,
      items: { predictions: syncRows(index * 200 + 1, 200), samples: [keptSample(index + 1).sample] },
    }));
    let acknowledged = 0;
    const before = new StationClient(first.address, key);
    const died = once(first.child, 'exit');
    for (const { id, items } of batches) {
      const answer = before.batch(items, { batchId: id }).catch(() => undefined);
      if (acknowledged === 5) first.child.kill('SIGKILL');
      if ((await answer)?.status !== 200) break;
      acknowledged += 1;
    }
    await died;
    expect(acknowledged).toBeGreaterThanOrEqual(5);

    const second = await startProcess();
    const after = before.at(second.address);
    const local = await findStation(temp.path);
    const ask = async () => {
      const headers = { authorization: `Bearer ${local?.key}` };
      return cloudMetrics.parse(await (await fetch(`${second.address}/api/metrics`, { headers })).json());
    };
    expect((await ask()).predictions).toBeGreaterThanOrEqual(acknowledged * 200);
    for (const { id, items } of batches)
      expect(await after.batch(items, { batchId: id })).toMatchObject({ status: 200 });
    expect(await ask()).toMatchObject({ predictions: 2_400, queue: { waiting: 12 } });

    expect(await command('list')).toContain('Line 1');
    expect(await command('revoke', '--station', 'Line 1')).toBe('Line 1: shut out');
    expect((await after.batch({})).status).toBe(401);
    second.child.kill('SIGTERM');
    expect(await once(second.child, 'exit')).toEqual([0, null]);
  });

  it('says what is wrong with its flags', async () => {
    await expect(command('enrol')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('--station') });
    await expect(command('--prt', '1')).rejects.toMatchObject({ code: 2 });
  });
});
