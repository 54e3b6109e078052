import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { endProcess, keepText, makeFolder, readBytes, readText } from '../../../main/shell/machine.ts';

const folder = mkdtempSync(join(tmpdir(), 'caracal-shell-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('files that the shell reads', () => {
  it('are null where there is none', async () => {
    const file = join(folder, 'page.html');
    writeFileSync(file, 'page');
    expect([readText(file), readText(`${file}.none`), readText(folder), readText(join(file, 'within'))]).toEqual([
      'page',
      null,
      null,
      null,
    ]);
    expect([(await readBytes(file))?.length, await readBytes(`${file}.none`), await readBytes(folder)]).toEqual([
      4,
      null,
      null,
    ]);
  });
});

describe('what is pleasant to keep', () => {
  it('is kept, or told to be lost where the disk does not take it', () => {
    const file = join(folder, 'window.json');
    expect([keepText(file, '{}'), readText(file), keepText(folder, '{}'), keepText(join(file, 'x'), '{}')]).toEqual([
      true,
      '{}',
      false,
      false,
    ]);
  });
});

describe('the data folder', () => {
  it('is made for its owner alone', () => {
    const path = join(folder, 'a', 'b');
    expect(makeFolder(path)).toEqual({ ok: true, value: path });
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(makeFolder(path).ok).toBe(true);
  });

  it('is refused in words where something else is in its place', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const made = makeFolder(join(file, 'data'));
    expect(made.ok ? '' : made.failure.message).toMatch(
      /^The data folder .* got a file where a folder is expected\. Correct its rights/,
    );
  });
});

describe('a process that has to end', () => {
  it('ends although it does not listen, and ending it again is no fault', async () => {
    const deaf = spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); console.log(1); for (;;);'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const { pid = 0 } = deaf;
    await once(deaf.stdout, 'data');
    const exit = once(deaf, 'exit');
    endProcess(pid);
    expect((await exit)[1]).toBe('SIGKILL');
    expect(() => endProcess(pid)).not.toThrow();
  });
});
