import { describe, expect, it } from 'vitest';
import { failure } from '../../../../main/domain/outcome.ts';
import { Calls } from '../../../../main/engine/workers/calls.ts';
import type { Request } from '../../../../main/workers/protocol.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

const gone = failure('worker_exited', { thing: 'The vision worker', expected: 'it to run', remedy: 'Wait.' });

function table(maxInFlight = 4) {
  const clock = new FakeClock();
  const sent: Request[] = [];
  const calls = new Calls({ part: 'vision worker', clock, maxInFlight, send: (request) => sent.push(request) });
  return { clock, sent, calls };
}

describe('calls to another process', () => {
  it('are settled by the reply that carries their number', async () => {
    const { calls, sent, clock } = table();
    const first = calls.call('devices', null, 100);
    const second = calls.call('probe', { url: 'x' }, 100);
    expect(sent.map(({ call, verb }) => ({ call, verb }))).toEqual([
      { call: 1, verb: 'devices' },
      { call: 2, verb: 'probe' },
    ]);
    calls.reply({ kind: 'reply', call: 2, outcome: { ok: true, value: 'two' } });
    calls.reply({ kind: 'reply', call: 1, outcome: { ok: true, value: 'one' } });
    expect(await Promise.all([first, second])).toEqual([
      { ok: true, value: 'one' },
      { ok: true, value: 'two' },
    ]);
    expect({ inFlight: calls.inFlight, timers: clock.pending }).toEqual({ inFlight: 0, timers: 0 });
  });

  it('fail with deadline_exceeded when no reply comes, and a late reply changes nothing', async () => {
    const { calls, clock } = table();
    const call = calls.call('probe', null, 250);
    await clock.advance(251);
    calls.reply({ kind: 'reply', call: 1, outcome: { ok: true, value: 'late' } });
    expect(await call).toMatchObject({
      ok: false,
      failure: { code: 'deadline_exceeded', expected: 'an answer to "probe" within 250 ms' },
    });
  });

  it('all fail with worker_exited when the process ends, and so does every later one', async () => {
    const { calls, sent } = table();
    const waiting = [calls.call('a', null, 100), calls.call('b', null, 100)];
    calls.close(gone);
    const later = calls.call('c', null, 100);
    for (const outcome of await Promise.all([...waiting, later])) expect(outcome).toEqual({ ok: false, failure: gone });
    expect(sent).toHaveLength(2);
  });

  it('are refused as overloaded beyond the bound, without a word to the process', async () => {
    const { calls, sent } = table(2);
    const kept = [calls.call('a', null, 100), calls.call('b', null, 100)];
    expect(await calls.call('c', null, 100)).toMatchObject({ ok: false, failure: { code: 'overloaded' } });
    expect(sent).toHaveLength(2);
    calls.close(gone);
    await Promise.all(kept);
  });
});
