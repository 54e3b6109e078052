import { randomBytes } from 'node:crypto';
import Fastify from 'fastify';
import type { Role } from '../../../../preload/contract/capability.ts';
import { type Outcome, succeed } from '../../../domain/outcome.ts';
import { listenAt } from '../../../serving/listen.ts';
import { unreadable } from '../../../serving/wire-failure.ts';
import type { StationDoors } from '../station-doors.ts';
import { addEntrance } from './entrance.ts';
import { EntryLinks, type Invitation } from './entry-links.ts';
import { Gatekeeper } from './gatekeeper.ts';
import { createHostCheck, inUrl, toldAddress } from './network-guard.ts';
import { addRenderer } from './renderer-files.ts';
import { addRestDoor, sendFailure } from './rest.ts';
import { securityHeaders } from './security-headers.ts';
import { Sessions } from './sessions.ts';
import { Sockets } from './sockets.ts';

/** The link that is printed when the station starts stays good for a working day. */
const firstLinkMs = 12 * 60 * 60 * 1000;
const connectionsMax = 256;

export interface HttpServerOptions {
  readonly station: StationDoors;
  readonly listen: string;
  readonly port: number;
  readonly portIsWanted: boolean;
  readonly rendererFolder: string;
  readonly version: string;
  /** Lets the command line of the same machine in as admin. */
  readonly localKey: string;
  /** The role of the link that is printed at start. */
  readonly role: Role;
  /** From the host, so that screens stay signed in when the engine is restarted; made up where absent. */
  readonly sessionKey?: string | undefined;
  readonly now?: () => number;
  readonly pingMs?: number;
}

export interface HttpServer {
  /** Without a path, e.g. 'http://127.0.0.1:7420'. */
  readonly address: string;
  readonly port: number;
  /** The one-time link for the first screen. */
  readonly link: string;
  /** What a person should know of the port; empty where there is nothing. */
  readonly note: string;
  /** What `access.invite` answers. */
  invite(role: Role): Invitation;
  /** Open WebSockets. */
  connections(): number;
  close(): Promise<void>;
}

/** Opens the browser host's doors: pages, REST, WebSockets. Nothing is answered before the gatekeeper has looked. */
export async function startHttpServer(options: HttpServerOptions): Promise<Outcome<HttpServer>> {
  const { station, listen, rendererFolder, version, localKey, role } = options;
  const { now = Date.now, pingMs = 15_000, sessionKey = randomBytes(32).toString('hex') } = options;
  const links = new EntryLinks(now);
  const sessions = new Sessions({ key: sessionKey, now });
  const gatekeeper = new Gatekeeper({ isOwnHost: createHostCheck(listen), sessions, localKey });
  const app = Fastify({
    bodyLimit: 1024 * 1024,
    exposeHeadRoutes: false,
    // A slow sender must not hold a connection for ever.
    requestTimeout: 30_000,
    logger: false,
    // What cannot even be routed passes no hook: it gets the form and the headers here.
    frameworkErrors: (_error, _request, reply) => {
      reply.headers(securityHeaders('localhost'));
      sendFailure(reply, unreadable('The address'));
    },
  });
  const admissionOf = addEntrance(app, { gatekeeper, links, sessions });
  addRestDoor(app, { station, version, admissionOf });
  await addRenderer(app, rendererFolder);
  // The framework itself would wait for every open stream; the server is bound by hand, so it does not know of them.
  app.addHook('preClose', async () => app.server.closeAllConnections());
  await app.ready();

  app.server.maxConnections = connectionsMax;
  const sockets = new Sockets({ station, gatekeeper, pingMs });
  app.server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));
  const close = async (): Promise<void> => {
    sockets.close();
    await app.close();
  };
  const bound = await listenAt(app.server, options);
  if (!bound.ok) {
    await close();
    return bound;
  }
  const { port, note } = bound.value;
  // Asked anew for each link: a machine that listens on all its addresses may have got another one meanwhile.
  const origin = (): string => `http://${inUrl(toldAddress(listen))}:${port}`;
  const address = origin();
  return succeed({
    address,
    port,
    link: links.invite(role, address, firstLinkMs).link,
    note,
    invite: (invited) => links.invite(invited, origin()),
    connections: () => sockets.connections,
    close,
  });
}
