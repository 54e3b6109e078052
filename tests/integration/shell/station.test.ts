import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { MessagePortMain } from 'electron';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../main/engine/clock.ts';
import { findStation } from '../../../main/serving/local-access.ts';
import { endProcess } from '../../../main/shell/machine.ts';
import { runShell } from '../../../main/shell/station-shell.ts';
import type { Contract } from '../../../preload/contract/contract.ts';
import { frameHead, type PortFrame } from '../../../preload/contract/frames.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { PortDouble } from '../../unit/shell/doubles/ports.ts';
import { desktop } from '../../unit/shell/doubles/shell.ts';
import { UtilityDouble } from './utility-process.ts';

const programs: Readonly<Record<string, string>> = {
  'engine.js': 'main/engine/main.ts',
  'vision-worker.js': 'main/workers/vision.ts',
};
const programOf = (file: string): string => {
  const name = Object.keys(programs).find((end) => file.endsWith(end)) ?? '';
  return pathToFileURL(programs[name] ?? name).href;
};

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** The whole shell with its real engine and workers; only Electron itself is played. */
async function station(...flags: readonly string[]) {
  const folder = await makeTempFolder();
  closing.push(folder.remove);
  const stand = desktop([`--data=${folder.path}`, ...flags]);
  const started: { readonly file: string; readonly child: UtilityDouble }[] = [];
  const fork = (file: string): UtilityDouble => {
    const child = new UtilityDouble(programOf(file));
    started.push({ file, child });
    return child;
  };
  await runShell({ ...stand.parts, fork, kill: endProcess, clock: systemClock });
  closing.push(async () => {
    stand.app.quit();
    for (const { child } of started) await child.ended;
  });
  const [window] = stand.windows;
  if (window === undefined) throw new Error('Expected a window');
  window.webContents.emit('did-finish-load');
  /** What the page gets for the n-th time: a client of the contract, and the port of live pictures. */
  const page = async (times: number) => {
    await expect.poll(() => window.frame.handed.length, { timeout: 60_000 }).toBe(times);
    const [contract, frames] = window.frame.handed[times - 1]?.ports ?? [];
    if (!(contract instanceof PortDouble) || frames === undefined) throw new Error('Expected two ports');
    const client: ContractRouterClient<Contract> = createORPCClient(new RPCLink({ port: contract }));
    contract.start();
    return { client, frames };
  };
  const engines = (): readonly UtilityDouble[] =>
    started.filter(({ file }) => file.endsWith('engine.js')).map(({ child }) => child);
  const news = (): readonly unknown[] => window.frame.sent.map(([, told]) => (told as { state: string }).state);
  return { ...stand, page, started, engines, news, dataFolder: folder.path };
}

const run = promisify(execFile);

function nextPacket(port: MessagePortMain): Promise<Uint8Array> {
  return new Promise((resolve) => {
    port.once('message', ({ data }) => resolve((data as PortFrame).packet));
    port.start();
  });
}

describe('a station under the shell, with its real engine', () => {
  it('answers its page over the port, as who the shell says it is', async () => {
    const { page } = await station('--kiosk');
    const { client } = await page(1);
    expect(await client.station.get()).toMatchObject({ host: 'electron', role: 'kiosk' });
    await expect(client.sources.list()).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('lets the command line of the same machine in, which invites a tablet; and takes the key along when it ends', async () => {
    const { app, dataFolder, engines, page, said } = await station('--port=0');
    await page(1);
    const ask = async (...args: readonly string[]): Promise<unknown> => {
      const common = ['--data', dataFolder, '--output', 'json'];
      const { stdout } = await run(process.execPath, ['main/cli/main.ts', ...args, ...common]);
      return JSON.parse(stdout);
    };
    expect(await ask('station', 'get')).toMatchObject({ host: 'electron', role: 'admin' });
    const { link } = (await ask('access', 'invite', '--role', 'operator')) as { link: string };
    const { address } = (await findStation(dataFolder)) ?? {};
    const enter = async (): Promise<number> => (await fetch(link, { redirect: 'manual' })).status;
    expect([said, await enter(), await enter()]).toEqual([
      expect.arrayContaining([`info: Caracal runs at ${address}.`]),
      303,
      401,
    ]);
    app.quit();
    expect(await engines()[0]?.ended).toBe(0);
    expect(await readdir(dataFolder)).not.toContain('local.key');
  });

  it('shows the line: workers that the shell started, pictures over the port of their own', async () => {
    const { page, started } = await station();
    const { client, frames } = await page(1);
    const packet = nextPacket(frames);
    frames.postMessage({ look: 'demo-line' });
    const { state } = await client.inspections.state();
    if (state === 'stopped') await client.inspections.start({ sourceId: 'demo-line' });
    const bytes = await packet;
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
    const head = frameHead.parse(JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))));
    expect([head.sourceId, [...bytes.subarray(4 + length, 6 + length)]]).toEqual(['demo-line', [0xff, 0xd8]]);
    expect(started.map(({ file }) => file)).toContainEqual(expect.stringContaining('vision-worker.js'));
    frames.close();
  });

  it('outlives its engine: the page is told, joined to the next one, and finds what was stored', async () => {
    const { page, engines, news } = await station();
    const before = await page(1);
    await before.client.station.rename({ name: 'Line 7' });
    const [first] = engines();
    endProcess(first?.pid ?? 0);
    await first?.ended;
    const after = await page(2);
    expect(await after.client.station.get()).toMatchObject({ name: 'Line 7' });
    expect([engines().length, news()]).toEqual([2, ['restarting', 'running', 'restarting', 'running']]);
  });

  it('winds down in order when the app ends', async () => {
    const { app, engines, page, started } = await station();
    await page(1);
    app.quit();
    expect(await engines()[0]?.ended).toBe(0);
    await expect.poll(() => app.calls.at(-1)).toBe('gone');
    await Promise.all(started.map(({ child }) => child.ended));
  });
});
