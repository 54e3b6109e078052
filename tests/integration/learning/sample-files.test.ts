import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { succeed } from '../../../main/domain/outcome.ts';
import { wavOf } from '../../../main/domain/speech/wav.ts';
import { SampleFiles } from '../../../main/learning/sample-files.ts';
import { sweepSamples } from '../../../main/learning/sweep.ts';
import { itUnless, whyNoFullDevice } from '../../support/lacks.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const jpegOf = (index: number): Uint8Array => Buffer.from(`a picture ${index}`);
const hashOf = (index: number): string => createHash('sha256').update(jpegOf(index)).digest('hex');
const plenty = 1e9;

describe('the files of samples', () => {
  it('are named by what is in them, and the same picture is kept once', async () => {
    const folder = temporaryFolder();
    const files = new SampleFiles(folder);
    const bytes = jpegOf(1).byteLength;
    const written = { sha256: hashOf(1), bytes };
    expect(await files.write(jpegOf(1), plenty)).toEqual(succeed({ ...written, isNew: true }));
    expect(await files.write(jpegOf(1), plenty)).toEqual(succeed({ ...written, isNew: false }));
    expect(existsSync(join(folder, hashOf(1).slice(0, 2), `${hashOf(1).slice(2)}.jpg`))).toBe(true);
    expect([files.count, files.usedBytes]).toEqual([1, bytes]);
    const read = await files.read(hashOf(1));
    expect(read.ok && Buffer.from(read.value).equals(jpegOf(1))).toBe(true);
  });

  it('of sounds end as sounds do, and are found, counted and taken away like pictures', async () => {
    const folder = temporaryFolder();
    const files = new SampleFiles(folder);
    const wav = wavOf(new Float32Array(160), 16_000);
    const written = await files.write(wav, plenty);
    if (!written.ok) throw new Error(written.failure.message);
    const { sha256 } = written.value;
    expect(files.pathOf(sha256)).toBe(join(folder, sha256.slice(0, 2), `${sha256.slice(2)}.wav`));
    expect(await files.read(sha256)).toMatchObject({ ok: true });
    await files.write(jpegOf(1), plenty);
    expect(await new SampleFiles(folder).list()).toEqual(new Set([sha256, hashOf(1)]));
    await files.remove(sha256);
    expect([files.count, await files.read(sha256)]).toMatchObject([1, { ok: false, failure: { code: 'not_found' } }]);
  });

  it('take no more than the limit together', async () => {
    const files = new SampleFiles(temporaryFolder());
    const most = jpegOf(1).byteLength * 2 + 1;
    const outcomes = [];
    for (const index of [1, 2, 3]) outcomes.push(await files.write(jpegOf(index), most));
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, false]);
    expect(outcomes[2]).toMatchObject({ failure: { code: 'disk_full' } });
  });

  itUnless(whyNoFullDevice)('leave nothing half-written on a full disk', async () => {
    const folder = temporaryFolder();
    const files = new SampleFiles(folder);
    const shelf = join(folder, hashOf(1).slice(0, 2));
    await mkdir(shelf);
    await symlink('/dev/full', join(shelf, `${hashOf(1).slice(2)}.jpg.part`));
    expect(await files.write(jpegOf(1), plenty)).toMatchObject({ ok: false, failure: { code: 'disk_full' } });
    expect(await readdir(shelf)).toEqual([]);
    expect(files.count).toBe(0);
  });

  it.each(['vanished', 'was damaged'])('notice a picture that %s', async (what) => {
    const files = new SampleFiles(temporaryFolder());
    await files.write(jpegOf(1), plenty);
    if (what === 'vanished') await rm(files.pathOf(hashOf(1)));
    else await writeFile(files.pathOf(hashOf(1)), 'something else');
    expect(await files.read(hashOf(1))).toMatchObject({ ok: false, failure: { code: 'not_found' } });
  });

  it('and their rows are brought together after a sudden death', async () => {
    const folder = temporaryFolder();
    const files = new SampleFiles(folder);
    for (const index of [1, 2, 3]) await files.write(jpegOf(index), plenty);
    const torn = `${files.pathOf(hashOf(4))}.part`;
    await mkdir(join(torn, '..'), { recursive: true });
    await writeFile(torn, 'half');
    const said: string[] = [];
    const rows = [
      { sha256: hashOf(1), isQuarantined: false },
      { sha256: hashOf(2), isQuarantined: true },
      { sha256: hashOf(5), isQuarantined: false },
      { sha256: hashOf(6), isQuarantined: true },
    ];
    const swept = await sweepSamples(files, {
      page: async (after) => succeed(after === '' ? rows : []),
      quarantine: async (sha256) => succeed(said.push(`quarantine ${sha256}`)),
      release: async (sha256) => succeed(said.push(`release ${sha256}`)),
    });
    expect(swept).toEqual(succeed({ removedFiles: 1, quarantined: 1, released: 1 }));
    expect(said).toEqual([`release ${hashOf(2)}`, `quarantine ${hashOf(5)}`]);
    expect([...(await files.list())].toSorted()).toEqual([hashOf(1), hashOf(2)].toSorted());
    expect(existsSync(torn)).toBe(false);
  });
});
