import { describe, expect, it } from 'vitest';
import { FairTurns } from '../../../main/vision/fair-turns.ts';
import { settled } from '../../support/fake-clock.ts';

/** Takes so many turns, one after the other, and writes down each. */
async function line(turns: FairTurns, name: string, count: number, log: string[]): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    await turns.take();
    log.push(name);
    await Promise.resolve();
    turns.done();
  }
}

describe('turns at the processor', () => {
  it('go round: no line has a second while another waits for its first', async () => {
    const turns = new FairTurns();
    const log: string[] = [];
    await Promise.all(['a', 'b', 'c'].map((name) => line(turns, name, 4, log)));
    expect(log.join('')).toBe('abcabcabcabc');
  });

  it('are one at a time, and free again when nobody waits', async () => {
    const turns = new FairTurns();
    let [inside, most] = [0, 0];
    const busy = async (): Promise<void> => {
      await turns.take();
      inside += 1;
      most = Math.max(most, inside);
      await settled();
      inside -= 1;
      turns.done();
    };
    await Promise.all([busy(), busy(), busy()]);
    expect(most).toBe(1);
    await turns.take();
    turns.done();
  });

  it('leave a line that has enough out: the others go on without it', async () => {
    const turns = new FairTurns();
    const log: string[] = [];
    await Promise.all([line(turns, 'a', 1, log), line(turns, 'b', 3, log), line(turns, 'c', 3, log)]);
    expect(log.join('')).toBe('abcbcbc');
  });
});
