import { describe, expect, it } from 'vitest';
import { fail, type Outcome, succeed } from '../../../main/domain/outcome.ts';
import { Lifecycle, type Part } from '../../../main/engine/lifecycle.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const refused = fail('read_only', { thing: 'The folder', expected: 'a writable one', remedy: 'Choose another.' });

function world() {
  const clock = new FakeClock();
  const heard: string[] = [];
  const lifecycle = new Lifecycle(clock, (part) => heard.push(`left ${part}`));
  const part = (name: string, start: () => Promise<Outcome<string>> = async () => succeed(name)): Part<string> => ({
    name,
    startDeadlineMs: 100,
    stopDeadlineMs: 100,
    start: () => {
      heard.push(`start ${name}`);
      return start();
    },
    stop: async (value) => void heard.push(`stop ${value}`),
  });
  return { clock, heard, lifecycle, part };
}

describe('the lifecycle of the engine', () => {
  it('stops its parts in the reverse of the order in which they started', async () => {
    const { heard, lifecycle, part } = world();
    await lifecycle.start(part('store'));
    await lifecycle.start(part('worker'));
    await Promise.all([lifecycle.stop(), lifecycle.stop()]);
    expect(heard).toEqual(['start store', 'start worker', 'stop worker', 'stop store']);
  });

  it('undoes the parts before one that fails to start', async () => {
    const { heard, lifecycle, part } = world();
    await lifecycle.start(part('store'));
    expect(await lifecycle.start(part('worker', async () => refused))).toEqual(refused);
    expect(heard).toEqual(['start store', 'start worker', 'stop store']);
  });

  it('gives up a part that does not start in time, and takes it down when it comes up later', async () => {
    const { clock, heard, lifecycle, part } = world();
    const slow = Promise.withResolvers<Outcome<string>>();
    const starting = lifecycle.start(part('store', () => slow.promise));
    await clock.advance(101);
    expect(await starting).toMatchObject({ ok: false, failure: { code: 'deadline_exceeded', thing: 'The store' } });
    slow.resolve(succeed('store'));
    await clock.advance(1);
    expect(heard).toEqual(['start store', 'stop store']);
  });

  it('goes on stopping the others when one does not stop in time', async () => {
    const { clock, heard, lifecycle, part } = world();
    await lifecycle.start(part('store'));
    await lifecycle.start({ ...part('worker'), stop: () => new Promise(() => {}) });
    const stopping = lifecycle.stop();
    await clock.advance(101);
    await stopping;
    expect(heard).toEqual(['start store', 'start worker', 'left worker', 'stop store']);
  });
});
