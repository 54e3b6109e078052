import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeBug, openLog } from '../../../main/engine/log.ts';
import { RotatedFile } from '../../../main/engine/rotated-file.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

let temp: Awaited<ReturnType<typeof makeTempFolder>>;
beforeEach(async () => {
  temp = await makeTempFolder();
});
afterEach(() => temp.remove());

describe('the log', () => {
  it('writes the same lines to stderr and to a file of the data folder', async () => {
    const lines: string[] = [];
    const log = openLog({ folder: temp.path, stderr: { write: (line) => void lines.push(line) } });
    log.warn({ part: 'vision worker', restarts: 2 }, 'restarted');
    log.close();
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 40,
      part: 'vision worker',
      restarts: 2,
      msg: 'restarted',
    });
    expect(await readFile(join(temp.path, 'station.log'), 'utf8')).toBe(lines.join(''));
  });

  it('never grows past its bound', async () => {
    const path = join(temp.path, 'station.log');
    const file = new RotatedFile({ path, maxBytes: 100, keep: 2 });
    for (let line = 10; line < 60; line += 1) file.write(`line ${line}, of twenty.\n`);
    file.close();
    expect((await readdir(temp.path)).sort()).toEqual(['station.log', 'station.log.1', 'station.log.2']);
    expect((await stat(path)).size).toBeLessThanOrEqual(100);
    expect(await readFile(path, 'utf8')).toContain('line 59');
  });

  it('describes a bug with its causes', () => {
    const bug = new Error('outer', { cause: new TypeError('inner') });
    expect(describeBug(bug)).toMatch(/outer[\s\S]*caused by TypeError: inner/);
  });
});
