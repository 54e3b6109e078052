import { describe, expect, it } from 'vitest';
import { Supervisor, type SupervisorLimits } from '../../../../main/engine/workers/supervisor.ts';
import type { PartHealth } from '../../../../preload/contract/station.ts';
import { FakeClock, settled } from '../../../support/fake-clock.ts';
import { type FakeWorker, fakeLauncher } from '../../../support/fake-worker.ts';

const limits: SupervisorLimits = {
  startDeadlineMs: 1_000,
  pingEveryMs: 500,
  pingDeadlineMs: 300,
  stopDeadlineMs: 400,
  maxInFlight: 8,
  backOff: { firstMs: 100, factor: 2, maxMs: 1_000 },
  giveUp: { restarts: 3, withinMs: 60_000, pauseMs: 30_000 },
};

function supervise(prepare?: (worker: FakeWorker, index: number) => void) {
  const clock = new FakeClock();
  const launcher = fakeLauncher(prepare);
  const healths: PartHealth[] = [];
  const onHealth = (health: PartHealth) => healths.push(health);
  const supervisor = new Supervisor({
    part: 'vision worker',
    kind: 'vision',
    launcher,
    clock,
    random: () => 1,
    limits,
    onHealth,
  });
  const states = () => healths.map((health) => health.state);
  const worker = (index: number): FakeWorker => {
    const found = launcher.launched[index];
    if (found === undefined) throw new Error(`Expected worker ${index} to have been launched`);
    return found;
  };
  return { clock, launcher, supervisor, states, worker };
}

const crash = { code: 134, signal: null };

describe('a supervised worker', () => {
  it('is ready when it answers its first ping', async () => {
    const { supervisor, states } = supervise();
    expect(await supervisor.start()).toEqual({ ok: true, value: null });
    expect(states()).toEqual(['starting', 'ready']);
  });

  it('fails the calls in flight when it dies, and is restarted', async () => {
    const { supervisor, clock, launcher, worker, states } = supervise();
    await supervisor.start();
    const call = supervisor.call('probe', null, 10_000);
    worker(0).exit(crash);
    expect(await call).toMatchObject({
      ok: false,
      failure: { code: 'worker_exited', received: 'one that exited with code 134' },
    });
    expect(await supervisor.call('probe', null, 10)).toMatchObject({ ok: false, failure: { code: 'worker_exited' } });
    await clock.advance(101);
    expect(launcher.launched).toHaveLength(2);
    expect(states()).toEqual(['starting', 'ready', 'degraded', 'starting', 'ready']);
    expect(supervisor.health).toMatchObject({ state: 'ready', restarts: 1, note: '' });
  });

  it('waits longer before each further restart', async () => {
    const launchedAt: number[] = [];
    const { supervisor, clock } = supervise((fake) => {
      launchedAt.push(clock.monotonicMs());
      setImmediate(() => fake.exit(crash));
    });
    void supervisor.start();
    await clock.advance(1_000);
    expect(launchedAt.slice(1).map((at, index) => at - (launchedAt[index] ?? 0))).toEqual([100, 200, 400]);
  });

  it('is given up after too many restarts, says so, and is tried again after the pause', async () => {
    let broken = true;
    const { supervisor, clock, launcher } = supervise((fake) => {
      if (broken) setImmediate(() => fake.exit(crash));
    });
    void supervisor.start();
    await clock.advance(5_000);
    expect(launcher.launched).toHaveLength(4);
    expect(supervisor.health).toMatchObject({ state: 'down', restarts: 3 });
    expect(supervisor.health.note).toMatch(/exited with code 134 once too often; the next try is in 30 s/);
    broken = false;
    await clock.advance(30_000);
    expect(supervisor.health).toMatchObject({ state: 'ready', note: '' });
  });

  it('can be retried by hand once it was given up', async () => {
    let broken = true;
    const { supervisor, clock } = supervise((fake) => {
      if (broken) setImmediate(() => fake.exit(crash));
    });
    void supervisor.start();
    await clock.advance(5_000);
    broken = false;
    supervisor.retry();
    await settled();
    expect(supervisor.health.state).toBe('ready');
  });

  it('is killed and restarted when it stops answering pings', async () => {
    const { supervisor, clock, worker, launcher } = supervise();
    await supervisor.start();
    worker(0).silent = true;
    await clock.advance(500 + 301 + 101);
    expect(worker(0).killed).toBe(true);
    expect(launcher.launched).toHaveLength(2);
    expect(supervisor.health).toMatchObject({ state: 'ready', restarts: 1 });
  });

  it('is killed when it never gets ready, and the first attempt says so', async () => {
    const { supervisor, clock, worker } = supervise((fake, index) => {
      fake.silent = index === 0;
    });
    const first = supervisor.start();
    await clock.advance(1_001);
    expect(worker(0).killed).toBe(true);
    expect(await first).toMatchObject({
      ok: false,
      failure: { code: 'worker_exited', received: 'one that did not get ready in time' },
    });
  });

  it('leaves when asked to, and is not restarted', async () => {
    const { supervisor, clock, launcher, worker } = supervise();
    await supervisor.start();
    await supervisor.stop();
    await clock.advance(60_000);
    expect({ launched: launcher.launched.length, killed: worker(0).killed, timers: clock.pending }).toEqual({
      launched: 1,
      killed: false,
      timers: 0,
    });
    expect(supervisor.health.state).toBe('stopped');
  });

  it('is killed when it does not leave within the deadline', async () => {
    const { supervisor, clock, worker } = supervise((fake) => {
      fake.stubborn = true;
    });
    await supervisor.start();
    const stopped = supervisor.stop();
    await clock.advance(401);
    await stopped;
    expect(worker(0).killed).toBe(true);
  });

  it('tells its owner of every fresh process and every loss, and passes on what it tells', async () => {
    const { supervisor, clock, worker } = supervise();
    const heard: string[] = [];
    supervisor.listen({
      told: (told) => heard.push(`told ${told.event}`),
      ready: () => heard.push('ready'),
      lost: (note) => heard.push(`lost: ${note}`),
    });
    await supervisor.start();
    worker(0).tell('prediction', 1);
    worker(0).exit({ code: null, signal: 'SIGSEGV' });
    worker(0).tell('prediction', 2);
    await clock.advance(101);
    expect(heard).toEqual(['ready', 'told prediction', 'lost: was ended by SIGSEGV', 'ready']);
  });
});
