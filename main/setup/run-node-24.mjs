import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { house, node24 } from './places.mjs';

/**
 * Runs a program under Node 24 with this terminal, passing signals on; resolves with its exit code. A program that was
 * interrupted and did not end well ends this one too, so that Ctrl-C stops a row of them and not only the one that runs.
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, command?: string, cwd?: string }} [options]
 * @returns {Promise<number>}
 */
export function runNode24(args, { env = {}, command = node24(), cwd = house } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } });
    /** @type {NodeJS.Signals | undefined} */
    let interruption;
    // A terminal sends Ctrl-C to the whole group: passing it on would make it two.
    const pass = (/** @type {NodeJS.Signals} */ signal) => {
      interruption = signal;
      if (signal !== 'SIGINT' || process.stdin.isTTY !== true) child.kill(signal);
    };
    // npm that is told to end ends the shell between, and leaves what that had started: the station would run on unseen.
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.env.npm_lifecycle_event === undefined || process.ppid === parent) return;
      clearInterval(watch);
      pass('SIGTERM');
    }, 1000);
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, pass);
    child.on('error', (error) => {
      clearInterval(watch);
      reject(error);
    });
    child.on('close', (ended, signal) => {
      clearInterval(watch);
      for (const name of signals) process.off(name, pass);
      const code = ended ?? 128 + (signal === null ? 0 : constants.signals[signal]);
      if (interruption !== undefined && code !== 0) process.exit(code);
      resolve(code);
    });
  });
}
