import { OpenAPIHandler } from '@orpc/openapi/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Failure } from '../../../domain/outcome.ts';
import { answerRange } from '../../../serving/byte-range.ts';
import { docsPage } from '../../../serving/docs-page.ts';
import { refusedByServer, wireFailure } from '../../../serving/wire-failure.ts';
import type { CallContext } from '../caller.ts';
import { capabilities } from '../capabilities.ts';
import { bugFailure } from '../settle.ts';
import { keepForm, type StationDoors } from '../station-doors.ts';
import { describeStation } from './describe-station.ts';
import type { Admission } from './gatekeeper.ts';
import { plainPageHeaders } from './security-headers.ts';

/** Answers with a failure in the one form that every failure has on this door. */
export function sendFailure(reply: FastifyReply, failed: Failure): FastifyReply {
  const wired = wireFailure(failed);
  return reply.code(wired.status).type('application/json').send(wired.toJSON());
}

/** A form sends its empty fields too: a field left empty is one left out. */
function filledIn(url: URL): URL {
  const filled = new URL(url);
  for (const [field, value] of url.searchParams) if (value === '') filled.searchParams.delete(field, value);
  return filled;
}

interface RestOptions {
  readonly station: StationDoors;
  readonly version: string;
  readonly admissionOf: (request: FastifyRequest) => Admission | undefined;
}

/** The REST door: every capability at its route, its description, and a page to read. */
export function addRestDoor(app: FastifyInstance, { station, version, admissionOf }: RestOptions): void {
  const handler = new OpenAPIHandler<CallContext>(station.router, {
    interceptors: [keepForm],
    rootInterceptors: [
      async ({ request, next, ...rest }) => {
        const answered = await next({ ...rest, request: { ...request, url: filledIn(request.url) } });
        if (!answered.matched) return answered;
        return { ...answered, response: answerRange(answered.response, request.headers) };
      },
    ],
  });
  let description: ReturnType<typeof describeStation> | undefined;
  const documented = (): ReturnType<typeof describeStation> => {
    description ??= describeStation(version);
    return description;
  };
  app.get('/api/openapi.json', async () => documented());
  app.get('/api/docs', async (_request, reply) => {
    const page = docsPage({ document: await documented(), capabilities, keyFile: 'local.key' });
    return reply.headers(plainPageHeaders(page)).send(page);
  });
  app.all('/api/*', async (request, reply) => {
    const role = admissionOf(request)?.role;
    if (role === undefined) throw new Error('Expected the gatekeeper to have admitted the request');
    await handler.handle(request, reply, { context: { caller: { role, door: 'rest' }, ledger: station.ledger } });
    return reply;
  });
  app.setErrorHandler((error, request, reply) => {
    const asked = request.url.split('?')[0] ?? '';
    const refused = refusedByServer(error, asked, '1 MiB');
    if (refused === undefined) station.ledger.reportBug(error, asked);
    return sendFailure(reply, refused ?? bugFailure(asked));
  });
}
