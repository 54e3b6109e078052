import { isIP } from 'node:net';
import { fail, type Outcome, succeed } from '../../../domain/outcome.ts';
import { defaultPort } from '../../../serving/listen.ts';

/** Where the station listens for pages of browsers and for the command line. */
export interface ListenFlags {
  readonly listen: string;
  readonly port: number;
  /** A port that was named is taken or refused; the usual one may be stepped over. */
  readonly portIsWanted: boolean;
}

export const usualListening: ListenFlags = { listen: '127.0.0.1', port: defaultPort, portIsWanted: false };

const misused = (thing: string, expected: string, received: string): Outcome<never> =>
  fail('bad_input', { thing, expected, received, remedy: 'See `npm start -- --help`.' });

/** The values of --port and --listen, the same under both hosts. */
export const listenFlags = {
  '--port': (value: string): Outcome<Partial<ListenFlags>> => {
    const port = Number(value);
    const isPort = /^\d{1,5}$/.test(value) && port <= 65_535;
    return isPort ? succeed({ port, portIsWanted: true }) : misused('--port', 'a number from 0 to 65535', value);
  },
  '--listen': (value: string): Outcome<Partial<ListenFlags>> => {
    const isAddress = isIP(value) !== 0 || value === 'localhost';
    return isAddress ? succeed({ listen: value }) : misused('--listen', 'an IP address of this machine', value);
  },
} as const;

export const listenHelp = `  --port NUMBER     The port to serve at; ${defaultPort} by default, or a free one where that is taken
  --listen ADDRESS  The address to serve at; this machine alone by default`;

/** A port that was left to the machine is asked for again after a restart: screens look for the station there. */
export function listenAgain(address: string | null, wish: ListenFlags): ListenFlags {
  const isNamed = wish.portIsWanted && wish.port !== 0;
  if (isNamed || address === null) return wish;
  return { ...wish, port: Number(new URL(address).port), portIsWanted: false };
}

/** For the person who opened the station to the network. */
export const openNetworkNote =
  'Other machines can reach it, unencrypted: serve like this only on a network that you trust.';
