import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/compose.ts';
import { type HttpServer, startHttpServer } from '../../../main/engine/doors/http/server.ts';
import { openStation } from '../../support/engine-station.ts';
import { MjpegServer } from '../../support/mjpeg-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const localKey = 'a key of this test alone';
const entered = (url: string) => ({ id: 'gate', name: 'Gate', settings: { kind: 'address', url } });
let temp: Awaited<ReturnType<typeof makeTempFolder>>;
let engine: Engine;
let server: HttpServer;
let camera: MjpegServer;
let address: string;

beforeAll(async () => {
  temp = await makeTempFolder();
  camera = await MjpegServer.listen();
  address = `${camera.url('/video', 'admin:s3cret@')}?token=s3cret`;
  engine = await openStation(temp.path);
  const started = await startHttpServer({
    station: engine,
    listen: '127.0.0.1',
    port: 0,
    portIsWanted: true,
    rendererFolder: temp.path,
    version: '0.1.0',
    localKey: localKey.replaceAll(' ', '-'),
    role: 'admin',
  });
  if (!started.ok) throw new Error(started.failure.message);
  server = started.value;
}, 60_000);
afterAll(async () => {
  await server.close();
  await engine.close();
  await camera.close();
  await temp.remove();
}, 60_000);

async function ask(method: string, path: string, body?: unknown): Promise<string> {
  const authorization = `Bearer ${localKey.replaceAll(' ', '-')}`;
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  const headers = { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  return (await fetch(`${server.address}${path}`, { method, headers, ...json })).text();
}

describe('the name and password of a camera', { timeout: 60_000 }, () => {
  it('do not come back from the station that was told them, and are kept for the camera', async () => {
    const shown = { kind: 'address', url: `http://***@127.0.0.1:${camera.port}/video?***` };
    expect(JSON.parse(await ask('POST', '/api/sources', entered(address)))).toMatchObject({
      source: { settings: shown },
      probe: { width: 160 },
    });
    expect(JSON.parse(await ask('GET', '/api/sources'))).toContainEqual(
      expect.objectContaining({ id: 'gate', settings: shown }),
    );
    expect(await engine.services.findSource('gate')).toMatchObject({ value: { settings: { url: address } } });
  });

  it('stand in no failure, no live state, no list of connections, no audit entry and no log', async () => {
    expect(JSON.parse(await ask('GET', '/api/connections'))).toContainEqual({
      purpose: 'camera "Gate"',
      address: `http://127.0.0.1:${camera.port}/video`,
      configuredBy: 'Sources',
    });
    await camera.close();
    const told = [
      await ask('POST', '/api/sources', { ...entered(address), id: 'other' }),
      await ask('POST', '/api/sources/probe', { settings: entered(address).settings }),
      await ask('POST', '/api/inspections/start', { sourceId: 'gate' }),
      await ask('GET', '/api/inspections/state'),
      await ask('GET', '/api/health'),
      await ask('GET', '/api/connections'),
      await ask('GET', '/api/audit?limit=100'),
      await readFile(join(temp.path, 'station.log'), 'utf8').catch(() => ''),
    ].join('\n');
    expect(told).toContain('sources.add');
    expect(told).not.toMatch(/s3cret|admin:/);
  });
});
