import { isIP } from 'node:net';
import { type Role, roles } from '../../preload/contract/capability.ts';
import { nearest } from '../domain/nearest.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { defaultPort } from '../serving/listen.ts';

export interface HostFlags {
  readonly ask: 'run' | 'help' | 'version';
  readonly data: string | undefined;
  readonly name: string | undefined;
  readonly listen: string;
  readonly port: number;
  /** A port that was named is taken or refused; the usual one may be stepped over. */
  readonly portIsWanted: boolean;
  readonly role: Role;
  readonly opensBrowser: boolean;
}

const usual: HostFlags = {
  ask: 'run',
  data: undefined,
  name: undefined,
  listen: '127.0.0.1',
  port: defaultPort,
  portIsWanted: false,
  role: 'admin',
  opensBrowser: true,
};

export const hostHelp = `Usage: npm start -- [--flags]

Runs the station and serves its screens to a browser.

  --data FOLDER     Where the station keeps what it knows; else CARACAL_HOME, else the usual place
  --name NAME       What the station is called
  --port NUMBER     The port to serve at; ${defaultPort} by default, or a free one where that is taken
  --listen ADDRESS  The address to serve at; this machine alone by default
  --role ROLE       The role that the printed link lets in: ${roles.join(', ')}; admin by default
  --no-open         Do not open a browser
  --browser         Serve to a browser even where Electron is installed
  --help, --version`;

const switches: Readonly<Record<string, Partial<HostFlags>>> = {
  '--help': { ask: 'help' },
  '-h': { ask: 'help' },
  '--version': { ask: 'version' },
  '--no-open': { opensBrowser: false },
  '--browser': {},
};

type ReadValue = (value: string) => Outcome<Partial<HostFlags>>;
const misused = (thing: string, expected: string, received: string): Outcome<never> =>
  fail('bad_input', { thing, expected, received, remedy: 'See `npm start -- --help`.' });

const text =
  (flag: 'data' | 'name'): ReadValue =>
  (value) =>
    value.trim() === '' ? misused(`--${flag}`, 'a text', 'an empty one') : succeed({ [flag]: value });

const values: Readonly<Record<string, ReadValue>> = {
  '--data': text('data'),
  '--name': text('name'),
  '--port': (value) => {
    const port = Number(value);
    const isPort = /^\d{1,5}$/.test(value) && port <= 65_535;
    return isPort ? succeed({ port, portIsWanted: true }) : misused('--port', 'a number from 0 to 65535', value);
  },
  '--listen': (value) => {
    const isAddress = isIP(value) !== 0 || value === 'localhost';
    return isAddress ? succeed({ listen: value }) : misused('--listen', 'an IP address of this machine', value);
  },
  '--role': (value) => {
    const role = roles.find((known) => known === value);
    return role === undefined ? misused('--role', `one of ${roles.join(', ')}`, value) : succeed({ role });
  },
};

/** Reads what stands after the program's own name. */
export function readFlags(args: readonly string[]): Outcome<HostFlags> {
  let flags = usual;
  for (let index = 0; index < args.length; index += 1) {
    const [name = '', ...attached] = (args[index] ?? '').split('=');
    const known = Object.hasOwn(switches, name) ? switches[name] : undefined;
    if (known !== undefined) {
      if (attached.length > 0) return misused(name, 'no value after it', attached.join('='));
      flags = { ...flags, ...known };
      continue;
    }
    const read = Object.hasOwn(values, name) ? values[name] : undefined;
    if (read === undefined) return unknownFlag(name);
    if (attached.length === 0) index += 1;
    const given = attached.length > 0 ? attached.join('=') : args[index];
    if (given === undefined) return misused(name, 'a value after it', 'nothing');
    const change = read(given);
    if (!change.ok) return change;
    flags = { ...flags, ...change.value };
  }
  return succeed(flags);
}

function unknownFlag(name: string): Outcome<never> {
  const known = [...Object.keys(values), ...Object.keys(switches)];
  const near = nearest(name, known);
  const remedy = near === undefined ? 'See `npm start -- --help`.' : `Did you mean ${near}?`;
  return fail('bad_input', { thing: 'The command line', expected: 'a flag of the station', received: name, remedy });
}
