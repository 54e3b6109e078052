import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reachStation } from '../../../main/cli/reach.ts';
import { fail } from '../../../main/domain/outcome.ts';
import { createLocalAccess, findStation } from '../../../main/serving/local-access.ts';
import { openDoors, until } from '../../support/open-doors.ts';

const locked = fail('wrong_state', { thing: 'The data folder', expected: 'no other station', remedy: 'Wait.' });
const program = fileURLToPath(new URL('../../support/fixture-cli.ts', import.meta.url));

let dataFolder: string;
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'caracal-cli-'));
});
afterEach(() => rm(dataFolder, { recursive: true }));

/** A real process of the command line, with a station in memory where none runs on the folder. */
function caracal(...args: readonly string[]) {
  const child = spawn(process.execPath, [program, '--data', dataFolder, ...args]);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (part: Buffer) => {
    output.stdout += part.toString();
  });
  child.stderr.on('data', (part: Buffer) => {
    output.stderr += part.toString();
  });
  const done = new Promise<{ code: number | null } & typeof output>((resolve) =>
    child.on('close', (code) => resolve({ code, ...output })),
  );
  return { child, output, done };
}

/** What every answer without a running station comes with, on the other stream. */
const alone = (): string => `No station runs on ${dataFolder}: its files answer.\n`;

describe('without a running station', () => {
  it('a call is answered by an engine of its own', async () => {
    const { code, stdout, stderr } = await caracal('models', 'list', '--output', 'json').done;
    expect({ code, first: JSON.parse(stdout)[0].name }).toEqual({ code: 0, first: 'pcb-defects' });
    expect(JSON.parse(stderr)).toEqual({ note: alone().trim() });
  });

  it('a test of an output that fails is exit code 1, with the step that failed in words', async () => {
    const { code, stdout, stderr } = await caracal('outputs', 'test', 'mes').done;
    const why = /^Send a signal that is marked as a test: .+ got HTTP 401\. .+\n$/;
    expect({ code, stderr: stderr.slice(alone().length) }).toEqual({ code: 1, stderr: expect.stringMatching(why) });
    expect(stdout).toContain('Send a signal that is marked as a test');
    expect(await caracal('outputs', 'test', 'sorter').done).toMatchObject({ code: 0, stderr: alone() });
  });

  it('progress comes line by line for a program that reads it', async () => {
    const { code, stdout } = await caracal('models', 'pull', 'general-objects', '--output', 'json').done;
    const steps = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).step);
    expect({ code, first: steps[0], last: steps.at(-1) }).toEqual({ code: 0, first: 'looking', last: 'installed' });
  });

  it('a failure is one sentence on the other stream and exit code 1', async () => {
    const { code, stdout, stderr } = await caracal('models', 'verify', 'nothing').done;
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(
      `${alone()}name: expected one of pcb-defects, yunet, silero-vad, general-objects, got "nothing". See the list of models.\n`,
    );
  });

  it('wrong usage names the nearest word and has exit code 2', async () => {
    const { code, stderr } = await caracal('models', 'varify').done;
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'Expected a verb of models, got "varify". Did you mean "verify"?\n',
    });
  });

  it('a key that is piped in is used, and stands in no list of processes', async () => {
    const key = `caracal.line-1.abcdef.${'s'.repeat(43)}`;
    const flags = ['--address', 'https://sync.example', '--station-key', '-', '--output', 'json'];
    const { child, done } = caracal('sync', 'configure', ...flags);
    child.stdin.end(`${key}\n`);
    const { code, stdout, stderr } = await done;
    expect({ code, stderr }).toEqual({ code: 0, stderr: `${JSON.stringify({ note: alone().trim() })}\n` });
    expect(JSON.parse(stdout)).toMatchObject({ on: true, station: 'line-1', key: 'abcdef' });
    expect(child.spawnargs.join(' ')).not.toContain('ssss');
  });

  it('wrong usage is told without waiting for a value', async () => {
    const { child, done } = caracal('sync', 'configre', '--station-key', '-');
    expect(await done).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean "configure"?') });
    child.stdin.end();
  });

  it('a picture is written to where it is wanted', async () => {
    const listed = await caracal('labels', 'queue', '--output', 'json').done;
    const hash = JSON.parse(listed.stdout).rows[0].sampleHash;
    const path = join(dataFolder, 'picture.jpg');
    const { code, stdout } = await caracal('labels', 'picture', hash, '--out', path, '--output', 'json').done;
    const bytes = await readFile(path);
    expect({ code, told: JSON.parse(stdout) }).toEqual({
      code: 0,
      told: { path, bytes: bytes.length, type: 'image/jpeg' },
    });
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    const nowhere = await caracal('labels', 'picture', hash, '--out', join(path, 'x')).done;
    expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining('a path that can be written') });
  });

  it('what a crashed station left behind is not taken for a running one', async () => {
    await writeFile(
      join(dataFolder, 'station.json'),
      JSON.stringify({ pid: 2 ** 22 + 1, address: 'http://127.0.0.1:1' }),
    );
    await writeFile(join(dataFolder, 'local.key'), 'key');
    expect(await findStation(dataFolder)).toBeUndefined();
    expect((await caracal('station', 'health').done).code).toBe(0);
  });

  it.each(['', '{', '[]', '{"pid":0,"address":"x"}'])('nor is a spoilt file: %s', async (text) => {
    await writeFile(join(dataFolder, 'station.json'), text);
    await writeFile(join(dataFolder, 'local.key'), 'key');
    expect(await findStation(dataFolder)).toBeUndefined();
  });
});

describe('with a running station', () => {
  it('a live value is printed as it comes, until Ctrl-C', async () => {
    const access = createLocalAccess(dataFolder);
    const doors = await openDoors({ localKey: access.key });
    await access.publish(doors.server.address);
    doors.station.line.start('demo');
    const { child, output, done } = caracal('inspections', 'watch');
    await until(() => output.stdout.split('\n').length > 3, 'several states were printed', 20_000);
    child.kill('SIGINT');
    expect((await done).code).toBe(130);
    await until(() => doors.station.line.live.watchers === 0, 'the station let go of it');
    await doors.close();
    await access.revoke();
    expect(await findStation(dataFolder)).toBeUndefined();
  });

  it('one whose files outlived it, though its process id is in use again, is not waited for', async () => {
    await createLocalAccess(dataFolder).publish('http://127.0.0.1:1');
    expect((await caracal('station', 'health').done).code).toBe(0);
  });

  it('one that holds its folder but does not answer is one sentence, not a hang', async () => {
    await createLocalAccess(dataFolder).publish('http://127.0.0.1:1');
    const reached = await reachStation({ dataFolder, as: undefined, openHeadless: async () => locked });
    expect(reached).toMatchObject({ ok: false, failure: { code: 'unreachable' } });
  });

  it('that stops in the middle of a call ends the call with why', async () => {
    const access = createLocalAccess(dataFolder);
    const doors = await openDoors({ localKey: access.key });
    await access.publish(doors.server.address);
    const { output, done } = caracal('inspections', 'watch');
    await until(() => output.stdout !== '', 'it watches', 20_000);
    await doors.close();
    const { code, stderr } = await done;
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('expected an answer of the station') });
  });
});
