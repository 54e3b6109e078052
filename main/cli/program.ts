import { homedir } from 'node:os';
import { chooseDataFolder } from '../engine/data-folder.ts';
import { placesFor } from '../engine/places.ts';
import type { OpenHeadless } from './reach.ts';
import { runCli } from './run.ts';
import { standardInput } from './standard-input.ts';

/** The edge of the command line's process: what was typed, the terminal, signals and the exit code. */
export async function runProgram(entry: string, openHeadless: OpenHeadless): Promise<void> {
  const interrupt = new AbortController();
  // Once: a second Ctrl-C ends the process at once, whatever it waits for.
  process.once('SIGINT', () => interrupt.abort());
  process.once('SIGTERM', () => interrupt.abort());
  // Whoever read the output has gone, as `head` does: there is nobody left to write for.
  process.stdout.on('error', () => process.exit(0));
  process.exitCode = await runCli({
    args: process.argv.slice(2),
    version: placesFor(entry).version,
    stdout: process.stdout,
    stderr: process.stderr,
    dataFolder: (flag) => chooseDataFolder({ flag, env: process.env, platform: process.platform, home: homedir() }),
    openHeadless,
    readValue: standardInput(process.stdin, process.stderr),
    interrupted: interrupt.signal,
  });
}
