import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenDoors, openDoors } from '../../support/open-doors.ts';

let doors: OpenDoors;
let folder: string;
let cookie: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caracal-screens-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'assets', 'index-B4kD93_x.js'), 'export {};');
  await writeFile(join(folder, 'assets', 'manifest.json'), '{}');
  await writeFile(join(folder, 'index.html'), '<title>Caracal</title>');
  await writeFile(join(folder, 'secret.txt'), 'not an asset');
  await writeFile(join(folder, 'assets', '.env'), 'not an asset');
  doors = await openDoors({ rendererFolder: folder });
  cookie = await doors.signIn('operator');
});
afterAll(async () => {
  await doors.close();
  await rm(folder, { recursive: true });
});

/** Unlike fetch, sends a path as it is. */
const getAsIs = (path: string): Promise<{ readonly status: number; readonly text: string }> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: doors.server.port, path, headers: { cookie } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.on('error', reject);
    asked.end();
  });

const get = (path: string): Promise<Response> => fetch(`${doors.server.address}${path}`, { headers: { cookie } });

describe('the screens', () => {
  it.each(['/', '/inspect', '/history/17'])('at %s are the page of the renderer, never cached', async (path) => {
    const response = await get(path);
    expect(await response.text()).toBe('<title>Caracal</title>');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('come with files that are kept for ever where their name changes with their content', async () => {
    const [hashed, plain] = await Promise.all([get('/assets/index-B4kD93_x.js'), get('/assets/manifest.json')]);
    expect([hashed.headers.get('cache-control'), plain.headers.get('cache-control')]).toEqual([
      'public, max-age=31536000, immutable',
      'no-cache',
    ]);
    expect(hashed.headers.get('content-type')).toContain('javascript');
  });

  it.each(['/assets/missing.js', '/secret.txt', '/api', '/favicon.ico'])('have nothing at %s', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'not_found' });
  });

  it.each([
    '/assets/../secret.txt',
    '/assets/..%2fsecret.txt',
    '/assets/%2e%2e/secret.txt',
    '/assets/..%5csecret.txt',
    '/assets/....//secret.txt',
    '/assets//../secret.txt',
    '/assets/%00',
    '/assets/.env',
  ])('give nothing beside or hidden among their files for %s', async (path) => {
    expect(await getAsIs('/assets/manifest.json')).toEqual({ status: 200, text: '{}' });
    const { status, text } = await getAsIs(path);
    expect([400, 403, 404]).toContain(status);
    expect(text).not.toContain('not an asset');
  });

  it('say how to build them where they are not built', async () => {
    const bare = await openDoors();
    const page = await fetch(bare.server.address, { headers: { cookie: await bare.signIn('operator') } });
    expect(await page.text()).toContain('npm start');
    await bare.close();
  });
});
