import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeLock } from '../../../main/serving/lock.ts';
import { itUnless, whyNotLinux } from '../../support/lacks.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

let temp: Awaited<ReturnType<typeof makeTempFolder>>;
beforeEach(async () => {
  temp = await makeTempFolder();
});
afterEach(() => temp.remove());

const write = (lock: unknown) =>
  writeFile(join(temp.path, 'station.lock'), typeof lock === 'string' ? lock : JSON.stringify(lock));

async function pidOfDead(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('the lock of a data folder', () => {
  it('is refused to a second station, and the refusal names the first', async () => {
    expect((await takeLock(temp.path)).ok).toBe(true);
    const second = await takeLock(temp.path);
    expect(second).toMatchObject({
      ok: false,
      failure: { code: 'wrong_state', received: `one with process id ${process.pid}` },
    });
  });

  it('is free again once released', async () => {
    const first = await takeLock(temp.path);
    if (first.ok) await first.value.release();
    expect((await takeLock(temp.path)).ok).toBe(true);
  });

  it('is taken over from a process that is gone', async () => {
    const pid = await pidOfDead();
    await write({ pid, startedAt: '' });
    expect((await takeLock(temp.path)).ok).toBe(true);
    expect(JSON.parse(await readFile(join(temp.path, 'station.lock'), 'utf8'))).toMatchObject({ pid: process.pid });
  });

  itUnless(whyNotLinux)('is taken over where another process has the number by now', async () => {
    await write({ pid: process.pid, startedAt: 'another boot 1' });
    expect((await takeLock(temp.path)).ok).toBe(true);
  });

  it('is taken over when its file is torn', async () => {
    await write('{"pid": 12');
    expect((await takeLock(temp.path)).ok).toBe(true);
  });

  it('goes to exactly one of many that try at once', async () => {
    await write({ pid: await pidOfDead(), startedAt: '' });
    const script = `import { takeLock } from ${JSON.stringify(new URL('../../../main/serving/lock.ts', import.meta.url).href)};
      const lock = await takeLock(process.argv[1]); process.stdout.write(lock.ok ? 'won' : 'lost');
      process.stdin.resume(); process.stdin.on('end', () => process.exit(0));`;
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', script, temp.path]),
    );
    const words = await Promise.all(children.map(async (child) => String((await once(child.stdout, 'data'))[0])));
    for (const child of children) child.stdin.end();
    await Promise.all(children.map((child) => once(child, 'exit')));
    expect(words.filter((word) => word === 'won')).toHaveLength(1);
  });
});
