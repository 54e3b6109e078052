import { describe, expect, it } from 'vitest';
import { type DraftBox, keepDrafts } from '../../../../renderer/features/label/drafts.ts';

const box: DraftBox = { label: 'open', box: { x: 1, y: 2, width: 3, height: 4 }, by: 'person', score: null };

function memory(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

describe('drafts', () => {
  it('are read back by another page on the same storage', () => {
    const storage = memory();
    keepDrafts(storage).write(7, [box]);
    expect(keepDrafts(storage).read(7)).toEqual([box]);
    expect(keepDrafts(storage).read(8)).toBeNull();
  });

  it('keep an item from which every box was removed apart from one never touched', () => {
    const drafts = keepDrafts(memory());
    drafts.write(7, []);
    expect(drafts.read(7)).toEqual([]);
  });

  it('are gone once the station has answered', () => {
    const drafts = keepDrafts(memory());
    drafts.write(7, [box]);
    drafts.write(8, [box]);
    drafts.drop(7);
    expect([drafts.read(7), drafts.read(8)]).toEqual([null, [box]]);
  });

  it('are bounded: the oldest goes first', () => {
    const drafts = keepDrafts(memory());
    for (let id = 1; id <= 25; id++) drafts.write(id, [box]);
    expect(drafts.read(5)).toBeNull();
    expect(drafts.read(6)).toEqual([box]);
  });

  it('that are torn or of another make are left out', () => {
    const storage = memory();
    storage.setItem('caracal.label.drafts', '[{"itemId":1,"boxes":[{"label":5}]},{"itemId":2,"boxes":[]}]');
    expect([keepDrafts(storage).read(1), keepDrafts(storage).read(2)]).toEqual([null, []]);
    storage.setItem('caracal.label.drafts', '{');
    expect(keepDrafts(storage).read(2)).toBeNull();
  });
});
