import { describe, expect, it } from 'vitest';
import { Judge, withoutRecipe } from '../../../../main/domain/recipe/judge.ts';
import { PartTracker } from '../../../../main/engine/line/part-tracker.ts';
import type { Inspection } from '../../../../preload/contract/inspections.ts';

describe('parts by time', () => {
  it.each([
    ['back', -3_600_000],
    ['on', 3_600_000],
  ])('are as long as they should be where the clock on the wall is put %s by an hour', (_, stepMs) => {
    const inspections: Inspection[] = [];
    const judge = new Judge(withoutRecipe);
    const parts = new PartTracker({
      sourceId: 'cam',
      model: { name: 'pcb-defects', version: '1.0.0' },
      recipe: null,
      parts: { by: 'time', ms: 1_000 },
      beginPart: () => judge.beginPart(),
      nextId: () => inspections.length + 1,
      stretchMs: 2_000,
      judged: (inspection) => void inspections.push(inspection),
    });
    for (let frame = 0; frame < 25; frame += 1) {
      const capturedAt = 5_000 + frame * 100;
      const wallTime = 1_700_000_000_000 + capturedAt + (frame >= 5 ? stepMs : 0);
      parts.see({ part: null, wallTime, capturedAt, findings: [], isReadable: true });
    }
    expect(inspections.map(({ frames, verdict }) => [frames, verdict])).toEqual([
      [10, 'pass'],
      [10, 'pass'],
    ]);
  });
});
