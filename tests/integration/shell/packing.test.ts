import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeUnless } from '../../support/lacks.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const require = createRequire(import.meta.url);
const { listPackage }: { listPackage(archive: string): readonly string[] } = createRequire(
  createRequire(require.resolve('electron-builder')).resolve('app-builder-lib/package.json'),
)('@electron/asar');

/** Where Electron's program keeps its fuses: these words, a version, a count, then one letter a fuse. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const asShipped = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, 9]), Buffer.from('1'.repeat(9))]);

/** A folder that the packager takes for Electron: the program in it is its fuses and nothing else. */
async function writeElectron(folder: string): Promise<void> {
  await mkdir(join(folder, 'resources'), { recursive: true });
  await mkdir(join(folder, 'locales'));
  for (const name of [
    'version',
    'LICENSE',
    'LICENSES.chromium.html',
    'chrome-sandbox',
    'locales/en-US.pak',
    'locales/fr.pak',
  ]) {
    await writeFile(join(folder, name), '');
  }
  await writeFile(join(folder, 'electron'), asShipped);
  await chmod(join(folder, 'electron'), 0o755);
}

const lacking =
  process.platform !== 'linux'
    ? 'the stand-in for Electron is made for Linux'
    : existsSync('out/main/shell.js') &&
        existsSync('out/renderer/index.html') &&
        existsSync('native/build/Release/caracal.node')
      ? undefined
      : 'the station is not built, which npm test does';

describeUnless(lacking)('a packed station', () => {
  let temp: Awaited<ReturnType<typeof makeTempFolder>>;
  let app = '';

  beforeAll(async () => {
    temp = await makeTempFolder();
    await writeElectron(join(temp.path, 'electron'));
    const cli = resolve('node_modules/electron-builder/cli.js');
    const config = [
      `-c.electronDist=${join(temp.path, 'electron')}`,
      `-c.directories.output=${join(temp.path, 'dist')}`,
    ];
    await promisify(execFile)(process.execPath, [cli, '--linux', 'dir', ...config]);
    app = join(temp.path, 'dist/linux-unpacked');
  }, 180_000);
  afterAll(() => temp.remove());

  it('holds the program, the pages, the models and the packages with native parts, and nothing else', () => {
    const files = listPackage(join(app, 'resources/app.asar'));
    const packages = files
      .filter((file) => /^\/node_modules\/(@[^/]+\/)?[^/@]+$/.test(file))
      .map((file) => file.slice(14));
    expect(packages.sort()).toEqual(
      [
        '@img/colour',
        `@img/sharp-libvips-linux-${process.arch}`,
        `@img/sharp-linux-${process.arch}`,
        `@seydx/node-av-linux-${process.arch}`,
        'better-sqlite3',
        'detect-libc',
        'node-av',
        'node-record-lpcm16',
        'onnxruntime-common',
        'onnxruntime-node',
        'semver',
        'sharp',
      ].sort(),
    );
    for (const file of [
      'main/shell.js',
      'main/engine.js',
      'main/vision-worker.js',
      'main/speech-worker.js',
      'main/teach-worker.js',
      'main/report-worker.js',
      'main/fonts/inter/files/inter-latin-wght-normal.woff2',
      'preload/bridge.cjs',
      'renderer/index.html',
    ]) {
      expect(files).toContain(`/out/${file}`);
    }
    expect(files).toContain('/models/pcb-defects/model.onnx');
    expect(files).toContain('/resources/recorders/parec.cjs');
    expect(files).toContain('/node_modules/node-record-lpcm16/node_modules/debug/package.json');
    expect(
      files.filter((file) => /\.(map|ts|cc|py)$|\/(tests|native|cloud|resources\/entitlements)\//.test(file)),
    ).toEqual([]);
  });

  it('has its libraries as real files, for this platform alone', () => {
    const unpacked = readdirSync(join(app, 'resources/app.asar.unpacked'), { recursive: true, encoding: 'utf8' });
    const libraries = unpacked.filter((file) => /\.(node|so|dll|dylib)(\.|$)/.test(file));
    expect(libraries.length).toBeGreaterThanOrEqual(6);
    expect(libraries.filter((file) => /darwin|win32|musl/.test(file))).toEqual([]);
    expect(existsSync(join(app, 'resources/native/caracal.node'))).toBe(true);
  });

  it('runs no other code than its own: the fuses are set in the program itself', () => {
    const program = readFileSync(join(app, 'caracal'));
    const fuses = program.subarray(program.indexOf(sentinel) + sentinel.length + 2).toString('latin1');
    // Run as Node, cookies encrypted, NODE_OPTIONS, inspection, archive checked, archive alone, own snapshot, file rights.
    expect(fuses.slice(0, 8)).toBe('01001100');
  });
});
