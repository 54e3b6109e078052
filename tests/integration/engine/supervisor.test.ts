import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../main/engine/clock.ts';
import { createForkLauncher } from '../../../main/engine/workers/fork-launcher.ts';
import { Supervisor, type SupervisorLimits } from '../../../main/engine/workers/supervisor.ts';
import type { PartHealth } from '../../../preload/contract/station.ts';

const entry = fileURLToPath(new URL('../../support/workers/tiny-worker.ts', import.meta.url));

const limits: SupervisorLimits = {
  startDeadlineMs: 10_000,
  pingEveryMs: 50,
  pingDeadlineMs: 1_500,
  stopDeadlineMs: 1_000,
  maxInFlight: 16,
  backOff: { firstMs: 20, factor: 2, maxMs: 100 },
  giveUp: { restarts: 2, withinMs: 60_000, pauseMs: 60_000 },
};

const supervisors: Supervisor[] = [];
afterEach(async () => {
  await Promise.all(supervisors.splice(0).map((supervisor) => supervisor.stop()));
});

function supervise(mode = '', over: Partial<SupervisorLimits> = {}) {
  const healths: PartHealth[] = [];
  const waiting: { readonly match: (health: PartHealth) => boolean; readonly found: () => void }[] = [];
  const supervisor = new Supervisor({
    part: 'tiny worker',
    kind: 'vision',
    launcher: createForkLauncher({
      entries: { vision: entry, speech: entry, teach: entry, report: entry, outputs: entry },
      env: { TINY: mode },
    }),
    clock: systemClock,
    random: Math.random,
    limits: { ...limits, ...over },
    onHealth: (health) => {
      healths.push(health);
      for (const wait of waiting) if (wait.match(health)) wait.found();
    },
  });
  supervisors.push(supervisor);
  const until = (match: (health: PartHealth) => boolean) =>
    new Promise<void>((resolve) => {
      if (match(supervisor.health)) resolve();
      else waiting.push({ match, found: resolve });
    });
  return { supervisor, healths, until };
}

const alive = (pid: number | undefined): boolean => {
  if (pid === undefined) return false;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a real worker process', () => {
  it('answers calls, binary included', async () => {
    const { supervisor } = supervise();
    await supervisor.start();
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);
    expect(await supervisor.call('echo', bytes, 5_000)).toEqual({ ok: true, value: bytes });
  });

  it('fails every call in flight when it is killed, and comes back', async () => {
    const { supervisor, until } = supervise();
    await supervisor.start();
    const calls = Array.from({ length: 10 }, () => supervisor.call('silence', null, 60_000));
    const pid = supervisor.pid ?? 0;
    process.kill(pid, 'SIGKILL');
    const codes = (await Promise.all(calls)).map((outcome) => (outcome.ok ? 'ok' : outcome.failure.code));
    expect(codes).toEqual(Array(10).fill('worker_exited'));
    await until((health) => health.state === 'ready' && health.restarts === 1);
    expect(supervisor.pid).not.toBe(pid);
    expect(await supervisor.call('echo', 'back', 5_000)).toEqual({ ok: true, value: 'back' });
  });

  it('is ended and replaced when it hangs in a busy loop', async () => {
    const { supervisor, until } = supervise();
    await supervisor.start();
    const pid = supervisor.pid;
    const hung = supervisor.call('busy', null, 60_000);
    await until((health) => health.state === 'degraded');
    expect(supervisor.health.note).toContain('did not answer any more');
    expect(await hung).toMatchObject({ ok: false, failure: { code: 'worker_exited' } });
    await until((health) => health.state === 'ready');
    expect(alive(pid)).toBe(false);
  });

  it('is never sent more than the bound of calls, and the rest are refused as overloaded', async () => {
    const { supervisor } = supervise();
    await supervisor.start();
    const outcomes = Array.from({ length: 5_000 }, () => supervisor.call('silence', null, 300));
    const codes = (await Promise.all(outcomes)).map((outcome) => (outcome.ok ? 'ok' : outcome.failure.code));
    const count = (code: string) => codes.filter((other) => other === code).length;
    expect(count('overloaded') + count('deadline_exceeded')).toBe(5_000);
    expect(count('deadline_exceeded')).toBeLessThanOrEqual(limits.maxInFlight);
    expect(await supervisor.call('echo', 'still here', 5_000)).toEqual({ ok: true, value: 'still here' });
  });

  it('may flood its engine with news, and calls still get through', async () => {
    const { supervisor } = supervise('', { pingDeadlineMs: 10_000 });
    let heard = 0;
    const told = () => {
      heard += 1;
    };
    supervisor.listen({ told, ready: () => {}, lost: () => {} });
    await supervisor.start();
    expect(await supervisor.call('flood', 20_000, 30_000)).toEqual({ ok: true, value: 20_000 });
    expect(heard).toBe(20_000);
  });

  it('leaves in order when it is stopped', async () => {
    const { supervisor, healths } = supervise();
    await supervisor.start();
    const pid = supervisor.pid;
    await supervisor.stop();
    expect({ alive: alive(pid), last: healths.at(-1)?.state }).toEqual({ alive: false, last: 'stopped' });
  });

  it('is killed when it stays after being asked to leave', async () => {
    const { supervisor } = supervise('stays', { stopDeadlineMs: 100 });
    await supervisor.start();
    const pid = supervisor.pid;
    await supervisor.stop();
    expect(alive(pid)).toBe(false);
  });

  it('is given up when it exits at every start', async () => {
    const { supervisor, until } = supervise('exit-at-start');
    const first = await supervisor.start();
    expect(first).toMatchObject({
      ok: false,
      failure: { code: 'worker_exited', received: 'one that exited with code 3' },
    });
    await until((health) => health.state === 'down');
    expect(supervisor.health.note).toContain('once too often');
  });

  it('is given up when it never gets ready', async () => {
    const { supervisor, until } = supervise('never-ready', { startDeadlineMs: 300 });
    await supervisor.start();
    await until((health) => health.state === 'down');
    expect(supervisor.health.note).toContain('did not get ready in time');
  });
});
