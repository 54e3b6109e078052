import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { failure } from '../../../domain/outcome.ts';
import { notBuilt } from './plain-page.ts';
import { sendFailure } from './rest.ts';
import { plainPageHeaders } from './security-headers.ts';

/** Files that carry a hash of their content in their name never change under that name. */
const hashed = /-[\w-]{8,}\.\w+$/;

/** The screens: the built renderer's files, and its page for every route that the renderer knows by itself. */
export async function addRenderer(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    index: false,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', hashed.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const wantsPage = request.method === 'GET' && !/^\/(api|assets)(\/|$)/.test(path) && !/\.\w+$/.test(path);
    if (wantsPage) {
      const built = await page(folder);
      const headers = built === undefined ? plainPageHeaders(notBuilt) : { 'content-type': 'text/html; charset=utf-8' };
      return reply.headers(headers).send(built ?? notBuilt);
    }
    const detail = {
      thing: path,
      expected: 'a page or file of this station',
      remedy: 'Open the station at its first page.',
    };
    return sendFailure(reply, failure('not_found', detail));
  });
}

/** Read at each request: a rebuilt page is there without a restart, and the file is small. */
async function page(folder: string): Promise<string | undefined> {
  return readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined);
}
