import { assertNever } from '../domain/assert-never.ts';
import { openNetworkNote } from '../engine/doors/http/listen-flags.ts';
import { isLoopback } from '../engine/doors/http/network-guard.ts';
import type { FromEngine } from '../engine/host-protocol.ts';
import type { KeeperEnd } from './engine-keeper.ts';

type Ready = Extract<FromEngine, { kind: 'ready' }>;

/** What the person at the terminal reads once the station runs. */
export function greeting({ address, link, note }: Ready, listen: string): readonly string[] {
  const open = isLoopback(listen) ? [] : [openNetworkNote];
  return [
    ...(note === '' ? [] : [note]),
    `Caracal runs at ${address ?? 'no address'}`,
    `Open ${link ?? 'the address'} (lets one screen in, once)`,
    ...open,
    'Ctrl-C stops it.',
  ];
}

interface Farewell {
  readonly exitCode: number;
  /** Empty where all went as asked. */
  readonly sentence: string;
}

interface Place {
  readonly logFile: string;
  /** Where the station that holds the data folder can be reached, if one does. */
  readonly otherStation: string | undefined;
}

export function farewell(end: KeeperEnd, { logFile, otherStation }: Place): Farewell {
  switch (end.kind) {
    case 'stopped':
      if (end.inTime) return { exitCode: 0, sentence: '' };
      return {
        exitCode: 1,
        sentence: `The station did not stop in time and was ended; ${logFile} says where it waited.`,
      };
    case 'refused': {
      const where =
        otherStation === undefined
          ? ''
          : ` It runs at ${otherStation}; \`npx caracal access invite --role operator\` makes a link to it.`;
      return { exitCode: 1, sentence: `${end.failure.message}${where}` };
    }
    case 'gave up': {
      const tail = end.tail.trim() === '' ? '' : `\n${end.tail.trim()}`;
      const sentence = `The station's engine ended ${end.exits} times within a minute, last with ${end.last}; ${logFile} says why. Mend that and start it again.`;
      return { exitCode: 1, sentence: `${sentence}${tail}` };
    }
    default:
      return assertNever(end);
  }
}
