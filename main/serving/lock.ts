import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';

const holder = z.object({ pid: z.number().int().positive(), startedAt: z.string() });
type Holder = z.infer<typeof holder>;

export interface Lock {
  release(): Promise<void>;
}

/** One program a data folder: two would write the same files. The lock of a process that is gone is taken over. */
export async function takeLock(folder: string, program: 'station' | 'endpoint' = 'station'): Promise<Outcome<Lock>> {
  const path = join(folder, `${program}.lock`);
  const own: Holder = { pid: process.pid, startedAt: await startOf(process.pid) };
  const offer = `${path}.${process.pid}`;
  await writeFile(offer, JSON.stringify(own));
  const taken = await takeWith(path, offer);
  await rm(offer, { force: true });
  if (taken !== undefined) return heldBy(folder, program, taken);
  return succeed({
    release: async () => {
      const current = await read(path);
      if (current?.pid === own.pid) await rm(path, { force: true });
    },
  });
}

/** Undefined once the lock is ours; else whoever holds it. A link is made whole or not at all, so no one reads half a lock. */
async function takeWith(path: string, offer: string): Promise<Holder | undefined> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await linked(offer, path)) return undefined;
    const current = await read(path);
    if (current !== undefined && (await isRunning(current))) return current;
    // Two that find a dead lock at once both move it away: the loser's move fails or takes a fresh one, which it puts back.
    const aside = `${offer}.stale`;
    if (!(await renamed(path, aside))) continue;
    const moved = await read(aside);
    if (moved !== undefined && (await isRunning(moved))) await linked(aside, path);
    await rm(aside, { force: true });
  }
  return (await read(path)) ?? { pid: process.pid, startedAt: '' };
}

const heldBy = (folder: string, program: string, current: Holder): Outcome<never> =>
  fail('wrong_state', {
    thing: `The data folder ${folder}`,
    expected: `no other ${program} running on it`,
    received: `one with process id ${current.pid}`,
    remedy: `Use the ${program} that runs already, stop it first, or choose another folder with --data FOLDER.`,
  });

const linked = (from: string, to: string): Promise<boolean> => link(from, to).then(yes, no);
const renamed = (from: string, to: string): Promise<boolean> => rename(from, to).then(yes, no);
const yes = (): boolean => true;
const no = (): boolean => false;

async function read(path: string): Promise<Holder | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  try {
    return holder.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** A process id is used again after a while: the start time tells the holder from a stranger with its number. */
async function isRunning(other: Holder): Promise<boolean> {
  try {
    process.kill(other.pid, 0);
  } catch (error) {
    // Not ours to signal means that it lives.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const startedAt = await startOf(other.pid);
  return startedAt === '' || other.startedAt === '' || startedAt === other.startedAt;
}

/** When a process started, in the kernel's own count since boot; empty where the system does not tell. */
async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name in the second field may hold spaces and brackets; what follows its last bracket does not.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return stat === '' ? '' : `${boot.trim()} ${fields[19] ?? ''}`;
}
