import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '../engine/clock.ts';
import { listenAgain } from '../engine/doors/http/listen-flags.ts';
import { findStation } from '../serving/local-access.ts';
import { farewell, greeting } from './announce.ts';
import { EngineKeeper, type KeeperLimits } from './engine-keeper.ts';
import { hostHelp, readFlags } from './flags.ts';

/** What takes longer than this is shown to go on. */
const quietMs = 2_000;

export interface HostOptions {
  readonly args: readonly string[];
  readonly version: string;
  readonly engineFile: string;
  readonly rendererFolder: string;
  readonly dataFolder: (flag: string | undefined) => string;
  readonly limits: KeeperLimits;
  readonly clock: Clock;
  readonly random: () => number;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
  /** Opens the link on the desktop; undefined where there is none. */
  readonly open: ((link: string) => void) | undefined;
  /** Called with what stops the host in order, for the signals of the process. */
  readonly onStop: (stop: () => void) => void;
}

/** The browser host from its flags to its exit code. */
export async function runHost(options: HostOptions): Promise<number> {
  const { args, version, print, complain } = options;
  const flags = readFlags(args);
  if (!flags.ok) {
    complain(flags.failure.message);
    return 2;
  }
  if (flags.value.ask !== 'run') {
    print(flags.value.ask === 'help' ? hostHelp : version);
    return 0;
  }
  const { data, name, listen, port, portIsWanted, role, opensBrowser } = flags.value;
  const { engineFile, rendererFolder, limits, clock, random, open, onStop } = options;
  const dataFolder = options.dataFolder(data);
  const sessionKey = randomBytes(32).toString('hex');
  const progress = createProgress(clock, print);
  let address: string | null = null;
  const keeper = new EngineKeeper({
    engineFile,
    start: () => ({
      kind: 'start',
      host: 'browser',
      dataFolder,
      ...(name === undefined ? {} : { name }),
      http: { ...listenAgain(address, { listen, port, portIsWanted }), role, rendererFolder, sessionKey },
    }),
    limits,
    clock,
    random,
    heard: (told) => {
      if (told.kind === 'log') return told.level === 'info' ? undefined : complain(told.line);
      if (told.kind === 'progress') return progress.step(told.step);
      progress.end();
      const isBack = told.address === address;
      address = told.address;
      if (isBack) return print(`The station is back at ${address}; screens reconnect by themselves.`);
      for (const line of greeting(told, listen)) print(line);
      if (opensBrowser && told.link !== null) open?.(told.link);
    },
    restarting: (sentence, delayMs) => {
      complain(`${sentence} It is started again in ${(delayMs / 1000).toFixed(1)} s.`);
    },
  });
  let isStopping = false;
  onStop(() => {
    if (!isStopping) print('Stopping the station.');
    isStopping = true;
    keeper.stop();
  });
  keeper.start();
  const end = await keeper.ended;
  progress.end();
  const other =
    end.kind === 'refused' && end.failure.code === 'wrong_state' ? await findStation(dataFolder) : undefined;
  const { exitCode, sentence } = farewell(end, {
    logFile: join(dataFolder, 'station.log'),
    otherStation: other?.address,
  });
  if (sentence !== '') complain(sentence);
  return exitCode;
}

interface Progress {
  step(name: string): void;
  end(): void;
}

/** Silent while the start is quick; after that, every step as it comes. */
function createProgress(clock: Clock, print: (line: string) => void): Progress {
  let latest = 'starting';
  let isShown = false;
  const cancel = clock.after(quietMs, () => {
    isShown = true;
    print(`Starting the station: ${latest}`);
  });
  return {
    step: (name) => {
      latest = name;
      if (isShown) print(`Starting the station: ${name}`);
    },
    end: cancel,
  };
}
