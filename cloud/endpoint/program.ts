import { resolve } from 'node:path';
import { z } from 'zod';
import { assertNever } from '../../main/domain/assert-never.ts';
import { fail, type Outcome, succeed } from '../../main/domain/outcome.ts';
import { findStation } from '../../main/serving/local-access.ts';
import { enrolledStation } from '../../preload/contract/cloud.ts';
import { type CloudFlags, readFlags, usage } from './flags.ts';
import { type EndpointOptions, openEndpoint } from './open-endpoint.ts';

export interface ProgramOptions {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly version: string;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
  readonly reportBug: EndpointOptions['reportBug'];
  /** Called with what stops the endpoint in order, for the signals of the process. */
  readonly onStop: (stop: () => void) => void;
}

/** The endpoint's program from what was typed to its exit code. */
export async function runProgram(options: ProgramOptions): Promise<number> {
  const { args, print, complain } = options;
  const flags = readFlags(args);
  if (!flags.ok) {
    complain(flags.failure.message);
    return 2;
  }
  if (flags.value.verb === 'help') {
    print(usage);
    return 0;
  }
  const done = flags.value.verb === 'run' ? await serve(options, flags.value) : await manage(options, flags.value);
  if (done.ok) return 0;
  complain(done.failure.message);
  return 1;
}

function endpointOf({ env, home, version, reportBug }: ProgramOptions, flags: CloudFlags): EndpointOptions {
  return {
    dataFolder: resolve(flags.data ?? (env.CARACAL_CLOUD_HOME || `${home}/.caracal-cloud`)),
    databaseUrl: env.DATABASE_URL || undefined,
    secret: env.CARACAL_CLOUD_SECRET,
    listen: flags.listen,
    port: flags.port,
    version,
    reportBug,
  };
}

async function serve(options: ProgramOptions, flags: CloudFlags): Promise<Outcome<null>> {
  const { print, complain, onStop } = options;
  const opening = endpointOf(options, flags);
  const opened = await openEndpoint(opening);
  if (!opened.ok) return opened;
  const { address, database, close } = opened.value;
  print(
    `The endpoint runs at ${address}, on ${database === 'pglite' ? 'PGlite' : 'PostgreSQL'}, in ${opening.dataFolder}.`,
  );
  print(`What it can be asked: ${address}/api/docs. Enrol a station: npm run cloud -- enrol --station NAME`);
  if (!['127.0.0.1', '::1', 'localhost'].includes(flags.listen)) {
    complain('It listens beyond this machine without encryption: put a proxy with TLS before it.');
  }
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
  onStop(stop);
  await stopped;
  print('Stopping the endpoint.');
  await close();
  return succeed(null);
}

/** Asks the endpoint that runs on the data folder; where none does, one is opened for this question alone. */
async function manage(options: ProgramOptions, flags: CloudFlags): Promise<Outcome<null>> {
  const opening = endpointOf(options, flags);
  const running = await findStation(opening.dataFolder);
  if (running !== undefined) return ask(options, flags, running.address, running.key);
  const opened = await openEndpoint({ ...opening, listen: '127.0.0.1', port: 0 });
  if (!opened.ok) return opened;
  const asked = await ask(options, flags, opened.value.address, opened.value.localKey);
  await opened.value.close();
  return asked;
}

const enrolled = z.object({ stationKey: z.string() });
const refused = z.object({ message: z.string() });

async function ask(
  { print, complain }: ProgramOptions,
  { verb, station, key }: CloudFlags,
  address: string,
  localKey: string,
): Promise<Outcome<null>> {
  const call = async (method: 'GET' | 'POST', path: string, body?: object): Promise<Outcome<unknown>> => {
    const headers = { authorization: `Bearer ${localKey}`, 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${address}${path}`, { method, headers, ...sent }).catch(() => undefined);
    if (response === undefined) return noAnswer(address);
    const answer: unknown = await response.json();
    if (response.ok) return succeed(answer);
    const message = refused.safeParse(answer).data?.message ?? `status ${response.status}`;
    return { ok: false, failure: { ...notDone, message } };
  };
  switch (verb) {
    case 'enrol': {
      const answer = await call('POST', '/api/stations', { name: station });
      if (!answer.ok) return answer;
      complain('The key of the station, shown this once. Paste it into the settings of the station:');
      print(enrolled.parse(answer.value).stationKey);
      return succeed(null);
    }
    case 'revoke': {
      const path = `/api/stations/${encodeURIComponent(station)}/revoke`;
      const answer = await call('POST', path, key === undefined ? {} : { key });
      if (!answer.ok) return answer;
      const left = enrolledStation.parse(answer.value);
      print(`${left.name}: ${left.keys.length === 0 ? 'shut out' : `keys left: ${left.keys.join(', ')}`}`);
      return succeed(null);
    }
    case 'list': {
      const answer = await call('GET', '/api/stations');
      if (!answer.ok) return answer;
      const stations = z.array(enrolledStation).parse(answer.value);
      for (const { id, name, keys } of stations) print(`${id}\t${name}\t${keys.join(', ') || 'shut out'}`);
      if (stations.length === 0) complain('No station is enrolled yet.');
      return succeed(null);
    }
    case 'run':
    case 'help':
      throw new Error(`Expected a question to the endpoint, got ${verb}`);
    default:
      return assertNever(verb);
  }
}

const noAnswer = (address: string): Outcome<never> =>
  fail('unreachable', {
    thing: `The endpoint at ${address}`,
    expected: 'an answer',
    received: 'none',
    remedy: 'See that it still runs.',
  });

const notDone = {
  code: 'wrong_state',
  thing: 'the request',
  expected: 'to be done',
  remedy: 'See the message.',
} as const;
