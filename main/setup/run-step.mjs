import { spawn } from 'node:child_process';
import { house, SetupError } from './places.mjs';

const keptAtStart = 20;
const keptAtEnd = 40;
const quietMs = 2000;
const repeatMs = 10_000;

/** Says that a step goes on: one moving line on a terminal, a line every ten seconds elsewhere. */
function startProgress(/** @type {string} */ title) {
  const begun = Date.now();
  const terminal = process.stderr.isTTY === true;
  /** @type {NodeJS.Timeout | undefined} */
  let repeat;
  const tell = () => {
    const text = `  ${title}: ${Math.round((Date.now() - begun) / 1000)} s`;
    process.stderr.write(terminal ? `\r\x1b[K${text}` : `${text}\n`);
  };
  const first = setTimeout(() => {
    tell();
    repeat = setInterval(tell, terminal ? 1000 : repeatMs);
  }, quietMs);
  return (/** @type {string} */ end) => {
    clearTimeout(first);
    clearInterval(repeat);
    const seconds = (Date.now() - begun) / 1000;
    process.stderr.write(`${terminal ? '\r\x1b[K' : ''}  ${title}: ${end} (${seconds.toFixed(1)} s)\n`);
  };
}

/**
 * Runs one command of a step; its output is kept and shown only when it fails.
 * @param {{ step: string, title: string, command: string, args: readonly string[], remedy: string, env?: NodeJS.ProcessEnv, cwd?: string, limitMs?: number }} what
 * @returns {Promise<void>}
 */
export function runStep({ step, title, command, args, remedy, env = {}, cwd = house, limitMs }) {
  const finish = startProgress(title);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    /** @type {string[]} */
    const lines = [];
    const keep = (/** @type {Buffer} */ chunk) => {
      lines.push(...chunk.toString().split('\n'));
      if (lines.length > keptAtStart + keptAtEnd) lines.splice(keptAtStart, lines.length - keptAtStart - keptAtEnd);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    // Otherwise it would go on alone, and the next set-up would work beside it.
    let isInterrupted = false;
    const pass = (/** @type {NodeJS.Signals} */ signal) => {
      isInterrupted = true;
      child.kill(signal);
    };
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, pass);
    let isLate = false;
    const giveUp = () => {
      isLate = true;
      child.kill();
    };
    const limit = limitMs === undefined ? undefined : setTimeout(giveUp, limitMs);
    const letGo = () => {
      clearTimeout(limit);
      for (const signal of signals) process.off(signal, pass);
    };
    const refuse = (/** @type {string} */ cause) => {
      letGo();
      finish('failed');
      if (isInterrupted) reject(new SetupError({ step, cause: 'interrupted', remedy: 'Run the same command again.' }));
      else reject(new SetupError({ step, cause, remedy, output: lines.join('\n').trim() }));
    };
    child.on('error', (error) => refuse(error.message));
    child.on('close', (code, signal) => {
      if (isLate) return refuse(`\`${title}\` was not done within ${(limitMs ?? 0) / 1000} s`);
      if (code !== 0) return refuse(`\`${title}\` ended with ${signal ?? `code ${code}`}`);
      letGo();
      finish('done');
      resolve();
    });
  });
}
