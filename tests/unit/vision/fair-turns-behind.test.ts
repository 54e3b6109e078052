import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { FairTurns } from '../../../main/vision/fair-turns.ts';

/** A line that is always busy: it asks for its next turn as soon as it has had one. */
function busyLine(turns: FairTurns) {
  let count = 0;
  let isOver = false;
  const running = (async () => {
    while (!isOver) {
      await turns.take();
      count += 1;
      await nextTurn();
      turns.done();
    }
  })();
  return {
    get count() {
      return count;
    },
    end: async () => {
      isOver = true;
      await running;
    },
  };
}

describe('a turn behind the lines', () => {
  it('is had at once where no line wants one', async () => {
    const turns = new FairTurns();
    await turns.takeBehind(60_000);
    turns.done();
    await turns.takeBehind(60_000);
    turns.done();
  });

  it('waits for the line that has it, and for one that asks meanwhile', async () => {
    const turns = new FairTurns();
    const order: string[] = [];
    await turns.take();
    const behind = turns.takeBehind(60_000).then(() => order.push('behind'));
    await nextTurn();
    const line = turns.take().then(() => order.push('line'));
    turns.done();
    await line;
    expect(order).toEqual(['line']);
    turns.done();
    await behind;
    expect(order).toEqual(['line', 'behind']);
    turns.done();
  });

  it('is had in the end also beside a line that is always busy, and seldom', async () => {
    const turns = new FairTurns();
    const line = busyLine(turns);
    await sleep(1);
    const before = line.count;
    await turns.takeBehind(30);
    // The line had many turns while this one waited.
    expect(line.count - before).toBeGreaterThan(3);
    turns.done();
    await line.end();
  });
});
