import { AsyncIteratorClass } from '@orpc/server';

interface LiveOptions {
  /** Aborted when the caller leaves. */
  readonly signal: AbortSignal | undefined;
  /** Called once at the end of an iterator that did not fail: it ran out, or its caller left. */
  readonly ended: (end: 'ran out' | 'left') => Promise<void>;
  /** Called once for one that failed, with what to throw in its place. */
  readonly failWith: (error: unknown) => Promise<Error>;
}

export const isLive = (value: unknown): value is AsyncIterator<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'next' in value;

/**
 * Ends an iterator the moment its caller leaves, not at its next value: a quiet one would else be kept for ever.
 * The source is told by `return` and must itself watch the signal that its handler was given.
 */
export function liveIterator<T>(source: AsyncIterator<T>, options: LiveOptions): AsyncIteratorClass<T> {
  const { signal, ended, failWith } = options;
  const gone: IteratorReturnResult<undefined> = { done: true, value: undefined };
  let isOver = false;
  /** Settles the step that waits; one promise a step, since a race against one long-lived promise would keep them all. */
  let letGo: () => void = () => undefined;

  const leave = async (): Promise<void> => {
    if (isOver) return;
    isOver = true;
    signal?.removeEventListener('abort', leave);
    letGo();
    // Not awaited: a generator that waits for its next value answers `return` only once it has one.
    void source.return?.().catch(() => undefined);
    await ended('left');
  };
  if (signal?.aborted) void leave();
  else signal?.addEventListener('abort', leave, { once: true });

  const over = (): boolean => {
    const first = !isOver;
    isOver = true;
    signal?.removeEventListener('abort', leave);
    return first;
  };
  const next = async (): Promise<IteratorResult<T>> => {
    if (isOver) return gone;
    const step = new Promise<IteratorResult<T>>((resolve, reject) => {
      letGo = () => resolve(gone);
      source.next().then(resolve, reject);
    });
    const outcome = await step.catch(async (error: unknown) => {
      throw over() ? await failWith(error) : error;
    });
    if (outcome.done && over()) await ended('ran out');
    return outcome;
  };
  return new AsyncIteratorClass<T>(next, async (reason) => {
    if (reason !== 'next') await leave();
  });
}
