import { type Role, roles } from '../../preload/contract/capability.ts';
import { nearest } from '../domain/nearest.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { type ListenFlags, listenFlags, listenHelp, usualListening } from '../engine/doors/http/listen-flags.ts';

export interface HostFlags extends ListenFlags {
  readonly ask: 'run' | 'help' | 'version';
  readonly data: string | undefined;
  readonly name: string | undefined;
  readonly role: Role;
  readonly opensBrowser: boolean;
}

const usual: HostFlags = {
  ask: 'run',
  data: undefined,
  name: undefined,
  ...usualListening,
  role: 'admin',
  opensBrowser: true,
};

export const hostHelp = `Usage: npm start -- [--flags]

Runs the station and serves its screens to a browser.

  --data FOLDER     Where the station keeps what it knows; else CARACAL_HOME, else the usual place
  --name NAME       What a station is called that has no name yet; later it is renamed in its settings
${listenHelp}
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
  ...listenFlags,
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
  if (name === '--kiosk') return misused(name, 'a flag of the browser host', 'one of the window that Electron opens');
  const known = [...Object.keys(values), ...Object.keys(switches)];
  const near = nearest(name, known);
  const remedy = near === undefined ? 'See `npm start -- --help`.' : `Did you mean ${near}?`;
  return fail('bad_input', { thing: 'The command line', expected: 'a flag of the station', received: name, remedy });
}
