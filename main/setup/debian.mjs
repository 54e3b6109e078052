import { spawnSync } from 'node:child_process';
import { SetupError } from './places.mjs';
import { runStep } from './run-step.mjs';
import { withoutServices } from './without-services.mjs';

const found = (/** @type {string} */ program) => spawnSync('which', [program], { stdio: 'ignore' }).status === 0;

const env = { DEBIAN_FRONTEND: 'noninteractive' };
const minuteMs = 60_000;
/** A mirror that says nothing is given up; another program that installs is waited for. */
const patience = ['-o', 'Acquire::http::Timeout=30', '-o', 'Acquire::Retries=1', '-o', 'DPkg::Lock::Timeout=300'];

export const commandFor = (/** @type {readonly string[]} */ packages) =>
  `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;

/** Why nothing can be installed from here; undefined where it can. */
export function whyNoInstall() {
  if (!found('apt-get')) return 'there is no apt-get on this system';
  return process.getuid?.() === 0 ? undefined : 'only root may install packages';
}

/** Packages whose names are known, and what they need can be had; asked only after an update. */
export const canInstall = (/** @type {readonly string[]} */ packages) =>
  spawnSync('apt-get', ['install', '-s', '-qq', '--no-install-recommends', ...packages], { stdio: 'ignore' }).status ===
  0;

const apt = (
  /** @type {{ step: string, title: string, args: readonly string[], remedy: string, limitMs?: number }} */ what,
) => runStep({ ...what, command: 'apt-get', args: [...patience, ...what.args], env });

/** @param {string} step @param {string} remedy */
export const updatePackageLists = (step, remedy) =>
  apt({ step, title: 'apt-get update', args: ['update', '-qq'], remedy, limitMs: 5 * minuteMs });

/**
 * Only the download has a limit: a package that is being unpacked must not be torn from its installer.
 * @param {string} step @param {readonly string[]} packages @param {string} remedy @param {string} [root]
 */
export function installPackages(step, packages, remedy, root) {
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  const title = `apt-get install ${packages[0]}${packages.length > 1 ? ` and ${packages.length - 1} more` : ''}`;
  return withoutServices(async () => {
    await apt({ step, title: 'download packages', args: ['--download-only', ...args], remedy, limitMs: 15 * minuteMs });
    await apt({ step, title, args, remedy });
  }, root);
}

/**
 * Sees to it that programs are there: installs their Debian packages when root, else names the one command to run.
 * @param {{ step: string, programs: readonly string[], packages: readonly string[], reason: string }} wanted
 */
export async function haveDebianPackages({ step, programs, packages, reason }) {
  const missing = programs.filter((program) => !found(program));
  if (missing.length === 0) return;
  const obstacle = whyNoInstall();
  const remedy = `Run: ${commandFor(packages)}`;
  if (obstacle !== undefined) {
    const cause = `${missing.join(', ')} not found (${reason}), and ${obstacle}`;
    const other = `Install ${packages.join(' ')} with the means of your system.`;
    throw new SetupError({ step, cause, remedy: found('apt-get') ? remedy : other });
  }
  await updatePackageLists(step, remedy);
  await installPackages(step, packages, remedy);
}
