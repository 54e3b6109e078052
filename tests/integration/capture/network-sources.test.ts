import type { AddressInfo, Server } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RunningCapture } from '../../../main/capture/capture-job.ts';
import type { SourceState } from '../../../main/capture/keep-open.ts';
import { probeSource } from '../../../main/capture/probe.ts';
import { startRtspServer, whyNoRtspServer } from '../../support/devices/rtsp-server.ts';
import { itUnless } from '../../support/lacks.ts';
import { MjpegServer } from '../../support/mjpeg-server.ts';
import { WatchedSource } from '../../support/watched-source.ts';

async function mjpegServer(): Promise<MjpegServer> {
  const server = await MjpegServer.listen();
  onTestFinished(() => server.close());
  return server;
}

/** A server that takes calls and never says a word. */
async function muteServer(): Promise<number> {
  const server: Server = createServer((socket) => onTestFinished(() => void socket.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('a Motion-JPEG address', () => {
  it('gives frames, converted to a format that the station knows', async () => {
    const server = await mjpegServer();
    const watched = new WatchedSource({ kind: 'address', url: server.url('/video') });
    onTestFinished(() => watched.close());
    expect(await watched.open()).toMatchObject({ ok: true, value: { width: 160, height: 120, format: 'mjpeg' } });
    await watched.until(() => watched.frames.length >= 3);
    expect(watched.frames[0]).toMatchObject({ width: 160, height: 120, format: 'yuv420p', part: undefined });
  });

  it('has failed when its server goes away', async () => {
    const server = await MjpegServer.listen();
    const watched = new WatchedSource({ kind: 'address', url: server.url('/video') });
    onTestFinished(() => watched.close());
    await watched.open();
    await watched.until(() => watched.frames.length >= 1);
    await server.close();
    await watched.until(() => watched.end !== undefined);
    expect(watched.end?.kind).toBe('failed');
  });

  it('skips garbage between its pictures and goes on', async () => {
    const server = await mjpegServer();
    const watched = new WatchedSource({ kind: 'address', url: server.url('/video') });
    onTestFinished(() => watched.close());
    await watched.open();
    await watched.until(() => watched.frames.length >= 2);
    server.garbage(true);
    await server.sent(5);
    const seen = watched.frames.length;
    server.garbage(false);
    await watched.until(() => watched.frames.length >= seen + 3 || watched.end !== undefined);
    // Either it goes on in the same stream, or it has failed with its reason and is opened anew; never is garbage judged.
    expect(watched.end).toBeUndefined();
    expect(new Set(watched.frames.map(({ corner }) => corner[0])).size).toBe(1);
  });

  it('gives no picture of which half is missing, and goes on with the next whole one', async () => {
    const server = await mjpegServer();
    const watched = new WatchedSource({ kind: 'address', url: server.url('/video') });
    onTestFinished(() => watched.close());
    await watched.open();
    await watched.until(() => watched.frames.length >= 2);
    server.halves(true);
    // What was on its way still comes.
    await server.sent(5);
    const seen = watched.frames.length;
    await server.sent(10);
    expect(watched.frames.length).toBe(seen);
    server.halves(false);
    await watched.until(() => watched.frames.length >= seen + 3 || watched.end !== undefined);
    expect(watched.end).toBeUndefined();
  });

  it('closes at once while it waits for a picture that does not come', async () => {
    const server = await mjpegServer();
    const watched = new WatchedSource({ kind: 'address', url: server.url('/video') });
    await watched.open();
    await watched.until(() => watched.frames.length >= 1);
    server.silence(true);
    await watched.close();
    expect(watched.end).toBeUndefined();
  });
});

describe('a wrong address', () => {
  it('is refused with its reason, and no sentence shows the password in it', async () => {
    const server = await mjpegServer();
    for (const [path, received] of [
      ['/nothing', 'a server that has nothing at this path (404)'],
      ['/private', 'a server that asks for another name and password (401)'],
    ] as const) {
      const refused = await probeSource({ kind: 'address', url: server.url(path, 'admin:s3cret@') }, 3_000);
      expect(refused).toMatchObject({ ok: false, failure: { code: 'source_unreachable', received } });
      expect(JSON.stringify(refused)).not.toContain('s3cret');
      expect(JSON.stringify(refused)).toContain(`127.0.0.1:${server.port}${path}`);
    }
  });

  it.each(['http', 'rtsp'])('of a server that never answers is refused within the deadline (%s)', async (protocol) => {
    const url = `${protocol}://127.0.0.1:${await muteServer()}/live`;
    expect(await probeSource({ kind: 'address', url }, 400)).toMatchObject({
      ok: false,
      failure: { code: 'source_unreachable', received: 'no picture within 0.4 s' },
    });
  });

  it('that answers with text is refused as what is no video', async () => {
    const server = await mjpegServer();
    for (const path of ['/text', '/page', '/empty']) {
      const refused = await probeSource({ kind: 'address', url: server.url(path) }, 5_000);
      expect(refused).toMatchObject({ ok: false, failure: { code: 'source_unreachable' } });
      expect(refused.ok ? '' : refused.failure.received).toMatch(
        /an answer that is not video|no video in it|end of file|no picture/,
      );
    }
  });

  it('where nobody listens is refused at once', async () => {
    const refused = await probeSource({ kind: 'address', url: 'rtsp://127.0.0.1:1/live' }, 5_000);
    expect(refused).toMatchObject({ ok: false, failure: { received: 'connection refused' } });
  });

  it.each(['http', 'rtsp'])('with a name that no machine has is refused as that (%s)', async (protocol) => {
    const refused = await probeSource({ kind: 'address', url: `${protocol}://camera.invalid/live` }, 10_000);
    expect(refused).toMatchObject({ ok: false, failure: { received: 'a name that belongs to no machine here' } });
  });

  it('cannot make the station read its own files through a playlist', async () => {
    const { createServer: createHttp } = await import('node:http');
    const playlist = '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n';
    const server = createHttp((_request, response) => void response.end(playlist));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/live.m3u8`;
    expect((await probeSource({ kind: 'address', url }, 2_000)).ok).toBe(false);
  });
});

describe('an RTSP camera', () => {
  const itServed = itUnless(whyNoRtspServer());

  itServed('gives frames over TCP', async () => {
    const port = await freePort();
    const server = await startRtspServer(port);
    const watched = new WatchedSource({ kind: 'address', url: `rtsp://127.0.0.1:${port}/cam` }, 10_000);
    onTestFinished(() => watched.close());
    expect(await watched.open()).toMatchObject({ ok: true, value: { width: 640, height: 480, format: 'h264' } });
    await watched.until(() => watched.frames.length >= 3);
    server.kill('SIGKILL');
    await watched.until(() => watched.end !== undefined);
    expect(watched.end?.kind).toBe('failed');
  });

  itServed('whose server dies mid-stream is opened again by itself once it is back', async () => {
    const port = await freePort();
    const first = await startRtspServer(port);
    const states: SourceState[] = [];
    const bell = new SharedArrayBuffer(4);
    const capture = new RunningCapture(
      {
        sourceId: 'gate',
        settings: { kind: 'address', url: `rtsp://127.0.0.1:${port}/cam` },
        session: 'test',
        openDeadlineMs: 10_000,
        bell,
      },
      (message) => message.kind === 'state' && states.push(message.state),
    );
    onTestFinished(() => capture.close());
    expect((await capture.open()).ok).toBe(true);
    await expect.poll(() => states.at(-1)?.state, { timeout: 20_000 }).toBe('running');
    first.kill('SIGKILL');
    await expect.poll(() => states.at(-1)?.state, { timeout: 20_000 }).toBe('failed');
    expect(states.at(-1)?.note).toMatch(/gives no more pictures: .*Next try in \d+ s\.$/);
    const rungBefore = new Int32Array(bell)[0] ?? 0;
    await startRtspServer(port);
    await expect.poll(() => states.at(-1)?.state, { timeout: 60_000 }).toBe('running');
    await expect.poll(() => new Int32Array(bell)[0] ?? 0, { timeout: 20_000 }).toBeGreaterThan(rungBefore);
  });
});
