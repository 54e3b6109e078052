import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findStation } from '../../../main/serving/local-access.ts';
import { type LineState, lineState } from '../../../preload/contract/inspections.ts';

const bundled = fileURLToPath(new URL('../../../out/main/host.js', import.meta.url));
const source = fileURLToPath(new URL('../../../main/host/main.ts', import.meta.url));

export const isBundled = existsSync(bundled);

export interface StartedHost {
  readonly child: ChildProcess;
  readonly address: string;
  readonly headers: { readonly authorization: string };
  line(): Promise<LineState>;
  stop(): Promise<void>;
}

/** Starts the browser host as a user does, bundled where it was built, and settles as soon as its engine answers. */
export async function startHost(dataFolder: string): Promise<StartedHost> {
  const args = [isBundled ? bundled : source, '--no-open', '--port', '0', '--data', dataFolder];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const exit = once(child, 'exit');
  let station = await findStation(dataFolder);
  while (station === undefined) {
    if (child.exitCode !== null) throw new Error(`Expected the host to run, it exited with ${child.exitCode}`);
    await sleep(20);
    station = await findStation(dataFolder);
  }
  const { address, key } = station;
  const headers = { authorization: `Bearer ${key}` };
  return {
    child,
    address,
    headers,
    line: async () => lineState.parse(await (await fetch(`${address}/api/inspections/state`, { headers })).json()),
    stop: async () => {
      child.kill('SIGTERM');
      await exit;
    },
  };
}
