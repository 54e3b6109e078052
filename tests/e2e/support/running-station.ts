import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const startDeadlineMs = 60_000;
const stopDeadlineMs = 20_000;

/** The real host with its real engine and workers, in a data folder of its own. */
export interface RunningStation {
  readonly link: string;
  readonly origin: string;
  /** Processes that it started, children of children included, whose command line holds the text. */
  readonly processes: (text: string) => readonly number[];
  readonly stop: () => Promise<void>;
}

interface Listed {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function allProcesses(): readonly Listed[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [pid = '', parent = '', ...command] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), command: command.join(' ') };
  });
}

function descendants(root: number): readonly Listed[] {
  const all = allProcesses();
  const found: Listed[] = [];
  for (let parents = [root]; parents.length > 0; ) {
    const children = all.filter(({ parent }) => parents.includes(parent));
    found.push(...children);
    parents = children.map(({ pid }) => pid);
  }
  return found;
}

function linkFrom(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let output = '';
    const timer = setTimeout(
      () => failed(new Error(`Expected a link within ${startDeadlineMs} ms, got:\n${output}`)),
      startDeadlineMs,
    );
    const heard = (chunk: Buffer): void => {
      output += chunk.toString();
      const link = /https?:\/\/\S+\/enter\?token=\S+/.exec(output)?.[0];
      if (link === undefined) return;
      clearTimeout(timer);
      found(link);
    };
    child.stdout?.on('data', heard);
    child.stderr?.on('data', heard);
    child.on('exit', (code) => {
      clearTimeout(timer);
      failed(new Error(`Expected the host to run, it ended with ${code}:\n${output}`));
    });
  });
}

/** A port named beforehand stays the same when the engine behind it is replaced. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error(`Expected a port, got ${address}`);
  return address.port;
}

/** `settings` are set in its environment beside those of this process. */
export async function startStation(settings: NodeJS.ProcessEnv = {}): Promise<RunningStation> {
  const data = mkdtempSync(join(tmpdir(), 'caracal-e2e-'));
  const args = [
    resolve('main/host/main.ts'),
    '--data',
    data,
    '--port',
    String(await freePort()),
    '--no-open',
    '--name',
    'Line 3',
  ];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...settings },
  });
  const link = await linkFrom(child);
  const { pid = 0 } = child;
  return {
    link,
    origin: new URL(link).origin,
    processes: (text) =>
      descendants(pid)
        .filter(({ command }) => command.includes(text))
        .map((found) => found.pid),
    stop: async () => {
      const gone = new Promise((resolved) => child.once('exit', resolved));
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), stopDeadlineMs);
      await gone;
      clearTimeout(timer);
      rmSync(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
