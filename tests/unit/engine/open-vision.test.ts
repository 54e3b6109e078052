import { describe, expect, it } from 'vitest';
import { openVision } from '../../../main/engine/open-vision.ts';
import { usualLimits } from '../../../main/engine/workers/supervisor.ts';
import type { VisionStart } from '../../../main/workers/protocol.ts';
import { FakeClock, settled } from '../../support/fake-clock.ts';
import { fakeLauncher } from '../../support/fake-worker.ts';

const start: VisionStart = {
  sourceId: 'cam',
  settings: { kind: 'camera', device: '/dev/video0' },
  models: [{ folder: '/m' }],
  threads: 2,
  picturesPerSecond: 15,
};

describe('the vision worker as the engine holds it', () => {
  it('is launched by the first call that needs it', async () => {
    const launcher = fakeLauncher();
    const clock = new FakeClock();
    const { ask } = openVision({ launcher, clock, random: () => 1, limits: usualLimits, onHealth: () => undefined });
    expect(launcher.launched).toHaveLength(0);
    void ask('devices', null, 1_000);
    await settled();
    expect(launcher.launched[0]?.requests.map(({ verb }) => verb)).toEqual(['ping', 'devices']);
  });

  it('gets another chance at once when the line is started after it was given up', async () => {
    let isBroken = true;
    const launcher = fakeLauncher((worker) => {
      if (isBroken) setImmediate(() => worker.exit({ code: 1, signal: null }));
    });
    const clock = new FakeClock();
    const { ask, supervisor } = openVision({
      launcher,
      clock,
      random: () => 1,
      limits: usualLimits,
      onHealth: () => undefined,
    });
    void supervisor.start();
    await clock.advance(20_000);
    expect(supervisor.health.state).toBe('down');
    isBroken = false;
    expect(await ask('devices', null, 1_000)).toMatchObject({ ok: false, failure: { code: 'worker_exited' } });
    expect(supervisor.health.state).toBe('down');
    expect(await ask('start', start, 1_000)).toMatchObject({ ok: false, failure: { code: 'worker_exited' } });
    await settled();
    expect(supervisor.health.state).toBe('ready');
  });
});
