import { fail, type Outcome, succeed } from '../domain/outcome.ts';

export interface LaunchFlags {
  readonly kiosk: boolean;
  /** Undefined for the station's usual place. */
  readonly dataFolder: string | undefined;
}

/** Switches of Chromium and Node that reach the program beside its own, set by desktops, test drivers and support. */
const passedThrough: ReadonlySet<string> = new Set([
  'allow-file-access-from-files',
  'disable-gpu',
  'disable-dev-shm-usage',
  'enable-features',
  'enable-logging',
  'force-device-scale-factor',
  'force-renderer-accessibility',
  'inspect',
  'lang',
  'no-sandbox',
  'original-process-start-time',
  'ozone-platform',
  'ozone-platform-hint',
  'password-store',
  'remote-debugging-port',
  'touch-events',
  'user-data-dir',
]);

const usage = 'Use --kiosk and --data=FOLDER, or start without flags';

/** Reads what stands after the program's own name. */
export function readFlags(args: readonly string[]): Outcome<LaunchFlags> {
  let flags: LaunchFlags = { kiosk: false, dataFolder: undefined };
  for (const arg of args) {
    const [, name = '', value] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name === 'kiosk' && value === undefined) flags = { ...flags, kiosk: true };
    else if (name === 'data' && value !== undefined && value !== '') flags = { ...flags, dataFolder: value };
    else if (name === '' ? arg.startsWith('-') && !arg.startsWith('-psn_') : !passedThrough.has(name)) {
      return fail('bad_input', {
        thing: 'The command line',
        expected: '--kiosk or --data=FOLDER',
        received: arg,
        remedy: usage,
      });
    }
  }
  return succeed(flags);
}
