import { useCallback, useRef, useState } from 'react';
import type { ListenState } from '../../../preload/contract/listen.ts';
import { isSoundSource, type SoundSource } from '../../../preload/contract/sources.ts';
import { useAction, useQuery } from '../../app/query.ts';
import type { Trouble } from '../../app/trouble.ts';
import { useFollowing } from '../../app/use-feed.ts';
import { type HeardMoment, remembered } from './level-history.ts';

/** For eyes that motion disturbs the level changes once a second. */
const calmMs = 1_000;

export interface Listen {
  readonly state: ListenState | null;
  readonly moments: readonly HeardMoment[];
  /** Wanted, whether anything is heard just now or not: what is tried again and again can be stopped. */
  readonly moving: boolean;
  /** Null until the station has told. */
  readonly sources: readonly SoundSource[] | null;
  readonly source: SoundSource | null;
  readonly busy: 'starting' | 'stopping' | null;
  /** What a press led to. */
  readonly trouble: Trouble | null;
  /** Why nothing can be shown. */
  readonly unread: Trouble | null;
  readonly toggle: () => void;
  readonly pickSource: (id: string) => void;
  readonly reloadSources: () => void;
  readonly lookAgain: () => void;
}

interface Heard {
  readonly state: ListenState | null;
  readonly moments: readonly HeardMoment[];
}

function useHeard(): Heard & { readonly unread: Trouble | null; readonly put: (state: ListenState) => void } {
  const [heard, setHeard] = useState<Heard>({ state: null, moments: [] });
  const shownAt = useRef(0);
  const put = useCallback((state: ListenState) => {
    const at = Date.now();
    setHeard((before) => {
      const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      const isNews = before.state?.state !== state.state || before.state.segments !== state.segments;
      if (isCalm && !isNews && at - shownAt.current < calmMs) return before;
      shownAt.current = at;
      return { state, moments: remembered(before.moments, state, at) };
    });
  }, []);
  const unread = useFollowing((client, signal) => client.listen.watch(undefined, { signal }), put);
  return { ...heard, unread, put };
}

/** Listening as the seat handles it: picking another source while it runs starts it anew on that one. */
export function useListen(): Listen {
  const { state, moments, unread, put } = useHeard();
  const known = useQuery('sound-sources', (client, signal) => client.sources.list(undefined, { signal }));
  const [picked, setPicked] = useState<string | null>(null);
  const start = useAction((client, sourceId: string) => client.listen.start({ sourceId }));
  const stop = useAction((client, _: null) => client.listen.stop());
  const look = useAction((client, _: null) => client.listen.state());
  const sources = known.data?.filter(isSoundSource) ?? null;
  const isMoving = state?.wanted === true;
  const wanted = (isMoving ? state?.sourceId : null) ?? picked ?? state?.sourceId;
  const source = sources?.find(({ id }) => id === wanted) ?? sources?.[0] ?? null;
  const go = async (sourceId: string): Promise<void> => {
    stop.clear();
    const started = await start.run(sourceId);
    if (started !== null) put(started);
  };
  const halt = async (): Promise<void> => {
    start.clear();
    const stopped = await stop.run(null);
    if (stopped !== null) put(stopped);
  };
  const lookAgain = async (): Promise<void> => {
    const seen = await look.run(null);
    if (seen !== null) put(seen);
  };
  return {
    state,
    moments,
    moving: isMoving,
    sources,
    source,
    busy: start.busy ? 'starting' : stop.busy ? 'stopping' : null,
    trouble: start.trouble ?? stop.trouble,
    unread: unread ?? known.trouble,
    toggle: () => {
      if (isMoving) void halt();
      else if (source !== null) void go(source.id);
    },
    pickSource: (id) => {
      setPicked(id);
      start.clear();
      if (isMoving) void go(id);
    },
    reloadSources: known.reload,
    lookAgain: () => void lookAgain(),
  };
}
