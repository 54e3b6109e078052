import { spawn } from 'node:child_process';
import { house, node24 } from './places.mjs';

/**
 * Runs a program under Node 24 with this terminal, passing signals on; resolves with its exit code.
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, command?: string, cwd?: string }} [options]
 * @returns {Promise<number>}
 */
export function runNode24(args, { env = {}, command = node24(), cwd = house } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } });
    // A terminal sends Ctrl-C to the whole group: passing it on would make it two.
    const pass = (/** @type {NodeJS.Signals} */ signal) => {
      if (signal !== 'SIGINT' || process.stdin.isTTY !== true) child.kill(signal);
    };
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, pass);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const name of signals) process.off(name, pass);
      resolve(code ?? (signal === null ? 1 : 128));
    });
  });
}
