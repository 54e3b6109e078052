import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { createRouterClient } from '@orpc/server';
import type { Role } from '../../preload/contract/capability.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import type { CallContext } from '../engine/doors/caller.ts';
import { asRoleHeader } from '../engine/doors/http/gatekeeper.ts';
import type { StationClient, StationRouter } from '../engine/doors/station-doors.ts';
import { findStation } from '../serving/local-access.ts';

/** A station to call, and how to let go of it. */
export interface Reached {
  readonly client: StationClient;
  /** False where none runs and its files alone answer. */
  readonly isRunning: boolean;
  close(): Promise<void>;
}

/** An engine in this process without line and doors, for a machine on which none runs. */
export type OpenHeadless = (dataFolder: string) => Promise<Outcome<HeadlessStation>>;
export interface HeadlessStation {
  readonly router: StationRouter;
  readonly context: CallContext;
  close(): Promise<void>;
}

interface ReachOptions {
  readonly dataFolder: string;
  readonly as: Role | undefined;
  readonly openHeadless: OpenHeadless;
}

const connectMs = 5_000;

/** The running station of a data folder over its WebSocket; without one, an engine opened for this one call. */
export async function reachStation({ dataFolder, as, openHeadless }: ReachOptions): Promise<Outcome<Reached>> {
  const station = await findStation(dataFolder);
  const connected = station && (await connect(station.address, station.key, as));
  if (connected?.ok) return connected;
  const opened = await openHeadless(dataFolder);
  // After a crash its files may name a process that is another one by now; the lock of the data folder tells which.
  if (!opened.ok) return connected ?? opened;
  const { router, context, close } = opened.value;
  const caller = as === undefined ? context.caller : { ...context.caller, role: as };
  const client = createRouterClient(router, { context: { ...context, caller } });
  return succeed({ client, isRunning: false, close });
}

async function connect(address: string, key: string, as: Role | undefined): Promise<Outcome<Reached>> {
  const headers = { authorization: `Bearer ${key}`, ...(as === undefined ? {} : { [asRoleHeader]: as }) };
  const socket = new WebSocket(`${address.replace(/^http/, 'ws')}/rpc`, { headers });
  if (!(await isOpen(socket))) return unreachable(address);
  const link = new RPCLink({ websocket: socket });
  return succeed({
    client: createORPCClient<StationClient>(link),
    isRunning: true,
    close: async () => socket.close(),
  });
}

async function isOpen(socket: WebSocket): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const late = setTimeout(() => resolve(false), connectMs);
  socket.addEventListener('open', () => resolve(true), { once: true });
  socket.addEventListener('error', () => resolve(false), { once: true });
  const opened = await promise;
  clearTimeout(late);
  if (!opened) socket.close();
  return opened;
}

const unreachable = (address: string): Outcome<never> =>
  fail('unreachable', {
    thing: `The station at ${address}`,
    expected: 'to let the command line in',
    received: 'no connection',
    remedy: 'Wait for it to start, or start it again.',
  });
