import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { secretFile } from '../../../main/serving/secret-file.ts';
import { itUnless, whyWindows } from '../../support/lacks.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const module = fileURLToPath(new URL('../../../main/serving/secret-file.ts', import.meta.url));
const script = `const { secretFile } = await import(process.env.MODULE); console.log(JSON.stringify(await secretFile(process.env.FILE)))`;

/** A process of its own that can write no byte to any file, as on a full disk. */
async function withoutRoom(file: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    '/bin/sh',
    ['-c', 'ulimit -f 0; exec "$NODE" --input-type=module -e "$SCRIPT"'],
    { env: { ...process.env, NODE: process.execPath, SCRIPT: script, MODULE: module, FILE: file } },
  );
  return JSON.parse(stdout);
}

describe('the secret in a file', () => {
  it('is made once, for its owner alone', async () => {
    const file = join(temporaryFolder(), 'sync.secret');
    const made = await secretFile(file);
    expect(made).toEqual({ ok: true, value: readFileSync(file, 'utf8') });
    expect(await secretFile(file)).toEqual(made);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  itUnless(whyWindows)('leaves nothing behind on a full disk, and is made when there is room', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'sync.secret');
    expect(await withoutRoom(file)).toMatchObject({ ok: false, failure: { code: 'disk_full' } });
    expect(readdirSync(folder)).toEqual([]);
    expect(await secretFile(file)).toMatchObject({ ok: true });
  });

  it('is made after a sudden end that left a part of it', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'sync.secret');
    writeFileSync(`${file}.part`, 'half');
    expect(await secretFile(file)).toMatchObject({ ok: true });
    expect(readdirSync(folder)).toEqual(['sync.secret']);
  });

  it('is never made anew over one that is there, whole or not', async () => {
    const file = join(temporaryFolder(), 'sync.secret');
    writeFileSync(file, 'too short');
    expect(await secretFile(file)).toMatchObject({ ok: false, failure: { code: 'wrong_state' } });
    expect(readFileSync(file, 'utf8')).toBe('too short');
  });

  it('says in one sentence where it cannot be written', async () => {
    const file = join(temporaryFolder(), 'sync.secret');
    mkdirSync(`${file}.part`);
    writeFileSync(join(`${file}.part`, 'in-the-way'), '');
    expect(await secretFile(file)).toMatchObject({ ok: false, failure: { code: 'read_only' } });
  });
});
