import { homedir } from 'node:os';
import { systemClock } from '../engine/clock.ts';
import { chooseDataFolder } from '../engine/data-folder.ts';
import { placesFor } from '../engine/places.ts';
import { type KeeperLimits, usualLimits } from './engine-keeper.ts';
import { browserOpener, openBrowser } from './open-browser.ts';
import { runHost } from './run-host.ts';

/** The edge of the host's process: what was typed, the terminal, signals and the exit code. */
export async function runProgram(entry: string, engineFile: string, limits: KeeperLimits = usualLimits): Promise<void> {
  const { version, renderer } = placesFor(entry);
  // A terminal that was closed takes no more lines; the station behind it is still to be stopped in order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const opener = browserOpener({ platform: process.platform, env: process.env });
  process.exitCode = await runHost({
    args: process.argv.slice(2),
    version,
    engineFile,
    rendererFolder: renderer,
    dataFolder: (flag) => chooseDataFolder({ flag, env: process.env, platform: process.platform, home: homedir() }),
    limits,
    clock: systemClock,
    random: Math.random,
    print: (line) => void process.stdout.write(`${line}\n`),
    complain: (line) => void process.stderr.write(`${line}\n`),
    open: opener && ((link) => openBrowser(opener, link)),
    onStop: (stop) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
    },
  });
}
