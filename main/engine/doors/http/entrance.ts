import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { failureStatus } from '../../../../preload/contract/failures.ts';
import type { EntryLinks } from './entry-links.ts';
import { type Admission, cookieName, type Gatekeeper } from './gatekeeper.ts';
import { howToGetIn, linkRefused, plainPage, stepInside, tooManyTries } from './plain-page.ts';
import { sendFailure } from './rest.ts';
import { plainPageHeaders, securityHeaders } from './security-headers.ts';
import type { Sessions } from './sessions.ts';

interface EntranceOptions {
  readonly gatekeeper: Gatekeeper;
  readonly links: EntryLinks;
  readonly sessions: Sessions;
}

const entrance = '/enter';
const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? '';
const asHtml = (reply: FastifyReply, status: number, page: string): FastifyReply =>
  reply.code(status).headers(plainPageHeaders(page)).send(page);

/** Every request passes here first; gives back by what right it passed. */
export function addEntrance(
  app: FastifyInstance,
  { gatekeeper, links, sessions }: EntranceOptions,
): (request: FastifyRequest) => Admission | undefined {
  const admissions = new WeakMap<FastifyRequest, Admission>();

  app.addHook('onRequest', async (request, reply) => {
    const { headers, method } = request;
    const host = gatekeeper.checkHost(headers.host);
    reply.headers(securityHeaders(host.ok ? host.value : 'localhost'));
    const path = pathOf(request);
    if (host.ok && path === entrance) return undefined;
    const admission = host.ok ? gatekeeper.admit({ method, headers, isUpgrade: false }) : host;
    if (admission.ok) {
      admissions.set(request, admission.value);
      return undefined;
    }
    if (path.startsWith('/api/') && path !== '/api/docs') return sendFailure(reply, admission.failure);
    const { code, message } = admission.failure;
    return asHtml(reply, failureStatus[code], code === 'unauthorised' ? howToGetIn : plainPage('Refused', [message]));
  });

  app.get<{ Querystring: { token?: unknown } }>(entrance, async (request, reply) => {
    const { headers, query } = request;
    // A browser that only guesses where its user goes next must not use the link up.
    if (headers['sec-purpose'] !== undefined || headers.purpose !== undefined) return reply.code(503).send();
    const stays = gatekeeper.admit({ method: 'GET', headers, isUpgrade: false }).ok;
    const entry = links.redeem(typeof query.token === 'string' ? query.token : '');
    // A screen that is signed in opens its old link again whenever its browser restores the page.
    if (stays && (entry === 'refused' || entry === 'too many')) return reply.redirect('/', 303);
    if (entry === 'refused') return asHtml(reply, 401, linkRefused);
    if (entry === 'too many') return asHtml(reply, 429, tooManyTries);
    const name = cookieName(headers.host ?? '');
    reply.header('set-cookie', `${name}=${sessions.open(entry)}; HttpOnly; SameSite=Strict; Path=/`);
    const isFromElsewhere = headers['sec-fetch-site'] === 'cross-site' || headers['sec-fetch-site'] === 'same-site';
    return isFromElsewhere ? asHtml(reply, 200, stepInside) : reply.redirect('/', 303);
  });

  return (request) => admissions.get(request);
}
