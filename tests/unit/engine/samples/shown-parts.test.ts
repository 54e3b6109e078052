import { describe, expect, it } from 'vitest';
import { ShownParts } from '../../../../main/engine/samples/shown-parts.ts';
import { rowOf } from '../../store/prediction-rows.ts';

const jpeg = new Uint8Array([1]);
const rowIn = (inspectionId: number | null, topScore: number | null, index = 0) =>
  rowOf(index, { inspectionId, topScore });

describe('the pictures that were shown', () => {
  it('are remembered by the most telling one of each part', () => {
    const shown = new ShownParts();
    for (const [index, score] of [null, 0.4, 0.9, 0.6].entries()) shown.put(rowIn(3, score, index), jpeg, false);
    expect(shown.of(3)?.row).toMatchObject({ frameId: 'frame-2', topScore: 0.9 });
    expect(shown.of(4)).toBeUndefined();
  });

  it('between parts are not, and of old parts no longer', () => {
    const shown = new ShownParts();
    shown.put(rowIn(null, 0.9), jpeg, false);
    for (let part = 1; part <= 30; part += 1) shown.put(rowIn(part, null), jpeg, false);
    expect([shown.of(6), shown.of(7)?.row.inspectionId, shown.of(30)?.row.inspectionId]).toEqual([undefined, 7, 30]);
  });
});
