import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenDoors, openDoors, openSocket } from '../../support/open-doors.ts';

let doors: OpenDoors;
let cookie: string;
let port: number;

beforeAll(async () => {
  doors = await openDoors();
  cookie = await doors.signIn('admin');
  port = doors.server.port;
});
afterAll(() => doors.close());

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Answered {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** Unlike fetch, sends whatever Host and Origin it is given. */
function send({ method = 'GET', path = '/api/health', headers = {}, body }: Asked): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

const json = { 'content-type': 'application/json' };
const rename = { method: 'PUT', path: '/api/station/name', body: JSON.stringify({ name: 'Taken' }) };

describe('a page that has no business with the station', () => {
  it.each([
    'evil.example',
    'evil.example:7420',
    '127.0.0.1.evil.example',
    'localhost@evil.example',
    'evil.example/localhost',
  ])('is refused when it reaches it under the rebound name "%s"', async (host) => {
    const { status } = await send({ headers: { host, cookie } });
    expect([400, 403]).toContain(status);
  });

  it.each(['localhost', '127.0.0.1', '[::1]'])('while its own name %s is let in', async (name) => {
    const { status } = await send({ headers: { host: `${name}:${port}`, cookie } });
    expect(status).toBe(200);
  });

  it.each(['http://evil.example', 'null', 'http://127.0.0.1:1', 'garbage'])(
    'cannot change anything with the cookie of a signed-in screen from %s',
    async (origin) => {
      const { status, body } = await send({ ...rename, headers: { ...json, cookie, origin } });
      expect({ status, code: JSON.parse(body).code }).toEqual({ status: 403, code: 'forbidden' });
    },
  );

  it('nor by leaving its origin out', async () => {
    expect((await send({ ...rename, headers: { ...json, cookie } })).status).toBe(403);
  });

  it.each(['/rpc', '/frames'])('cannot open a WebSocket to %s', async (path) => {
    const address = `${doors.server.address}${path}`;
    await expect(openSocket(address, { cookie, origin: 'http://evil.example' })).rejects.toThrow('refused');
    await expect(openSocket(address, { cookie })).rejects.toThrow('refused');
    await expect(openSocket(address, { origin: doors.server.address })).rejects.toThrow('refused');
  });
});

describe('someone without a right', () => {
  it('is told in the form of every failure that a session is needed', async () => {
    const { status, body } = await send({});
    expect({ status, code: JSON.parse(body).code }).toEqual({ status: 401, code: 'unauthorised' });
  });

  it('sees a page in plain words how to get in', async () => {
    const { status, body } = await send({ path: '/' });
    expect(status).toBe(401);
    expect(body).toContain('npx caracal access invite');
  });

  it.each(['/api/docs', '/api/openapi.json', '/assets/index.js', '/anything'])('does not get %s', async (path) => {
    expect((await send({ path })).status).toBe(401);
  });

  it('does not get in with a wrong key, a wrong scheme or a forged session', async () => {
    const forged = `caracal_${port}=admin.0.AAAA.AAAA`;
    const tries = [{ authorization: 'Bearer wrong' }, { authorization: `Basic ${doors.localKey}` }, { cookie: forged }];
    const answers = await Promise.all(tries.map((headers) => send({ headers })));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  });

  it('cannot make more of the local key than it gives', async () => {
    const authorization = `Bearer ${doors.localKey}`;
    const asKiosk = await send({ path: '/api/audit', headers: { authorization, 'caracal-as': 'kiosk' } });
    const asKing = await send({ path: '/api/audit', headers: { authorization, 'caracal-as': 'king' } });
    expect([asKiosk.status, asKing.status]).toEqual([403, 400]);
  });
});

describe('a caller that was refused', () => {
  it('cannot hold its connection by never closing its side', async () => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const { promise: over, resolve } = Promise.withResolvers<string>();
    socket.on('error', () => resolve('cut'));
    socket.on('end', () => {
      // Once the other side let go of it altogether, what is still sent is answered with a reset.
      const push = setInterval(() => socket.write('still here'), 20);
      socket.on('close', () => clearInterval(push));
    });
    socket.resume();
    const upgrade = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'];
    socket.write(['GET /rpc HTTP/1.1', `Host: 127.0.0.1:${port}`, ...upgrade, '', ''].join('\r\n'));
    const late = setTimeout(() => resolve('held'), 5_000);
    expect(await over).toBe('cut');
    clearTimeout(late);
    socket.destroy();
  });
});

describe('a one-time link', () => {
  const enter = (link: string, headers: Readonly<Record<string, string>> = {}): Promise<Answered> =>
    send({ path: link.slice(doors.server.address.length), headers });

  it('lets one screen in, with a cookie that no script and no other site gets', async () => {
    const { status, headers } = await enter(doors.server.invite('operator').link);
    expect({ status, location: headers.location }).toEqual({ status: 303, location: '/' });
    expect(headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
  });

  it('opens nothing a second time', async () => {
    const { link } = doors.server.invite('operator');
    const answers = [await enter(link), await enter(link)];
    expect(answers.map(({ status }) => status)).toEqual([303, 401]);
    expect(answers[1]?.headers['set-cookie']).toBeUndefined();
  });

  it('that was used still leads a screen inside that is signed in', async () => {
    const { link } = doors.server.invite('operator');
    await enter(link);
    expect((await enter(link, { cookie })).status).toBe(303);
  });

  it('is not used up by a browser that only looks ahead, nor by a HEAD request', async () => {
    const { link } = doors.server.invite('operator');
    await enter(link, { 'sec-purpose': 'prefetch' });
    await send({ method: 'HEAD', path: link.slice(doors.server.address.length) });
    expect((await enter(link)).status).toBe(303);
  });

  it('opened from another site steps inside by itself, so that the cookie comes along', async () => {
    const { status, body } = await enter(doors.server.invite('operator').link, { 'sec-fetch-site': 'cross-site' });
    expect(status).toBe(200);
    expect(body).toContain('http-equiv="refresh"');
  });

  it('cannot be guessed at will', async () => {
    const tries = await Promise.all(
      Array.from({ length: 12 }, (_, index) => enter(`${doors.server.address}/enter?token=${index}`)),
    );
    expect(tries.map(({ status }) => status).filter((status) => status === 429).length).toBeGreaterThan(0);
    expect((await enter(doors.server.invite('operator').link)).status).toBe(303);
  });
});

describe('every answer', () => {
  it.each(['/', '/api/health', '/nowhere.js'])('of %s forbids foreign scripts, frames and sniffing', async (path) => {
    const { headers } = await send({ path, headers: { cookie } });
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';");
    expect(headers['content-security-policy']).toContain("connect-src 'self'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect({ sniff: headers['x-content-type-options'], cache: headers['cache-control'] }).toEqual({
      sniff: 'nosniff',
      cache: 'no-store',
    });
  });
});
