import { describe, expect, it } from 'vitest';
import { fail, type Outcome, succeed } from '../../../../main/domain/outcome.ts';
import { Later } from '../../../../main/engine/monitor/later.ts';

const full = fail('disk_full', { thing: 'The disk', expected: 'room', remedy: 'Make room.' });
const wrong = fail('bug', { thing: 'A write', expected: 'sense', remedy: 'Report it.' });

function world(mostWaiting = 10) {
  const [written, lost]: [number[], string[]] = [[], []];
  const later = new Later({ mostWaiting, lost: (why) => lost.push(typeof why === 'string' ? why : why.code) });
  let now: Outcome<null> = succeed(null);
  const write = (index: number) =>
    later.add(async () => {
      if (now.ok) written.push(index);
      return now;
    });
  const disk = (outcome: Outcome<null>): void => {
    now = outcome;
  };
  return { later, write, written, lost, disk };
}

describe('writes that may wait', () => {
  it('are written in their order, after the disk was full as before', async () => {
    const { later, write, written, disk, lost } = world();
    disk(full);
    for (const index of [1, 2, 3]) write(index);
    await later.flush();
    expect([written, later.waiting]).toEqual([[], 3]);
    disk(succeed(null));
    await later.flush();
    expect([written, later.waiting, lost]).toEqual([[1, 2, 3], 0, []]);
  });

  it('do not hold up the others when one can never be written', async () => {
    const { later, write, written, disk, lost } = world();
    disk(wrong);
    write(1);
    await later.flush();
    disk(succeed(null));
    write(2);
    await later.flush();
    expect([written, lost]).toEqual([[2], ['bug']]);
  });

  it('are not written again when an answer was only late: the store does what it was asked all the same', async () => {
    const { later, write, disk, lost } = world();
    disk(fail('deadline_exceeded', { thing: 'Store', expected: 'an answer', remedy: 'Ask again.' }));
    write(1);
    await later.flush();
    expect([later.waiting, lost]).toEqual([0, ['deadline_exceeded']]);
  });

  it('are bounded: the oldest gives way, and that is said', async () => {
    const { later, write, written, disk, lost } = world(2);
    disk(full);
    for (const index of [1, 2, 3]) {
      write(index);
      await later.flush();
    }
    disk(succeed(null));
    await later.flush();
    expect([written, lost]).toEqual([[2, 3], ['no room to wait']]);
  });
});
