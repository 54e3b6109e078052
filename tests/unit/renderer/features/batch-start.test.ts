import { describe, expect, it } from 'vitest';
import { mediaTime } from '../../../../renderer/features/batch/media-time.ts';
import { emptyStart, startOf } from '../../../../renderer/features/batch/start-draft.ts';

const draft = { ...emptyStart, path: ' /srv/pictures ', model: 'pcb-defects', recipe: 'boards' };

describe('a batch that is being described', () => {
  it('is not ready before its fields make sense', () => {
    expect(startOf({ ...draft, path: ' ' })).toBeNull();
    expect(startOf({ ...draft, model: '' })).toBeNull();
    expect(startOf({ ...draft, by: 'recipe', recipe: '' })).toBeNull();
    expect(startOf({ ...draft, partSeconds: 'long' })).toBeNull();
    expect(startOf({ ...draft, partSeconds: '0' })).toBeNull();
  });

  it('says its parts, its name and its recipe only where somebody did', () => {
    expect(startOf(draft)).toEqual({ path: '/srv/pictures', models: ['pcb-defects'] });
    expect(startOf({ ...draft, by: 'recipe', name: ' Week 46 ', partSeconds: '0.5' })).toEqual({
      path: '/srv/pictures',
      models: ['pcb-defects'],
      recipe: 'boards',
      name: 'Week 46',
      parts: { by: 'time', ms: 500 },
    });
  });

  it('shows times of a video as a player does', () => {
    expect([0, 1_250, 61_000, 3_661_900].map(mediaTime)).toEqual(['0:00.0', '0:01.2', '1:01.0', '1:01:01.9']);
  });
});
