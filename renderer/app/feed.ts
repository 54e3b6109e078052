import { type BackOff, backOffMs } from './back-off.ts';
import { pause } from './pause.ts';
import { type Trouble, troubleOf } from './trouble.ts';

export interface Following {
  readonly signal: AbortSignal;
  /** Why what was told last may be old: the feed broke, or had nothing to tell. It is joined again in any case. */
  readonly behind: (trouble: Trouble) => void;
  readonly rejoin?: BackOff;
  readonly random?: () => number;
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export const usualRejoin: BackOff = { firstMs: 1_000, mostMs: 8_000 };
const endedUnheard: Trouble = { code: 'ended', message: '', remedy: '' };

/** Follows for as long as the signal lets it. What breaks is joined again after a pause, which grows while nothing is heard. */
export async function keepFollowing(
  follow: (heard: () => void) => Promise<void>,
  { signal, behind, rejoin = usualRejoin, random = Math.random, wait = pause }: Following,
): Promise<void> {
  for (let unheard = 0; !signal.aborted; unheard += 1) {
    const heard = (): void => {
      unheard = 0;
    };
    await follow(heard).catch((error: unknown) => {
      if (!signal.aborted) behind(troubleOf(error));
    });
    if (!signal.aborted) await wait(backOffMs(unheard, rejoin, random), signal);
  }
}

/** Hands on whatever a feed tells, newest last; nothing any more once the signal says that nobody listens. */
export function followFeed<T>(
  join: () => Promise<AsyncIterable<T>>,
  told: (value: T) => void,
  following: Following,
): Promise<void> {
  const { signal, behind } = following;
  return keepFollowing(async (heard) => {
    let isUnheard = true;
    for await (const value of await join()) {
      if (signal.aborted) return;
      isUnheard = false;
      heard();
      told(value);
    }
    if (isUnheard && !signal.aborted) behind(endedUnheard);
  }, following);
}
