import { describe, expect, it } from 'vitest';
import { keepScreenChoices } from '../../../../renderer/features/inspect/screen-choices.ts';

function storageOf(text: string | null) {
  const kept = new Map<string, string>(text === null ? [] : [['caracal.inspect', text]]);
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}
const usual = { sound: 'off', acknowledge: { fail: false, unsure: false, line: true }, heat: 0.6 };

describe('what a screen was told to do', () => {
  it('is quiet until somebody chooses, and is remembered', () => {
    const storage = storageOf(null);
    const choices = keepScreenChoices(storage);
    expect(choices.store.getState()).toEqual(usual);
    choices.choose({ sound: 'loud', acknowledge: { fail: true, unsure: true, line: true } });
    expect(keepScreenChoices(storage).store.getState()).toEqual({
      ...usual,
      sound: 'loud',
      acknowledge: { fail: true, unsure: true, line: true },
    });
  });

  it('keeps what can be read of what an older or newer version wrote', () => {
    expect(keepScreenChoices(storageOf('{"sound":"deafening","heat":0.3}')).store.getState()).toEqual({
      ...usual,
      heat: 0.3,
    });
    expect(keepScreenChoices(storageOf('not json')).store.getState()).toEqual(usual);
    expect(keepScreenChoices(storageOf('[1]')).store.getState()).toEqual(usual);
  });
});
