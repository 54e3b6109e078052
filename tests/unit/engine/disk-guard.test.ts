import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DiskGuard } from '../../../main/engine/disk-guard.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

let temp: Awaited<ReturnType<typeof makeTempFolder>>;
beforeEach(async () => {
  temp = await makeTempFolder();
});
afterEach(() => temp.remove());

function guardAt(floorBytes: number, folder = temp.path) {
  const said: string[] = [];
  const say = (state: string, note: string): void => void said.push(`${state} ${note}`.trim());
  return { said, guard: new DiskGuard({ folder, clock: new FakeClock(), everyMs: 1_000, floorBytes, say }) };
}

describe('the guard of the disk', () => {
  it('is quiet while there is room, and knows what the station uses', async () => {
    await writeFile(join(temp.path, 'a'), Buffer.alloc(1_000));
    const { guard, said } = guardAt(1);
    await guard.look();
    expect(said).toEqual(['ready']);
    expect(guard.disk.usedBytes).toBe(1_000);
    expect(guard.disk.freeBytes).toBeGreaterThan(0);
    guard.stop();
  });

  it('says so below the floor', async () => {
    const { guard, said } = guardAt(2 ** 60);
    await guard.look();
    expect(said[0]).toMatch(/^degraded Only \d+ MiB are free/);
    guard.stop();
  });

  it('says so when the folder is gone', async () => {
    const { guard, said } = guardAt(1, join(temp.path, 'gone'));
    await guard.look();
    expect(said[0]).toMatch(/^degraded The data folder .* cannot be looked at/);
    guard.stop();
  });
});
