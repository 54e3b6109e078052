import { describe, expect, it } from 'vitest';
import { createToasts } from '../../../../renderer/app/toast-store.ts';

const said = { tone: 'plain', title: 'Recipe saved', text: 'Version 2' } as const;
const other = { tone: 'bad', title: 'Not reachable', text: '' } as const;

describe('what the station tells in passing', () => {
  it('is shown once and anew where the same words stand already, below what was said since', () => {
    const { store, say } = createToasts();
    say(said);
    const [first] = store.getState();
    say(other);
    say(said);
    const titles = store.getState().map(({ title }) => title);
    expect(titles).toEqual(['Not reachable', 'Recipe saved']);
    expect(store.getState()[1]?.id).not.toBe(first?.id);
  });

  it('is shown beside words that differ in anything, the newest four of them', () => {
    const { store, say } = createToasts();
    say(other);
    say(said);
    say({ ...said, tone: 'bad' });
    say({ ...said, title: 'Output saved' });
    say({ ...said, text: 'Version 3' });
    expect(store.getState().map(({ tone, title, text }) => `${tone} ${title} ${text}`)).toEqual([
      'plain Recipe saved Version 2',
      'bad Recipe saved Version 2',
      'plain Output saved Version 2',
      'plain Recipe saved Version 3',
    ]);
  });

  it('may be said again once it was put away', () => {
    const { store, say, dismiss } = createToasts();
    say(said);
    dismiss(store.getState()[0]?.id ?? 0);
    expect(store.getState()).toEqual([]);
    say(said);
    expect(store.getState()).toHaveLength(1);
  });
});
