import { execFile, spawn } from 'node:child_process';
import { chmod, chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);
const releases = '/usr/lib/postgresql';

/** The folder of PostgreSQL's programs as Debian's package lays them out; undefined where it is not installed. */
export async function findPostgres(): Promise<string | undefined> {
  const [newest] = (await readdir(releases).catch(() => [])).toSorted((a, b) => Number(b) - Number(a));
  return newest === undefined ? undefined : join(releases, newest, 'bin');
}

export interface PostgresServer {
  /** The address of a database that was just made. */
  freshDatabase(): Promise<string>;
  /** Ends the server while `work` runs; its data stays. */
  without(work: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root: there its own account takes over. */
async function accountPrefix(): Promise<{ readonly prefix: readonly string[]; readonly uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const idOf = async (flag: string): Promise<number> => Number((await run('id', [flag, 'postgres'])).stdout);
  const [uid, gid] = [await idOf('-u'), await idOf('-g')];
  return { prefix: ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'], uid, gid };
}

/** A real PostgreSQL in a temporary folder, reached over a socket there and from nowhere else. */
export async function startPostgres(bin: string): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'pg-'));
  const { prefix, uid, gid } = await accountPrefix();
  if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid);
  await chmod(folder, 0o755);
  const data = join(folder, 'data');
  const as = (program: string, args: readonly string[]): readonly [string, string[]] => {
    const [first = '', ...rest] = [...prefix, join(bin, program), ...args];
    return [first, rest];
  };
  await run(...as('initdb', ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C']), {
    cwd: folder,
  });
  const flags = ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'max_connections=40'];
  const url = (database: string): string =>
    `postgres://postgres@localhost/${database}?host=${encodeURIComponent(folder)}`;
  const ask = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url('postgres') });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  const isUp = (): Promise<boolean> =>
    ask('SELECT 1').then(
      () => true,
      () => false,
    );
  const launch = async (): Promise<() => Promise<void>> => {
    const server = spawn(...as('postgres', flags), { cwd: folder, stdio: 'ignore' });
    const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    for (let attempt = 0; !(await isUp()); attempt += 1) {
      if (attempt > 200) throw new Error('Expected PostgreSQL to take connections within 40 s');
      await sleep(200);
    }
    return () => {
      server.kill('SIGINT');
      return ended;
    };
  };
  let end = await launch();
  let made = 0;
  return {
    freshDatabase: async () => {
      made += 1;
      await ask(`CREATE DATABASE caracal_${made}`);
      return url(`caracal_${made}`);
    },
    without: async (work) => {
      await end();
      await work();
      end = await launch();
    },
    stop: async () => {
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
