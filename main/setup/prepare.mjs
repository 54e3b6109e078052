import { existsSync } from 'node:fs';
import path from 'node:path';
import { haveDebianPackages } from './debian.mjs';
import { fingerprint, isFresh, markFresh } from './fingerprint.mjs';
import { holdSetupLock } from './lock.mjs';
import { house, node24, nodeHeaders, SetupError } from './places.mjs';
import { runStep } from './run-step.mjs';

const packagesStamp = 'node_modules/.caracal-packages';
const nativeStamp = 'native/build/.caracal-native';
const buildStamp = 'out/.caracal-build';

function checkNode() {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major >= 20) return;
  throw new SetupError({
    step: 'node',
    cause: `Node 20 or newer is expected, this is ${process.versions.node}`,
    remedy: 'Install a newer Node; from there on the station brings its own Node 24.',
  });
}

/** Packages, exactly as locked; no package runs a script of its own. */
async function installPackages() {
  const print = fingerprint(['package-lock.json', '.npmrc'], [process.platform, process.arch]);
  if (isFresh(packagesStamp, print)) return;
  const npm = process.env.npm_execpath;
  const args = ['ci', '--ignore-scripts', '--no-fund', '--no-audit'];
  await runStep({
    step: 'packages',
    title: 'npm ci',
    command: npm === undefined ? 'npm' : process.execPath,
    args: npm === undefined ? args : [npm, ...args],
    remedy:
      'Check that the package registry can be reached and that the disk has 2 GB free, then run the same command again.',
    env: { ONNXRUNTIME_NODE_INSTALL: 'skip', ELECTRON_SKIP_BINARY_DOWNLOAD: '1' },
  });
  markFresh(packagesStamp, print);
}

async function buildNative() {
  const print = fingerprint(
    ['native/src', 'native/binding.gyp', 'package-lock.json'],
    [process.platform, process.arch],
  );
  if (isFresh(nativeStamp, print) && existsSync(path.join(house, 'native/build/Release/caracal.node'))) return;
  if (process.platform === 'linux') {
    await haveDebianPackages({
      step: 'compiler',
      programs: ['g++', 'make', 'python3'],
      packages: ['g++', 'make', 'python3'],
      reason: 'they build native/',
    });
  }
  await runStep({
    step: 'native',
    title: 'node-gyp rebuild',
    command: node24(),
    args: ['node_modules/node-gyp/bin/node-gyp.js', 'rebuild', '-C', 'native', '--nodedir', nodeHeaders()],
    remedy: 'The compiler needs C++17: see "Troubleshooting" in README.md.',
  });
  markFresh(nativeStamp, print);
}

async function buildStation() {
  const print = fingerprint(['main', 'preload', 'renderer', 'native/lib', 'vite.config.ts', 'package-lock.json']);
  if (isFresh(buildStamp, print)) return;
  const remedy = 'This is a fault in the sources: `npm run check` tells more.';
  const vite = 'node_modules/vite/bin/vite.js';
  await Promise.all([
    runStep({ step: 'build', title: 'build station', command: node24(), args: [vite, 'build'], remedy }),
    runStep({
      step: 'build',
      title: 'build bridge',
      command: node24(),
      args: [vite, 'build', '-c', 'preload/vite.config.ts'],
      remedy,
    }),
    runStep({
      step: 'build',
      title: 'build pages',
      command: node24(),
      args: [vite, 'build', '-c', 'renderer/vite.config.ts'],
      remedy,
    }),
  ]);
  markFresh(buildStamp, print);
}

export async function preparePackages() {
  checkNode();
  await holdSetupLock(installPackages);
}

/** Brings a checkout to a station that can start; does nothing where nothing changed. */
export async function prepareStation() {
  checkNode();
  await holdSetupLock(async () => {
    await installPackages();
    await buildNative();
    await buildStation();
  });
}

/** What the browser tests need on top. */
export async function prepareBrowser() {
  if (process.env.CARACAL_CHROMIUM !== undefined) return;
  await haveDebianPackages({
    step: 'browser',
    programs: ['chromium'],
    packages: ['chromium', 'fonts-liberation'],
    reason: 'the browser tests drive it; CARACAL_CHROMIUM may name another',
  });
}
