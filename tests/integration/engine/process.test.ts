import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { engineStop } from '../../../main/engine/deadlines.ts';
import { type FromEngine, fromEngine, type HttpOptions } from '../../../main/engine/host-protocol.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const entry = fileURLToPath(new URL('../../../main/engine/main.ts', import.meta.url));
const children: ChildProcess[] = [];
let temp: Awaited<ReturnType<typeof makeTempFolder>>;
beforeEach(async () => {
  temp = await makeTempFolder();
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await temp.remove();
});

const http: HttpOptions = {
  listen: '127.0.0.1',
  port: 0,
  portIsWanted: false,
  role: 'operator',
  rendererFolder: '/nowhere',
};

function start(options: HttpOptions = http) {
  const child = fork(entry, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  children.push(child);
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  const told = new Promise<FromEngine>((resolve) => {
    child.on('message', (message) => {
      const news = fromEngine.parse(message);
      if (news.kind === 'ready' || news.kind === 'failed') resolve(news);
    });
  });
  child.send({ kind: 'start', host: 'browser', dataFolder: temp.path, http: options });
  return { child, told, exit };
}

const run = promisify(execFile);

/** The worker that an engine has started, once there is one. */
async function workerOf(engine: number): Promise<number> {
  for (;;) {
    const { stdout } = await run('ps', ['-eo', 'pid=,ppid=,args=']);
    const rows = stdout.split('\n').map((row) => row.trim().split(/\s+/));
    const worker = rows.find(([, parent, ...args]) => Number(parent) === engine && args.join(' ').includes('vision'));
    if (worker !== undefined) return Number(worker[0]);
    await sleep(100);
  }
}

describe('the engine process', { timeout: 90_000 }, () => {
  it('tells its host where it listens, refuses a second one with a final failure, and leaves on a stop with 0', async () => {
    const first = start();
    const ready = await first.told;
    expect(ready).toMatchObject({ kind: 'ready', address: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
    const second = start();
    expect(await second.told).toMatchObject({
      kind: 'failed',
      final: true,
      failure: { code: 'wrong_state', received: `one with process id ${first.child.pid}` },
    });
    expect(await second.exit).toBe(1);
    first.child.send({ kind: 'stop' });
    expect(await first.exit).toBe(0);
  });

  it('leaves when its host is gone', async () => {
    const { child, told, exit } = start();
    await told;
    child.disconnect();
    expect(await exit).toBe(0);
  });

  it('winds down in the time that its host gives it, also when its worker hangs', async () => {
    const { child, told, exit } = start();
    await told;
    const worker = await workerOf(child.pid ?? 0);
    process.kill(worker, 'SIGSTOP');
    const late = setTimeout(() => child.kill('SIGKILL'), engineStop.host);
    child.send({ kind: 'stop' });
    expect(await exit).toBe(0);
    clearTimeout(late);
    expect(() => process.kill(worker, 0)).toThrow('ESRCH');
  });

  it('says so when the port that a person wanted is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { told, exit } = start({ ...http, port, portIsWanted: true });
    const refused = await told;
    other.close();
    expect(refused).toMatchObject({ kind: 'failed', final: true, failure: { thing: `port ${port}` } });
    expect(await exit).toBe(1);
  });
});
