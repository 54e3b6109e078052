import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Passing {
  readonly method: string;
  readonly path: string;
  readonly bytes: number;
  /** How many requests came before this one. */
  readonly count: number;
}
export type Mischief =
  | 'pass'
  | 'twice'
  | 'lose answer'
  /** Passed on at once and answered long after anybody waits for it. */
  | 'late'
  | 'hang'
  | 'html'
  | 'too large'
  | 'too many'
  | 'broken'
  | 'away';

/** Stands between a station and its endpoint and does what networks and proxies do. */
export async function openBadWay(to: () => string, mischief: (passing: Passing) => Mischief, lateMs = 2_500) {
  const passed: Passing[] = [];
  const server = createServer((request, response) => {
    void handle(request, response).catch(() => response.destroy());
  });
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const body = new Uint8Array(Buffer.concat(pieces));
    const { method = 'GET', url = '/' } = request;
    const passing = { method, path: url, bytes: body.length, count: passed.length };
    passed.push(passing);
    const kind = mischief(passing);
    if (kind === 'hang') return;
    if (kind === 'html') return void response.setHeader('content-type', 'text/html').end('<h1>Welcome</h1>');
    if (kind === 'too large') return void response.writeHead(413).end();
    if (kind === 'too many') return void response.writeHead(429, { 'retry-after': '1' }).end();
    if (kind === 'broken') return void response.writeHead(502).end('bad gateway');
    if (kind === 'away') return void response.writeHead(307, { location: 'http://127.0.0.1:9/elsewhere' }).end();
    const forward = () =>
      fetch(`${to()}${url}`, {
        method,
        headers: Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
          name.startsWith('caracal-') || name === 'content-type' ? [[name, String(value)]] : [],
        ),
        ...(method === 'GET' ? {} : { body }),
      });
    if (kind === 'twice') await (await forward()).arrayBuffer();
    const answer = await forward();
    const text = await answer.text();
    if (kind === 'lose answer') return void response.destroy();
    if (kind === 'late') await sleep(lateMs);
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(text);
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { address: `http://127.0.0.1:${port}`, passed, close };
}
