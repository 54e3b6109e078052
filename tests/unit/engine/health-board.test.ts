import { describe, expect, it } from 'vitest';
import { HealthBoard } from '../../../main/engine/health-board.ts';
import { FakeClock } from '../../support/fake-clock.ts';

describe('the health of the station', () => {
  it('is as good as its worst part, and degraded while another part still works', () => {
    const board = new HealthBoard(new FakeClock());
    const stateAfter = (part: string, state: 'ready' | 'starting' | 'down' | 'degraded') => {
      board.say(part, state, '');
      return board.live.get().state;
    };
    expect(stateAfter('store', 'ready')).toBe('ready');
    expect(stateAfter('vision worker', 'starting')).toBe('starting');
    expect(stateAfter('vision worker', 'down')).toBe('degraded');
    expect(stateAfter('vision worker', 'ready')).toBe('ready');
  });

  it('says since when a part is as it is, and tells watchers of changes alone', async () => {
    const clock = new FakeClock();
    const board = new HealthBoard(clock);
    board.say('disk', 'ready', '');
    const { since } = board.live.get().parts[0] ?? { since: 0 };
    await clock.advance(5_000);
    const before = board.live.get();
    board.say('disk', 'ready', '');
    expect(board.live.get()).toBe(before);
    board.say('disk', 'degraded', 'Only 3 MiB are free.');
    expect(board.live.get().parts).toEqual([
      { part: 'disk', state: 'degraded', note: 'Only 3 MiB are free.', restarts: 0, since: since + 5_000 },
    ]);
  });
});
