import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../main/engine/clock.ts';
import { type KeeperLimits, usualLimits } from '../../../main/host/engine-keeper.ts';
import { runHost } from '../../../main/host/run-host.ts';
import { until } from '../../support/open-doors.ts';

let dataFolder: string;
const limits: KeeperLimits = {
  ...usualLimits,
  stopDeadlineMs: 300,
  backOff: { firstMs: 1, factor: 1, maxMs: 1 },
  giveUp: { restarts: 2, withinMs: 60_000, pauseMs: 0 },
};

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'caracal-host-'));
});
afterEach(() => rm(dataFolder, { recursive: true }));

/** The host with a real engine process that behaves as its name says. */
function host(name: string, args: readonly string[] = [], changed: Partial<KeeperLimits> = {}) {
  const printed: string[] = [];
  const complaints: string[] = [];
  const opened: string[] = [];
  let stop: () => void = () => undefined;
  const exitCode = runHost({
    args: ['--data', dataFolder, '--name', name, ...args],
    version: '0.1.0',
    engineFile: fileURLToPath(new URL('../../support/tiny-engine.ts', import.meta.url)),
    rendererFolder: '/nowhere',
    dataFolder: (flag) => flag ?? dataFolder,
    limits: { ...limits, ...changed },
    clock: systemClock,
    random: () => 0,
    print: (line) => printed.push(line),
    complain: (line) => complaints.push(line),
    open: (link) => opened.push(link),
    onStop: (act) => {
      stop = act;
    },
  });
  return { exitCode, printed, complaints, opened, stop: () => stop() };
}

const enginePids = async (): Promise<number[]> =>
  (await readdir(dataFolder)).filter((name) => name.endsWith('.started')).map((name) => Number.parseInt(name, 10));

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('the browser host', () => {
  it('hands its flags over, prints the link, opens it, and stops in order', async () => {
    const run = host('good', ['--port', '7500', '--role', 'operator']);
    await until(() => run.opened.length === 1, 'the link was opened');
    expect(run.printed).toContain('Caracal runs at http://127.0.0.1:7420');
    const [pid = 0] = await enginePids();
    const start = JSON.parse(await readFile(join(dataFolder, `${pid}.started`), 'utf8'));
    expect(start).toMatchObject({
      dataFolder,
      http: { port: 7500, portIsWanted: true, role: 'operator' },
      arenas: process.env.MALLOC_ARENA_MAX ?? '2',
      flags: expect.arrayContaining(['--max-semi-space-size=2']),
    });
    run.stop();
    expect(await run.exitCode).toBe(0);
    expect(isAlive(pid)).toBe(false);
    expect(run.complaints).toEqual([]);
  });

  it('leaves the browser alone when told to', async () => {
    const run = host('good', ['--no-open']);
    await until(() => run.printed.length > 0, 'it runs');
    run.stop();
    await run.exitCode;
    expect(run.opened).toEqual([]);
  });

  it('starts a killed engine again with the same session key, without asking the person to sign in anew', async () => {
    const run = host('good');
    await until(() => run.opened.length === 1, 'it runs');
    const [first = 0] = await enginePids();
    process.kill(first, 'SIGKILL');
    await until(() => run.printed.some((line) => line.includes('is back at')), 'it is back');
    const pids = await enginePids();
    const keys = await Promise.all(
      pids.map(async (pid) => JSON.parse(await readFile(join(dataFolder, `${pid}.started`), 'utf8')).http.sessionKey),
    );
    expect({ engines: pids.length, keys: new Set(keys).size, opened: run.opened.length }).toEqual({
      engines: 2,
      keys: 1,
      opened: 1,
    });
    run.stop();
    expect(await run.exitCode).toBe(0);
  });

  it('gives up on an engine that keeps falling over, with one sentence and its last words', async () => {
    const run = host('falls over');
    expect(await run.exitCode).toBe(1);
    expect(run.complaints.at(-1)).toContain("The station's engine ended 3 times within a minute, last with code 7;");
    expect(run.complaints.at(-1)).toContain('it broke here');
    expect(await enginePids()).toHaveLength(3);
  });

  it('shows the failure of an engine that refuses to start, once, and does not try again', async () => {
    const run = host('refuses');
    expect(await run.exitCode).toBe(1);
    expect(run.complaints).toEqual(['The data folder: refused.']);
    expect(await enginePids()).toHaveLength(1);
  });

  it('ends an engine that does not stop in time', async () => {
    const run = host('deaf');
    await until(() => run.opened.length === 1, 'it runs');
    const [pid = 0] = await enginePids();
    run.stop();
    expect(await run.exitCode).toBe(1);
    expect(isAlive(pid)).toBe(false);
  });

  it('lets the engine stop in order when one wish comes as several signals', async () => {
    const run = host('slow', [], { stopDeadlineMs: 60_000, sameWishMs: 60_000 });
    await until(() => run.opened.length === 1, 'it runs');
    for (let signal = 0; signal < 3; signal += 1) run.stop();
    expect(await run.exitCode).toBe(0);
    expect(run.printed.filter((line) => line === 'Stopping the station.')).toHaveLength(1);
  });

  it('looks for the port that the machine chose again after a restart, so that screens find the station', async () => {
    const run = host('good', ['--port', '0']);
    await until(() => run.opened.length === 1, 'it runs');
    const [first = 0] = await enginePids();
    process.kill(first, 'SIGKILL');
    await until(() => run.printed.some((line) => line.includes('is back at')), 'it is back');
    const second = (await enginePids()).find((pid) => pid !== first);
    const start = JSON.parse(await readFile(join(dataFolder, `${second}.started`), 'utf8'));
    expect(start.http).toMatchObject({ port: 7420, portIsWanted: false });
    run.stop();
    await run.exitCode;
  });

  it('says what an engine could not do before it is tried again', async () => {
    const run = host('cannot yet');
    expect(await run.exitCode).toBe(1);
    expect(run.complaints[0]).toBe('The data folder: refused. It is started again in 0.0 s.');
    expect(run.complaints.at(-1)).toContain('The data folder: refused.');
  });

  it('ends it at once when told a second time', async () => {
    const run = host('deaf', [], { stopDeadlineMs: 60_000, sameWishMs: 0 });
    await until(() => run.opened.length === 1, 'it runs');
    run.stop();
    run.stop();
    expect(await run.exitCode).toBe(1);
  });

  it('ends an engine that never becomes ready, and gives up', async () => {
    const run = host('silent', [], { startDeadlineMs: 300, giveUp: { restarts: 1, withinMs: 60_000, pauseMs: 0 } });
    expect(await run.exitCode).toBe(1);
    expect(run.complaints.at(-1)).toContain('signal SIGKILL');
  });

  it('refuses an unknown flag with the nearest one before anything is started', async () => {
    const run = host('good', ['--prot', '7500']);
    expect(await run.exitCode).toBe(2);
    expect(run.complaints[0]).toContain('Did you mean --port?');
    expect(await enginePids()).toEqual([]);
  });
});
