import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/open-doors.ts';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let dataFolder: string;
let host: ChildProcess;
let printed = '';
let ended: Promise<number | null>;

const run = (...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, args, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
const startAgain = (...args: readonly string[]): Promise<Ended> => run('main/host/main.ts', '--no-open', ...args);

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'caracal-station-'));
  const args = ['main/host/main.ts', '--data', dataFolder, '--port', '0', '--no-open', '--name', 'Line 9'];
  host = spawn(process.execPath, args);
  host.stdout?.on('data', (part: Buffer) => {
    printed += part.toString();
  });
  ended = new Promise((resolve) => host.once('close', resolve));
  await until(() => printed.includes('/enter?token='), 'the station runs', 60_000);
}, 70_000);

afterAll(async () => {
  host.kill('SIGKILL');
  await ended;
  await rm(dataFolder, { recursive: true, force: true });
});

describe('a real station under the browser host', () => {
  it('answers the command line of the same machine', async () => {
    const { code, stdout } = await run('main/cli/main.ts', '--data', dataFolder, '--output', 'json', 'station', 'get');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ name: 'Line 9', host: 'browser', role: 'admin', dataFolder });
  });

  it('refuses a second one on its folder, and says where the first can be reached', async () => {
    const address = /runs at (\S+)/.exec(printed)?.[1] ?? 'nowhere';
    const { code, stderr } = await startAgain('--data', dataFolder, '--port', '0');
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(address);
  });

  it('keeps its port from another one that was told to take it', async () => {
    const port = /runs at \S+:(\d+)/.exec(printed)?.[1] ?? '';
    const other = await mkdtemp(join(tmpdir(), 'caracal-other-'));
    const { code, stderr } = await startAgain('--data', other, '--port', port);
    await rm(other, { recursive: true });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `port ${port}: expected a free port, got one in use by another program. Choose another one with --port.\n`,
    });
  });

  it('lets a screen in by the printed link, once', async () => {
    const link = /Open (\S+)/.exec(printed)?.[1] ?? '';
    const enter = async (): Promise<number> => (await fetch(link, { redirect: 'manual' })).status;
    expect([await enter(), await enter()]).toEqual([303, 401]);
  });

  it('stops in order when it is told to, and leaves no key behind', async () => {
    host.kill('SIGTERM');
    expect(await ended).toBe(0);
    const left = await readdir(dataFolder);
    expect(left).not.toContain('local.key');
    expect(left).not.toContain('station.json');
  });
});

describe('a data folder that cannot be made', () => {
  it('is one sentence with its remedy', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'caracal-closed-'));
    // Below a file nothing can be made, not even by root.
    await writeFile(join(folder, 'file'), '');
    const { code, stderr } = await startAgain('--data', join(folder, 'file', 'data'));
    await rm(folder, { recursive: true });
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('choose another with --data FOLDER') });
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
