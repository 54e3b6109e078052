import { getEventListeners } from 'node:events';
import { ORPCError } from '@orpc/client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LiveValue } from '../../../../main/engine/doors/live-value.ts';
import { followFeed } from '../../../../renderer/app/feed.ts';
import { pause } from '../../../../renderer/app/pause.ts';
import type { Trouble } from '../../../../renderer/app/trouble.ts';

const rejoin = { firstMs: 2, mostMs: 4 };

/** A feed whose iterators can be ended one by one, while what is behind them lives on. */
function brokenFeed() {
  const live = new LiveValue(0);
  const heard: number[] = [];
  const troubles: Trouble[] = [];
  const leave = new AbortController();
  onTestFinished(() => leave.abort());
  let joined = 0;
  let current = new AbortController();
  const join = async (): Promise<AsyncIterable<number>> => {
    joined += 1;
    current = new AbortController();
    return live.watch(AbortSignal.any([leave.signal, current.signal]));
  };
  const following = { signal: leave.signal, behind: (trouble: Trouble) => troubles.push(trouble), rejoin };
  return {
    live,
    heard,
    troubles,
    leave,
    joined: () => joined,
    end: () => current.abort(),
    follow: (through = join) => followFeed(through, (value) => heard.push(value), following),
    join,
  };
}

describe('a feed of the station', () => {
  it('is joined again when it ends while the link stands, and what came meanwhile is heard', async () => {
    const feed = brokenFeed();
    void feed.follow();
    await expect.poll(() => feed.heard).toEqual([0]);
    feed.end();
    feed.live.set(7);
    await expect.poll(() => feed.heard).toEqual([0, 7]);
    expect(feed.joined()).toBe(2);
    expect(feed.troubles).toEqual([]);
  });

  it('says why it is behind when it breaks, and is joined again', async () => {
    const feed = brokenFeed();
    let isFirst = true;
    void feed.follow(async () => {
      if (!isFirst) return feed.join();
      isFirst = false;
      throw new ORPCError('overloaded', { message: 'Too many at once' });
    });
    await expect.poll(() => feed.heard).toEqual([0]);
    expect(feed.troubles.map(({ code }) => code)).toEqual(['overloaded']);
  });

  it('is not joined again once nobody listens, nor is anything told any more', async () => {
    const feed = brokenFeed();
    const over = feed.follow();
    await expect.poll(() => feed.heard).toEqual([0]);
    feed.leave.abort();
    feed.live.set(7);
    await over;
    expect(feed).toMatchObject({ heard: [0], troubles: [] });
    expect(feed.joined()).toBe(1);
    expect(feed.live.watchers).toBe(0);
  });

  it('that cannot be joined any more is given up in the middle of a pause', async () => {
    const feed = brokenFeed();
    let tries = 0;
    const over = followFeed<number>(
      async () => {
        tries += 1;
        throw new ORPCError('overloaded');
      },
      () => undefined,
      { signal: feed.leave.signal, behind: () => undefined, rejoin: { firstMs: 3_600_000, mostMs: 3_600_000 } },
    );
    await expect.poll(() => tries).toBe(1);
    feed.leave.abort();
    await over;
    expect(tries).toBe(1);
  });

  it('waits longer and longer while it ends at once, and briefly again after it was heard', async () => {
    const stop = new AbortController();
    const troubles: string[] = [];
    const waited: number[] = [];
    const told = ['', '', '', '', 'something', '', ''];
    await followFeed(
      async () =>
        (async function* () {
          const word = told.shift() ?? '';
          if (word !== '') yield word;
        })(),
      () => undefined,
      {
        signal: stop.signal,
        behind: ({ code }) => troubles.push(code),
        rejoin: { firstMs: 1_000, mostMs: 4_000 },
        random: () => 1,
        wait: async (ms) => {
          waited.push(ms);
          if (told.length === 0) stop.abort();
        },
      },
    );
    expect(waited).toEqual([1_000, 2_000, 4_000, 4_000, 1_000, 2_000, 4_000]);
    expect(troubles).toEqual(['ended', 'ended', 'ended', 'ended', 'ended', 'ended']);
  });
});

describe('a pause', () => {
  it('leaves nothing behind at a signal that outlives it', async () => {
    const { signal } = new AbortController();
    await pause(1, signal);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('is over at once where the signal has aborted before', async () => {
    await expect(pause(3_600_000, AbortSignal.abort())).resolves.toBeUndefined();
  });
});
