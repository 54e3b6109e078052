import { existsSync } from 'node:fs';
import path from 'node:path';
import { haveDebianPackages } from './debian.mjs';
import { fingerprint, isFresh, markFresh } from './fingerprint.mjs';
import { holdSetupLock } from './lock.mjs';
import { house, node24, nodeHeaders, SetupError } from './places.mjs';
import { withPlainPath } from './plain-path.mjs';
import { runStep } from './run-step.mjs';

function checkNode() {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major >= 20) return;
  throw new SetupError({
    step: 'node',
    cause: `Node 20 or newer is expected, this is ${process.versions.node}`,
    remedy: 'Install a newer Node; from there on the station brings its own Node 24.',
  });
}

/**
 * One step of the set-up: done where its stamp names the inputs of now.
 * @typedef {{ stamp: string, print: () => string, isThere?: () => boolean, work: () => Promise<void> }} Step
 */

/** @type {Step} Packages, exactly as locked; no package runs a script of its own. */
const packages = {
  stamp: 'node_modules/.caracal-packages',
  print: () => fingerprint(['package-lock.json', '.npmrc'], [process.platform, process.arch]),
  work: () => {
    // Under another package manager its program stands there; the lock file is npm's.
    const started = process.env.npm_execpath;
    const npm = started !== undefined && /npm-cli\.c?js$/.test(started) ? started : undefined;
    // Whatever the environment leaves out elsewhere: the station is built here.
    const args = ['ci', '--ignore-scripts', '--no-fund', '--no-audit', '--include=dev', '--include=optional'];
    return runStep({
      step: 'packages',
      title: 'npm ci',
      command: npm === undefined ? 'npm' : process.execPath,
      args: npm === undefined ? args : [npm, ...args],
      remedy:
        'Check that the package registry can be reached and that the disk has 2 GB free, then run the same command again.',
      env: { ONNXRUNTIME_NODE_INSTALL: 'skip', ELECTRON_SKIP_BINARY_DOWNLOAD: '1' },
    });
  },
};

/** @type {Step} */
const native = {
  stamp: 'native/build/.caracal-native',
  print: () => fingerprint(['native/src', 'native/binding.gyp', 'package-lock.json'], [process.platform, process.arch]),
  isThere: () => existsSync(path.join(house, 'native/build/Release/caracal.node')),
  work: async () => {
    if (process.platform === 'linux') {
      await haveDebianPackages({
        step: 'compiler',
        programs: ['g++', 'make', 'python3'],
        packages: ['g++', 'make', 'python3'],
        reason: 'they build native/',
      });
    }
    await withPlainPath(nodeHeaders(), (headers) =>
      runStep({
        step: 'native',
        title: 'node-gyp rebuild',
        command: node24(),
        args: ['node_modules/node-gyp/bin/node-gyp.js', 'rebuild', '-C', 'native'],
        // Not as a flag: node-gyp would take the place that somebody's npm settings name before it.
        env: { npm_package_config_node_gyp_nodedir: headers },
        remedy: 'The compiler needs C++17: see "Troubleshooting" in README.md.',
      }),
    );
  },
};

/** @type {Step} */
const build = {
  stamp: 'out/.caracal-build',
  print: () => fingerprint(['main', 'preload', 'renderer', 'native/lib', 'vite.config.ts', 'package-lock.json']),
  work: async () => {
    const remedy = 'This is a fault in the sources: `npm run check` tells more.';
    const vite = (/** @type {string} */ what, /** @type {readonly string[]} */ config) =>
      runStep({
        step: 'build',
        title: `build ${what}`,
        command: node24(),
        args: ['node_modules/vite/bin/vite.js', 'build', ...config],
        remedy,
      });
    await Promise.all([
      vite('station', []),
      vite('bridge', ['-c', 'preload/vite.config.ts']),
      vite('pages', ['-c', 'renderer/vite.config.ts']),
    ]);
  },
};

const isDone = (/** @type {Step} */ { stamp, print, isThere = () => true }) => isFresh(stamp, print()) && isThere();

/** What is done already needs no lock, so that a station set up by one account can be run by another. */
async function take(/** @type {readonly Step[]} */ steps) {
  checkNode();
  if (steps.every(isDone)) return;
  await holdSetupLock(async () => {
    for (const step of steps) {
      if (isDone(step)) continue;
      const print = step.print();
      await step.work();
      markFresh(step.stamp, print);
    }
  });
}

export const preparePackages = () => take([packages]);

/** Brings a checkout to a station that can start; does nothing where nothing changed. */
export const prepareStation = () => take([packages, native, build]);
