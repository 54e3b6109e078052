import { describe, expect, it } from 'vitest';
import { fail, succeed } from '../../../main/domain/outcome.ts';
import { Retention } from '../../../main/engine/retention.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const dayMs = 86_400_000;

function world(steps: readonly (number | null)[]) {
  const clock = new FakeClock();
  const asked: { readonly olderThan: number; readonly from: number }[] = [];
  const done: number[] = [];
  let isBroken = false;
  const retention = new Retention({
    clock,
    firstAfterMs: 1_000,
    everyMs: 10_000,
    keepDays: async () => 90,
    forget: async (step) => {
      const next = steps[asked.push(step) - 1] ?? null;
      if (isBroken) return fail('disk_full', { thing: 'The disk', expected: 'room', remedy: 'Make room.' });
      return succeed({ deleted: 3, next });
    },
    done: (deleted) => done.push(deleted),
  });
  return { clock, asked, done, retention, breakIt: () => (isBroken = true) };
}

describe('the forgetting of old predictions', () => {
  it('goes a step at a time until none is left, and says how many went', async () => {
    const { clock, asked, done, retention } = world([2_048, 4_096, null]);
    await clock.advance(1_500);
    expect(asked.map(({ from }) => from)).toEqual([0, 2_048, 4_096]);
    expect(done).toEqual([9]);
    expect(asked[0]?.olderThan).toBeCloseTo(clock.wallMs() - 90 * dayMs, -4);
    retention.stop();
  });

  it('comes again after a while, also when a step failed', async () => {
    const { clock, asked, retention, breakIt } = world([]);
    breakIt();
    await clock.advance(1_000 + 10_000);
    expect(asked).toHaveLength(2);
    retention.stop();
    await clock.advance(60_000);
    expect(asked).toHaveLength(2);
  });
});
