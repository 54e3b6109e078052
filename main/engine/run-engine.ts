import { type Failure, failure, type Outcome, succeed } from '../domain/outcome.ts';
import { createLocalAccess } from '../serving/local-access.ts';
import { systemClock } from './clock.ts';
import { type Engine, openEngine } from './compose.ts';
import { prepareDataFolder } from './data-folder.ts';
import { engineStart, engineStop, stationStopMs } from './deadlines.ts';
import { startHttpServer } from './doors/http/server.ts';
import { createPortDoor, serveFramePort } from './doors/port.ts';
import type { HostChannel } from './host-channel.ts';
import type { FromEngine, HttpOptions, ToEngine } from './host-protocol.ts';
import { Lifecycle } from './lifecycle.ts';
import { type Log, openLog } from './log.ts';
import type { Places } from './places.ts';
import type { WorkerLauncher } from './workers/launcher.ts';

export interface EngineProgram {
  readonly channel: HostChannel;
  readonly places: Places;
  readonly launcher: WorkerLauncher;
  readonly modelsFrom: string | undefined;
  /** The store may grow to this; unlimited where absent. */
  readonly mostStoreBytes?: number | undefined;
  readonly broken: (error: Error) => void;
}

export interface RunningEngine {
  readonly log: Log;
  close(): Promise<void>;
}

type Start = Extract<ToEngine, { kind: 'start' }>;

/** The station and its doors as the host asked for them; the host hears how it went. */
export async function runEngine(program: EngineProgram, start: Start): Promise<Outcome<RunningEngine>> {
  const { channel } = program;
  const folder = await prepareDataFolder(start.dataFolder);
  if (!folder.ok) return refuse(channel, folder.failure);
  const log = openLog({ folder: start.dataFolder });
  const lifecycle = new Lifecycle(systemClock, (part) => log.error({ part }, 'did not stop in time'));
  const engine = await lifecycle.start({
    name: 'station',
    startDeadlineMs: engineStart.station,
    stopDeadlineMs: stationStopMs,
    start: () =>
      openEngine({ ...program, ...start, log, progress: (step) => channel.tell({ kind: 'progress', step }) }),
    stop: (opened) => opened.close(),
  });
  if (!engine.ok) return refuse(channel, engine.failure, log);
  const told = await openDoors(program, start, engine.value, lifecycle);
  if (!told.ok) return refuse(channel, told.failure, log);
  channel.tell(told.value);
  const close = async (): Promise<void> => {
    await lifecycle.stop();
    log.info({}, 'the station has stopped');
    log.close();
  };
  return succeed({ log, close });
}

/** A page of the shell comes through its own ports; with `http` given, pages of browsers come too. */
async function openDoors(
  { channel, places }: EngineProgram,
  { dataFolder, http }: Start,
  engine: Engine,
  lifecycle: Lifecycle,
): Promise<Outcome<FromEngine>> {
  const openPort = createPortDoor(engine);
  channel.onPage(({ role, contract, frames }) => {
    openPort(contract, role);
    serveFramePort(engine.frames, frames);
  });
  if (http === undefined) return succeed({ kind: 'ready', address: null, link: null, note: '' });
  const door = await lifecycle.start({
    name: 'web door',
    startDeadlineMs: engineStart.webDoor,
    stopDeadlineMs: engineStop.webDoor,
    start: () => openWebDoor(engine, dataFolder, http, places.version),
    stop: (opened) => opened.close(),
  });
  if (!door.ok) return door;
  const { address, link, note } = door.value;
  return succeed({ kind: 'ready', address, link, note });
}

async function openWebDoor(engine: Engine, dataFolder: string, http: HttpOptions, version: string) {
  const access = createLocalAccess(dataFolder);
  const server = await startHttpServer({ ...http, station: engine, version, localKey: access.key });
  if (!server.ok) return server;
  const { address, link, note, invite } = server.value;
  engine.inviteWith(invite);
  await access.publish(address);
  const close = async (): Promise<void> => {
    await access.revoke();
    await server.value.close();
  };
  return succeed({ address, link, note, close });
}

/** What starting again cannot mend, because a person has to. */
const finalCodes: readonly Failure['code'][] = [
  'read_only',
  'wrong_state',
  'already_exists',
  'forbidden',
  'bad_input',
  'disk_full',
];

function refuse(channel: HostChannel, refused: Failure, log?: Log): Outcome<never> {
  log?.error({ code: refused.code }, refused.message);
  log?.close();
  const { code, message, thing, expected, received, remedy } = refused;
  const final = finalCodes.includes(code);
  channel.tell({ kind: 'failed', failure: { code, message, thing, expected, received, remedy }, final });
  return { ok: false, failure: failure(code, refused) };
}
