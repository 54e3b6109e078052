import { describe, expect, it } from 'vitest';
import { HeldRows } from '../../../../main/engine/line/held-rows.ts';
import { rowOf } from '../../store/prediction-rows.ts';

function heldRows() {
  const alone: string[] = [];
  return { alone, held: new HeldRows(({ frameId }) => alone.push(frameId)) };
}

describe('rows that wait for their picture', () => {
  it('are handed over with it once', () => {
    const { held, alone } = heldRows();
    held.hold(rowOf(1), 'unsure');
    expect(held.take('frame-1')).toEqual({ row: rowOf(1), reason: 'unsure' });
    expect(held.take('frame-1')).toBeUndefined();
    expect(alone).toEqual([]);
  });

  it('are stored alone when the worker is gone, each with the reason why it waited', () => {
    const alone: string[] = [];
    const held = new HeldRows(({ frameId }, reason) => alone.push(`${frameId} ${reason}`));
    held.hold(rowOf(1), 'control');
    held.hold(rowOf(2), 'unsure');
    held.letAllGo();
    expect(alone).toEqual(['frame-1 control', 'frame-2 unsure']);
  });

  it('are never more than a few: the oldest is stored alone', () => {
    const { held, alone } = heldRows();
    for (let index = 0; index < 10; index += 1) held.hold(rowOf(index), 'unsure');
    expect(alone).toEqual(['frame-0', 'frame-1']);
    held.letAllGo();
    expect(alone).toHaveLength(10);
  });
});
