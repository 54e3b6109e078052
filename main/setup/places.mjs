import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const house = path.resolve(fileURLToPath(new URL('../..', import.meta.url)));

// The program itself, not its entry in .bin: on Windows that is a script, which cannot be started without a shell.
const packaged =
  process.platform === 'win32'
    ? path.join(house, 'node_modules', `node-win-${process.arch}`, 'bin', 'node.exe')
    : path.join(house, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
const newEnough = Number(process.versions.node.split('.')[0]) >= 24;

/** Node 24 comes with the packages where there is a build for the platform; else the Node that runs must be one. */
export function node24() {
  if (existsSync(packaged)) return packaged;
  if (newEnough) return process.execPath;
  throw new SetupError({
    step: 'node',
    cause: `this platform (${process.platform} ${process.arch}) has no packaged Node 24, and Node ${process.versions.node} is running`,
    remedy: 'Install Node 24 and run the same command again.',
  });
}

/** Headers for building the addon: beside the packaged Node, else beside the Node that runs. */
export function nodeHeaders() {
  const beside = path.join(house, 'node_modules', `node-${process.platform}-${process.arch}`);
  return existsSync(path.join(beside, 'include', 'node')) ? beside : path.resolve(process.execPath, '..', '..');
}

/** A step of the set-up that could not be done: which, why, and what the user does now. */
export class SetupError extends Error {
  /** @param {{ step: string, cause: string, remedy: string, output?: string }} facts */
  constructor({ step, cause, remedy, output = '' }) {
    super(`${step}: ${cause}. ${remedy}`);
    this.name = 'SetupError';
    this.reason = cause;
    this.output = output;
  }
}
