import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { describeUnless, whyNotLinux } from '../../support/lacks.ts';

interface Need {
  readonly name: string;
  readonly neededBy: string;
  readonly packages: readonly string[];
  readonly isThere: () => boolean;
}
interface Lack {
  readonly need: Need;
  readonly reason: string;
}
interface Setup {
  prepareTests(needs: readonly Need[], root: string): Promise<Lack[]>;
  describeLacks(lacks: readonly Lack[]): string[];
}
const { prepareTests, describeLacks }: Setup = await import(
  new URL('../../../main/setup/prepare-tests.mjs', import.meta.url).href
);

let root: string;
const at = (...parts: readonly string[]): string => path.join(root, ...parts);
const lines = (file: string): string[] =>
  existsSync(at(file)) ? readFileSync(at(file), 'utf8').trim().split('\n') : [];

/** An apt-get that installs a package by a file of its name, as PostgreSQL's does with its cluster beside. */
const apt = `#!/bin/sh
cd "$(dirname "$0")/.."
echo "$*" >> calls
case "$*" in *unknown*) echo "Unable to locate package" >&2; exit 100;; esac
case "$*" in *" -s "*|*--download-only*|update*|*" update "*) exit 0;; esac
test -f broken && exit 1
usr/sbin/policy-rc.d; echo $? > policy-said
mkdir -p etc/postgresql/15/main && echo auto > etc/postgresql/15/main/start.conf
for word; do touch "have-$word" 2> /dev/null; done
exit 0
`;

const need = (name: string, ...packages: readonly string[]): Need => ({
  name,
  neededBy: `tests of ${name}`,
  packages,
  isThere: () => packages.every((each) => existsSync(at(`have-${each}`))),
});

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'caracal-apt-'));
  for (const folder of ['bin', 'usr/sbin', 'etc/postgresql/13/main']) mkdirSync(at(folder), { recursive: true });
  writeFileSync(at('bin/apt-get'), apt);
  chmodSync(at('bin/apt-get'), 0o755);
  writeFileSync(at('etc/postgresql/13/main/start.conf'), 'auto\n');
  vi.stubEnv('PATH', `${at('bin')}:${process.env.PATH}`);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.spyOn(console, 'error').mockReturnValue(undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await rm(root, { recursive: true, force: true });
});

describeUnless(whyNotLinux)('what tests need of the system', () => {
  it('is asked for nothing where all is there', async () => {
    writeFileSync(at('have-db'), '');
    expect(await prepareTests([need('PostgreSQL', 'db')], root)).toEqual([]);
    expect(lines('calls')).toEqual([]);
  });

  describe('as root', () => {
    beforeEach(() => void vi.spyOn(process, 'getuid').mockReturnValue(0));

    it('is installed in one go, and none of it starts a service, now or with the machine', async () => {
      expect(await prepareTests([need('PostgreSQL', 'db'), need('sound', 'a', 'b')], root)).toEqual([]);
      expect(lines('calls').filter((call) => / install -y .* db a b$/.test(call))).toHaveLength(2);
      expect(lines('policy-said')).toEqual(['101']);
      expect(existsSync(at('usr/sbin/policy-rc.d'))).toBe(false);
      expect(lines('etc/postgresql/15/main/start.conf')).toEqual(['manual']);
      expect(lines('etc/postgresql/13/main/start.conf')).toEqual(['auto']);
    });

    it('leaves a policy that the machine has as it is', async () => {
      writeFileSync(at('usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 });
      await prepareTests([need('PostgreSQL', 'db')], root);
      expect(lines('usr/sbin/policy-rc.d')).toEqual(['#!/bin/sh', 'exit 101']);
    });

    it('lacks what this release does not have, and has the rest', async () => {
      const lacks = await prepareTests([need('PostgreSQL', 'db'), need('an RTSP server', 'unknown-gst')], root);
      expect(describeLacks(lacks)).toEqual([
        'No RTSP server (apt-get has no way to install unknown-gst): skips tests of an RTSP server',
        'To run these too: sudo apt-get update && sudo apt-get install -y --no-install-recommends unknown-gst',
      ]);
    });

    it('says what the installer said where it fails, and leaves no policy behind', async () => {
      writeFileSync(at('broken'), '');
      const [lack] = await prepareTests([need('PostgreSQL', 'db')], root);
      expect(lack?.reason).toBe('`apt-get install db` ended with code 1');
      expect(existsSync(at('usr/sbin/policy-rc.d'))).toBe(false);
    });
  });

  it('is one command to run for who is not root, and nothing is tried', async () => {
    vi.spyOn(process, 'getuid').mockReturnValue(1000);
    const lacks = await prepareTests([need('PostgreSQL', 'db'), need('sound', 'a')], root);
    expect(describeLacks(lacks).at(-1)).toMatch(/^To run these too: sudo apt-get update && .* db a$/);
    expect(lines('calls')).toEqual([]);
  });
});
