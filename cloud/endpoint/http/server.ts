import Fastify from 'fastify';
import { type Failure, type Outcome, succeed } from '../../../main/domain/outcome.ts';
import { listenAt } from '../../../main/serving/listen.ts';
import { refusedByServer } from '../../../main/serving/wire-failure.ts';
import { type Ledger, settle } from '../api/procedures.ts';
import type { EndpointParts, EndpointRouter } from '../api/router.ts';
import { sendFailure } from './answer.ts';
import type { RateLimit } from './rate-limit.ts';
import { addRestDoor } from './rest-door.ts';
import { addSyncDoor } from './sync-door.ts';

export interface RateLimits {
  readonly station: RateLimit;
  readonly person: RateLimit;
  /** Refused callers, by address: guessing is slow. */
  readonly stranger: RateLimit;
}

export const usualRateLimits: RateLimits = {
  station: { perSecond: 50, burst: 1_000 },
  person: { perSecond: 50, burst: 500 },
  stranger: { perSecond: 1, burst: 60 },
};

const bodyBytesMost = 1024 * 1024;
const connectionsMost = 256;

export interface EndpointDoors {
  readonly parts: EndpointParts;
  readonly router: EndpointRouter;
  readonly ledger: Ledger;
  readonly localKey: string;
  readonly limits: RateLimits;
  readonly version: string;
  /** What the server itself refuses before any handler sees it. */
  readonly refused: (error: unknown, asked: string) => Failure | undefined;
}

export interface EndpointServer {
  readonly port: number;
  close(): Promise<void>;
}

export type ServerOptions = Omit<EndpointDoors, 'refused'> & { readonly listen: string; readonly port: number };

/** Opens both doors of the endpoint. What is being answered when it closes is still answered. */
export async function startServer(options: ServerOptions): Promise<Outcome<EndpointServer>> {
  const { ledger, listen, port } = options;
  const app = Fastify({
    bodyLimit: bodyBytesMost,
    exposeHeadRoutes: false,
    requestTimeout: 60_000,
    logger: false,
    forceCloseConnections: 'idle',
  });
  const refused: EndpointDoors['refused'] = (error, asked) => refusedByServer(error, asked, '1 MiB; a batch 8 MiB');
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  });
  app.setErrorHandler((error, request, reply) => {
    const asked = request.url.split('?')[0] ?? '';
    return sendFailure(reply, refused(error, asked) ?? settle(error, asked, ledger));
  });
  addSyncDoor(app, { ...options, refused });
  addRestDoor(app, { ...options, refused });
  await app.ready();
  app.server.maxConnections = connectionsMost;
  const bound = await listenAt(app.server, { listen, port, portIsWanted: true });
  if (!bound.ok) {
    await app.close();
    return bound;
  }
  const close = async (): Promise<void> => {
    // Bound by hand, so the framework does not know that it listens.
    const closed = new Promise<void>((resolve) => app.server.close(() => resolve()));
    app.server.closeIdleConnections();
    const overdue = setTimeout(() => app.server.closeAllConnections(), 5_000);
    await closed;
    clearTimeout(overdue);
    await app.close();
  };
  return succeed({ port: bound.value.port, close });
}
