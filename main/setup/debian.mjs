import { spawnSync } from 'node:child_process';
import { SetupError } from './places.mjs';
import { runStep } from './run-step.mjs';

const found = (/** @type {string} */ program) => spawnSync('which', [program], { stdio: 'ignore' }).status === 0;

/**
 * Sees to it that programs are there: installs their Debian packages when root, else names the one command to run.
 * @param {{ step: string, programs: readonly string[], packages: readonly string[], reason: string }} wanted
 */
export async function haveDebianPackages({ step, programs, packages, reason }) {
  const missing = programs.filter((program) => !found(program));
  if (missing.length === 0) return;
  const command = `apt-get install -y ${packages.join(' ')}`;
  const remedy = `Run: sudo apt-get update && sudo ${command}`;
  if (!found('apt-get')) {
    throw new SetupError({
      step,
      cause: `${missing.join(', ')} not found (${reason})`,
      remedy: `Install ${packages.join(' ')} with the means of your system.`,
    });
  }
  if (process.getuid?.() !== 0)
    throw new SetupError({ step, cause: `${missing.join(', ')} not found (${reason})`, remedy });
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runStep({ step, title: 'apt-get update', command: 'apt-get', args: ['update', '-qq'], remedy, env });
  await runStep({
    step,
    title: command,
    command: 'apt-get',
    args: ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '-qq', '--no-install-recommends', ...packages],
    remedy,
    env,
  });
}
