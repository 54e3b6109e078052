import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { fail, type Outcome, succeed } from '../../main/domain/outcome.ts';

export const usage = `Usage: npm run cloud -- [run | enrol | revoke | list] [--flags]

Runs the endpoint that stations sync to, or says which stations may. Alone it keeps everything in its data folder;
DATABASE_URL puts its tables on PostgreSQL.

  run                            Run the endpoint; so does no word at all
  enrol --station NAME           Let a station sync, or give it a further key; the key is printed this once
  revoke --station NAME [--key ID]
                                 Shut a station out, or end one of its keys
  list                           Stations that were enrolled, with the ids of their keys

  --data FOLDER     Where the endpoint keeps what it knows; else CARACAL_CLOUD_HOME, else ~/.caracal-cloud
  --port NUMBER     The port to serve at; 7430 by default
  --listen ADDRESS  The address to serve at; this machine alone by default
  --help

Station keys are stored encrypted with CARACAL_CLOUD_SECRET, or with a secret of its own in DATA/cloud.secret.`;

const verbs = ['run', 'enrol', 'revoke', 'list', 'help'] as const;

export interface CloudFlags {
  readonly verb: (typeof verbs)[number];
  readonly data: string | undefined;
  readonly port: number;
  readonly listen: string;
  readonly station: string;
  readonly key: string | undefined;
}

const misused = (thing: string, expected: string, received: string): Outcome<never> =>
  fail('bad_input', { thing, expected, received, remedy: 'See `npm run cloud -- --help`.' });

const options = {
  data: { type: 'string' },
  port: { type: 'string' },
  listen: { type: 'string' },
  station: { type: 'string' },
  key: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Reads what stands after the program's own name. */
export function readFlags(args: readonly string[]): Outcome<CloudFlags> {
  const read = parse(args);
  if (!read.ok) return read;
  const { values, positionals } = read.value;
  const [word = 'run', ...more] = values.help === true ? ['help'] : positionals;
  const verb = verbs.find((known) => known === word);
  if (verb === undefined || more.length > 0)
    return misused('The command', `one of ${verbs.join(', ')}`, positionals.join(' '));
  const port = Number(values.port ?? 7430);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    return misused('--port', 'a number from 0 to 65535', values.port ?? '');
  }
  const listen = values.listen ?? '127.0.0.1';
  if (isIP(listen) === 0 && listen !== 'localhost') return misused('--listen', 'an IP address of this machine', listen);
  const station = values.station?.trim() ?? '';
  if ((verb === 'enrol' || verb === 'revoke') && station === '') return misused('--station', 'a name', 'nothing');
  return succeed({ verb, data: values.data, port, listen, station, key: values.key });
}

function parse(args: readonly string[]) {
  try {
    return succeed(parseArgs({ args: [...args], options, allowPositionals: true }));
  } catch (error) {
    return misused('The command line', 'flags of the endpoint', error instanceof Error ? error.message : 'others');
  }
}
