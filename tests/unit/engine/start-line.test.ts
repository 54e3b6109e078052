import { expect, it } from 'vitest';
import { succeed } from '../../../main/domain/outcome.ts';
import { forgetRecipe } from '../../../main/engine/handlers/start-line.ts';
import type { LineWish } from '../../../main/engine/line/line-plan.ts';
import type { Services } from '../../../main/engine/services.ts';

const by = (sourceId: string, id: string): LineWish => ({ sourceId, model: 'pcb-defects', recipe: { id, version: 1 } });

it('a recipe that was put aside is no part of what stopped lines did, and they stay stopped', async () => {
  const newest = by('cam-1', 'boards');
  const stored = { running: [newest], stopped: [by('cam-2', 'belt'), by('cam-3', 'boards')], newest };
  const written: unknown[] = [];
  const settings = {
    get: async () => stored,
    set: async (_key: string, value: unknown) => succeed(written.push(value)),
  } as unknown as Services['settings'];
  expect(await forgetRecipe(settings, 'belt')).toMatchObject({ ok: true });
  const plain = { sourceId: 'cam-2', model: 'pcb-defects' };
  expect(written).toEqual([{ ...stored, stopped: [plain, by('cam-3', 'boards')] }]);
  await forgetRecipe(settings, 'nobody-went-by-it');
  expect(written).toHaveLength(1);
});
