import { execFile, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { until } from '../../support/open-doors.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const mortal = new URL('../../support/mortal-store.ts', import.meta.url).href;
const run = promisify(execFile);
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function startHost() {
  const folder = await makeTempFolder();
  closing.push(folder.remove);
  const args = ['main/host/main.ts', '--data', folder.path, '--port', '0', '--no-open', '--name', 'Line 9'];
  const child = spawn(process.execPath, args, { env: { ...process.env, NODE_OPTIONS: `--import=${mortal}` } });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (part: Buffer) => (said.stdout += part.toString()));
  child.stderr.on('data', (part: Buffer) => (said.stderr += part.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  closing.push(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  await until(() => said.stdout.includes('/enter?token='), 'the station runs', 60_000);
  const ask = async (...words: readonly string[]): Promise<unknown> => {
    const { stdout } = await run(process.execPath, [
      'main/cli/main.ts',
      ...words,
      '--data',
      folder.path,
      '--output=json',
    ]);
    return JSON.parse(stdout);
  };
  return { child, said, ended, ask, dataFolder: folder.path };
}

describe('a station whose store ends under it', { timeout: 150_000 }, () => {
  it('leaves with 1, is started again by its host, and holds what was acknowledged before', async () => {
    const { child, said, ended, ask, dataFolder } = await startHost();
    await ask('station', 'rename', '--name', 'Line 10');
    await writeFile(join(dataFolder, 'station.db.die'), '');
    await until(() => said.stdout.includes('is back at'), 'the station is back', 60_000);
    expect(said.stderr).toContain("The station's engine ended with code 1.");
    expect(await ask('station', 'get')).toMatchObject({ name: 'Line 10', host: 'browser' });
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});
