import { describe, expect, it } from 'vitest';
import { liveIterator } from '../../../../main/engine/doors/live-iterator.ts';
import { LiveValue } from '../../../../main/engine/doors/live-value.ts';

describe('a live value', () => {
  it('gives the value now, then the newest at each change, never a backlog', async () => {
    const live = new LiveValue(1);
    const watch = live.watch();
    expect((await watch.next()).value).toBe(1);
    live.set(2);
    live.set(3);
    expect((await watch.next()).value).toBe(3);
    const next = watch.next();
    live.set(4);
    expect((await next).value).toBe(4);
  });

  it('forgets a watcher whose caller left while nothing changed', async () => {
    const live = new LiveValue('quiet');
    const caller = new AbortController();
    const watch = live.watch(caller.signal);
    await watch.next();
    const next = watch.next();
    expect(live.watchers).toBe(1);
    caller.abort();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(live.watchers).toBe(0);
  });

  it('begins nothing for a caller that has left already', async () => {
    const watch = new LiveValue(1).watch(AbortSignal.abort());
    expect(await watch.next()).toEqual({ done: true, value: undefined });
  });
});

describe('an iterator of a caller', () => {
  const never: AsyncIterator<number> & { returned: number } = {
    returned: 0,
    next: () => new Promise(() => undefined),
    return: async () => {
      never.returned += 1;
      return { done: true, value: undefined };
    },
  };
  const ends = (told: string[]) => ({
    ended: async (how: string): Promise<void> => void told.push(how),
    failWith: async (): Promise<Error> => new Error('mapped'),
  });

  it('ends at once when the caller leaves, even where its source never speaks again', async () => {
    const told: string[] = [];
    const caller = new AbortController();
    const live = liveIterator(never, { signal: caller.signal, ...ends(told) });
    const next = live.next();
    caller.abort();
    expect(await next).toEqual({ done: true, value: undefined });
    expect({ told, returned: never.returned }).toEqual({ told: ['left'], returned: 1 });
  });

  it('tells its end once, however it is ended', async () => {
    const told: string[] = [];
    const caller = new AbortController();
    const live = liveIterator(never, { signal: caller.signal, ...ends(told) });
    await live.return(undefined);
    caller.abort();
    await live.return(undefined);
    expect(told).toEqual(['left']);
  });

  it('is over once its caller left, and asks its source for nothing more', async () => {
    const told: string[] = [];
    const live = liveIterator(never, { signal: AbortSignal.abort(), ...ends(told) });
    expect(await live.next()).toEqual({ done: true, value: undefined });
    expect(told).toEqual(['left']);
  });

  it('throws what its failure was mapped to', async () => {
    async function* broken(): AsyncGenerator<number> {
      yield 1;
      throw new Error('inside');
    }
    const told: string[] = [];
    const live = liveIterator(broken(), { signal: undefined, ...ends(told) });
    await live.next();
    await expect(live.next()).rejects.toThrow('mapped');
    expect(told).toEqual([]);
  });
});
