import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { fakeCameraName, makeFakeCamera, whyNoFakeCamera } from '../../support/devices/fake-camera.ts';
import { clientOf, lineUntil, openStation } from '../../support/engine-station.ts';
import { describeUnless } from '../../support/lacks.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

afterEach(() => vi.unstubAllEnvs());

/** A station whose workers have the simulated camera and no other. */
async function openWatchingStation() {
  const camera = await makeFakeCamera(temporaryFolder());
  for (const name of ['LD_PRELOAD', 'FAKECAM_SRC', 'FAKECAM_SIZE', 'FAKECAM_CTL', 'FAKECAM_PORT', 'FAKECAM_ID']) {
    vi.stubEnv(name, camera.environment[name]);
  }
  const engine = await openStation(temporaryFolder());
  onTestFinished(() => engine.close());
  return { camera, engine, client: clientOf(engine) };
}

describeUnless(whyNoFakeCamera())('a station whose camera is unplugged', () => {
  it('says so, goes on by itself when it is back under another path, and counts its stalls', async () => {
    const { camera, engine, client } = await openWatchingStation();
    await client.inspections.stop({});
    const settings = { kind: 'camera', device: fakeCameraName, width: 320, height: 240, fps: 30 } as const;
    const added = await client.sources.add({ id: 'gate', name: 'Gate', settings });
    expect(added.probe).toMatchObject({ width: 320, height: 240 });
    await client.inspections.start({ sourceId: 'gate' });
    const { frames, startedAt } = await lineUntil(engine, ({ state, frames }) => state === 'running' && frames > 2);

    camera.set('unplug');
    const away = await lineUntil(engine, ({ state }) => state === 'failed');
    expect(away.note).toContain(fakeCameraName);
    expect(away.note).toMatch(/Next try in \d+ s\.$/);
    expect(await client.sources.devices()).toEqual([]);
    camera.moveTo('/dev/video2');
    camera.set('ok');
    const back = await lineUntil(engine, (line) => line.state === 'running' && line.frames > frames + 5);
    expect(back).toMatchObject({ startedAt, note: '' });
    const [listed] = await client.sources.devices();
    expect(listed).toMatchObject({ device: fakeCameraName, at: '/dev/video2' });

    const { stalls, frames: seen } = back;
    camera.set('stall');
    expect(await lineUntil(engine, ({ state }) => state === 'stalled')).toMatchObject({ stalls: stalls + 1 });
    camera.set('ok');
    const again = await lineUntil(engine, (line) => line.state === 'running' && line.frames > seen + 5);
    expect(again.stalls).toBe(stalls + 1);
  });
});
