import { OpenAPIHandler } from '@orpc/openapi/fastify';
import type { FastifyInstance } from 'fastify';
import { failure } from '../../../main/domain/outcome.ts';
import { answerRange } from '../../../main/serving/byte-range.ts';
import { capabilitiesOf } from '../../../main/serving/capabilities-of.ts';
import { docsPage } from '../../../main/serving/docs-page.ts';
import { describeApi } from '../../../main/serving/openapi-document.ts';
import { failureOf, unreadable, wireFailure } from '../../../main/serving/wire-failure.ts';
import { cloudContract } from '../../../preload/contract/cloud.ts';
import { type CallContext, settle } from '../api/procedures.ts';
import { admitPerson } from './admit-person.ts';
import { sendFailure } from './answer.ts';
import { RateLimiter, tooMany } from './rate-limit.ts';
import type { EndpointDoors } from './server.ts';

const description = `All that people and programs can ask of the endpoint that stations sync to. Every failure has the same
form: a code, the thing, what was expected, what came, and what to do. Callers prove themselves with the key of the
endpoint's data folder as bearer token; the header Caracal-As asks for the rights of a lesser role. Stations speak a signed
protocol of their own under /sync.`;

const noSuchCapability = (asked: string) =>
  failure('not_found', {
    thing: asked,
    expected: 'something that this endpoint can be asked',
    remedy: 'See the page at /api/docs for all of it.',
  });

/** The REST door for people and programs, its description, and a page to read. */
export function addRestDoor(
  app: FastifyInstance,
  { router, ledger, parts, localKey, limits, version }: EndpointDoors,
): void {
  const callers = new RateLimiter(limits.person, parts.now);
  const strangers = new RateLimiter(limits.stranger, parts.now);
  const handler = new OpenAPIHandler<CallContext>(router, {
    interceptors: [
      async ({ request, next }) => {
        const asked = request.url.pathname;
        const result = await next().catch((error: unknown) => {
          const failed = failureOf(error);
          if (failed !== undefined) throw wireFailure(failed);
          if (error instanceof SyntaxError || error instanceof TypeError) throw wireFailure(unreadable(asked));
          throw wireFailure(settle(error, asked, ledger));
        });
        if (!result.matched) throw wireFailure(noSuchCapability(asked));
        return result;
      },
    ],
    rootInterceptors: [
      async ({ request, next }) => {
        const answered = await next();
        if (!answered.matched) return answered;
        return { ...answered, response: answerRange(answered.response, request.headers) };
      },
    ],
  });
  const document = describeApi({ contract: cloudContract, title: 'Caracal endpoint', version, description });
  const capabilities = capabilitiesOf(cloudContract);
  // Neither holds anything but what the source code of the endpoint says too.
  app.get('/api/openapi.json', async () => document);
  app.get('/api/docs', async (_request, reply) => {
    const page = docsPage({ document: await document, capabilities, keyFile: 'local.key' });
    return reply.type('text/html; charset=utf-8').send(page);
  });
  const serve = app.all.bind(app);
  for (const path of ['/log', '/api/*']) {
    serve(path, async (request, reply) => {
      const { headers, ip } = request;
      // The right key is let in whatever others behind the same address tried.
      const role = admitPerson(headers, localKey);
      if (!role.ok) {
        const isQuiet = strangers.take(ip);
        return sendFailure(reply, isQuiet ? role.failure : tooMany('requests without a right key'));
      }
      if (!callers.take(`${role.value} ${ip}`)) return sendFailure(reply, tooMany('requests'));
      await handler.handle(request, reply, { context: { role: role.value, ledger } });
      return reply;
    });
  }
  app.setNotFoundHandler((request, reply) => sendFailure(reply, noSuchCapability(request.url.split('?')[0] ?? '')));
}
