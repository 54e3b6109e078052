import { nearest } from '../domain/nearest.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { type ListenFlags, listenFlags, listenHelp, usualListening } from '../engine/doors/http/listen-flags.ts';

export interface LaunchFlags extends ListenFlags {
  readonly ask: 'run' | 'help' | 'version';
  readonly kiosk: boolean;
  /** Undefined for the station's usual place. */
  readonly data: string | undefined;
  /** For a station that has no name yet. */
  readonly name: string | undefined;
}

export const shellHelp = `Usage: npm start -- [--flags]

Opens the station in a window of its own.

  --data FOLDER     Where the station keeps what it knows; else CARACAL_HOME, else the usual place
  --name NAME       What the station is called
${listenHelp}
  --kiosk           Fill the screen and let nobody out of it
  --browser         Serve to a browser instead; --help with it tells the flags for that
  --help, --version`;

const switches: Readonly<Record<string, Partial<LaunchFlags>>> = {
  '--kiosk': { kiosk: true },
  '--help': { ask: 'help' },
  '-h': { ask: 'help' },
  '--version': { ask: 'version' },
};
const misused = (thing: string, expected: string, received: string, remedy = 'See `npm start -- --help`.') =>
  fail('bad_input', { thing, expected, received, remedy });

const text =
  (flag: 'data' | 'name') =>
  (value: string): Outcome<Partial<LaunchFlags>> =>
    value.trim() === '' ? misused(`--${flag}`, 'a value after it', 'nothing') : succeed({ [flag]: value });

const values: Readonly<Record<string, (value: string) => Outcome<Partial<LaunchFlags>>>> = {
  '--data': text('data'),
  '--name': text('name'),
  ...listenFlags,
};
const ofBrowserHost: ReadonlySet<string> = new Set(['--role', '--no-open']);

/** Switches of Chromium and Node that reach the program beside its own, set by desktops, test drivers and support. */
const passedThrough: ReadonlySet<string> = new Set([
  '--allow-file-access-from-files',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--enable-features',
  '--enable-logging',
  '--force-device-scale-factor',
  '--force-renderer-accessibility',
  '--inspect',
  '--lang',
  '--no-sandbox',
  '--original-process-start-time',
  '--ozone-platform',
  '--ozone-platform-hint',
  '--password-store',
  '--remote-debugging-port',
  '--touch-events',
  '--user-data-dir',
]);

/** Reads what stands after the program's own name. */
export function readFlags(args: readonly string[]): Outcome<LaunchFlags> {
  let flags: LaunchFlags = { ask: 'run', kiosk: false, data: undefined, name: undefined, ...usualListening };
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    // The folder of the program itself, or what a desktop adds, is not a flag.
    if (!arg.startsWith('-') || arg.startsWith('-psn_')) continue;
    const [name = '', ...attached] = arg.split('=');
    if (passedThrough.has(name)) continue;
    const known = Object.hasOwn(switches, name) ? switches[name] : undefined;
    const read = Object.hasOwn(values, name) ? values[name] : undefined;
    if (known !== undefined) {
      if (attached.length > 0) return misused(name, 'no value after it', attached.join('='));
      flags = { ...flags, ...known };
    } else if (read !== undefined) {
      if (attached.length === 0) index += 1;
      const given = attached.length > 0 ? attached.join('=') : args[index];
      if (given === undefined) return misused(name, 'a value after it', 'nothing');
      const change = read(given);
      if (!change.ok) return change;
      flags = { ...flags, ...change.value };
    } else return unknown(name);
  }
  return succeed(flags);
}

function unknown(name: string): Outcome<never> {
  if (ofBrowserHost.has(name)) {
    return misused('The command line', 'a flag of the window', name, 'It is for the browser host: add --browser.');
  }
  const near = nearest(name, [...Object.keys(switches), ...Object.keys(values), '--browser']);
  const remedy = near === undefined ? undefined : `Did you mean ${near}?`;
  return misused('The command line', 'a flag of the station', name, remedy);
}
