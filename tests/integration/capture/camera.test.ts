import { expect, it, onTestFinished } from 'vitest';
import type { FakeCamera } from '../../support/devices/fake-camera.ts';
import { fakeCameraName, makeFakeCamera, whyNoFakeCamera } from '../../support/devices/fake-camera.ts';
import { describeUnless } from '../../support/lacks.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { VisionWorker } from '../../support/vision-worker.ts';

const modelFolder = new URL('../../../models/pcb-defects', import.meta.url).pathname;
const settings = { kind: 'camera', device: '/dev/video0' } as const;

async function plugIn(change: NodeJS.ProcessEnv = {}): Promise<{ camera: FakeCamera; worker: VisionWorker }> {
  const camera = await makeFakeCamera(temporaryFolder());
  const worker = new VisionWorker({ ...camera.environment, ...change });
  onTestFinished(() => worker.end());
  return { camera, worker };
}

const start = (worker: VisionWorker) =>
  worker.ask('start', {
    sourceId: 'cam',
    settings,
    models: [{ folder: modelFolder }],
    threads: 1,
    picturesPerSecond: 5,
  });

const lastState = (worker: VisionWorker): string | undefined => worker.all('source').at(-1)?.state;

describeUnless(whyNoFakeCamera())('a USB camera', () => {
  it('is listed, probed and gives frames', async () => {
    const { worker } = await plugIn();
    const devices = await worker.ask('devices', null);
    expect(devices).toMatchObject({
      ok: true,
      value: [{ device: fakeCameraName, name: 'Simulated UVC Camera', at: '/dev/video0' }],
    });
    const probed = await worker.ask('probe', { settings, deadlineMs: 5_000 });
    expect(probed).toMatchObject({ ok: true, value: { width: 320, height: 240, fps: 30, format: 'mjpeg, yuv420p' } });
    expect(await start(worker)).toMatchObject({ ok: true, value: { format: { width: 320, height: 240 } } });
    await worker.until(() => worker.all('prediction').length >= 2);
    expect(worker.all('prediction')[0]).toMatchObject({ sourceId: 'cam', width: 320, height: 240 });
  });

  it('that gives YUYV is taken as it comes', async () => {
    const { worker } = await plugIn({ FAKECAM_FMT: 'yuyv', FAKECAM_SRC: '' });
    const probed = await worker.ask('probe', { settings, deadlineMs: 5_000 });
    expect(probed).toMatchObject({ ok: true, value: { format: 'rawvideo, yuyv422' } });
  });

  it('is listed with its modes, and opened in the one that was picked', async () => {
    const { worker } = await plugIn({
      FAKECAM_MODES: 'yuyv:640x480@30,yuyv:640x480@15,yuyv:1280x720@10,mjpeg:320x240@30',
      FAKECAM_ID: '',
    });
    const devices = await worker.ask('devices', null);
    expect(devices.ok && devices.value).toEqual([
      {
        device: '/dev/video0',
        name: 'Simulated UVC Camera',
        at: '/dev/video0',
        modes: [
          { width: 1280, height: 720, leastFps: 10, mostFps: 10, pixelFormat: 'yuyv422' },
          { width: 640, height: 480, leastFps: 15, mostFps: 30, pixelFormat: 'yuyv422' },
          { width: 320, height: 240, leastFps: 30, mostFps: 30, pixelFormat: 'mjpeg' },
        ],
        formats: ['1280x720 at 10 fps, yuyv422', '640x480 at 30 fps, yuyv422', '320x240 at 30 fps, mjpeg'],
      },
    ]);
    for (const [width, height, fps, pixelFormat, format] of [
      [1280, 720, 10, 'yuyv422', 'rawvideo, yuyv422'],
      [640, 480, 15, 'yuyv422', 'rawvideo, yuyv422'],
      [640, 480, 30, 'yuyv422', 'rawvideo, yuyv422'],
      [320, 240, 30, 'mjpeg', 'mjpeg, yuv420p'],
    ] as const) {
      const picked = { ...settings, width, height, fps, pixelFormat };
      const probed = await worker.ask('probe', { settings: picked, deadlineMs: 5_000 });
      expect(probed).toMatchObject({ ok: true, value: { width, height, fps, format } });
    }
  });

  it('is refused in a size or a pixel format that it lacks', async () => {
    const { worker } = await plugIn({ FAKECAM_MODES: 'yuyv:640x480@30,yuyv:320x240@30' });
    const asked = (change: object) => worker.ask('probe', { settings: { ...settings, ...change }, deadlineMs: 5_000 });
    expect(await asked({ width: 1920, height: 1080 })).toMatchObject({
      ok: false,
      failure: { code: 'source_unreachable', received: 'one that gives 640 x 480 instead of 1920 x 1080' },
    });
    expect(await asked({ pixelFormat: 'mjpeg' })).toMatchObject({ ok: false, failure: { code: 'source_unreachable' } });
  });

  it('recovers by itself when it is unplugged and plugged in again', async () => {
    const { camera, worker } = await plugIn();
    await start(worker);
    await worker.until(() => worker.all('prediction').length >= 1);
    camera.set('unplug');
    await worker.until(() => lastState(worker) === 'failed');
    const before = worker.all('prediction').at(-1)?.sequence ?? 0;
    camera.set('ok');
    await worker.until(
      () => lastState(worker) === 'running' && (worker.all('prediction').at(-1)?.sequence ?? 0) > before,
    );
    expect(worker.all('source').find(({ state }) => state === 'failed')?.note).toMatch(/not plugged in|went away/);
  });

  it('that stalls is counted and goes on when it gives frames again', async () => {
    const { camera, worker } = await plugIn();
    await start(worker);
    await worker.until(() => worker.all('prediction').length >= 1);
    camera.set('stall');
    await worker.until(() => lastState(worker) === 'stalled');
    expect(worker.all('source').at(-1)).toMatchObject({ stalls: 1 });
    expect(await worker.ask('ping', null)).toEqual({ ok: true, value: null });
    camera.set('ok');
    await worker.until(() => lastState(worker) === 'running');
    expect(await worker.ask('stop', { sourceId: 'cam' })).toEqual({ ok: true, value: null });
  });

  it('that stalls can still be stopped', async () => {
    const { camera, worker } = await plugIn();
    await start(worker);
    await worker.until(() => worker.all('prediction').length >= 1);
    camera.set('stall');
    expect(await worker.ask('stop', { sourceId: 'cam' })).toEqual({ ok: true, value: null });
    worker.process.disconnect();
    expect(await worker.exited).toEqual({ code: 0, signal: null });
  });

  it('that gives garbage is never judged by it, and runs on when the garbage ends', async () => {
    const { camera, worker } = await plugIn();
    await start(worker);
    await worker.until(() => worker.all('prediction').length >= 1);
    camera.set('corrupt');
    await worker.until(() => lastState(worker) === 'stalled');
    camera.set('ok');
    await worker.until(() => lastState(worker) === 'running');
  });

  it('that is in use or absent is refused when it is started', async () => {
    const { camera, worker } = await plugIn();
    camera.set('busy');
    expect(await start(worker)).toMatchObject({
      ok: false,
      failure: { code: 'source_unreachable', received: 'one that another program uses' },
    });
    camera.set('unplug');
    expect(await start(worker)).toMatchObject({ ok: false, failure: { code: 'source_unreachable' } });
    camera.set('ok');
    expect((await start(worker)).ok).toBe(true);
  });
});
