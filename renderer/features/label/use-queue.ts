import { useCallback, useEffect, useRef, useState } from 'react';
import type { Item, LabelCounts, Medium } from '../../../preload/contract/labels.ts';
import { useQuery } from '../../app/query.ts';
import type { Trouble } from '../../app/trouble.ts';

const atOnce = 50;
/** Fewer than this at hand, and the next ones are asked for. */
const few = 15;
const lookAgainMs = 5_000;

export interface Queue {
  /** Null until the station has told. */
  readonly items: readonly Item[] | null;
  readonly counts: LabelCounts | null;
  /** Whether both pictures and sounds wait; null until the station has told, or while only one of them is asked for. */
  readonly isMixed: boolean | null;
  readonly trouble: Trouble | null;
  /** Takes an item out at once; what the station answers later about the queue cannot bring it back. */
  readonly done: (id: number, counts: LabelCounts | null) => void;
  readonly back: (id: number, counts: LabelCounts) => void;
  readonly reload: () => void;
}

/** What the station tells after a decision is of pictures and sounds alike: of one of them alone it is counted here. */
function countsAfter(told: LabelCounts, before: LabelCounts | null, medium: Medium | undefined, change: 1 | -1) {
  if (medium === undefined || before === null) return told;
  return { ...before, waiting: Math.max(0, before.waiting + change) };
}

/** Of pictures and sounds, or of one of them alone. */
export function useQueue(medium: Medium | undefined): Queue {
  const asked = useQuery(`label-queue ${medium}`, async (client, signal) => {
    const only = medium === undefined ? {} : { medium };
    const [queue, counts, sounds] = await Promise.all([
      client.labels.queue({ limit: atOnce, ...only }, { signal }),
      client.labels.counts(only, { signal }),
      medium === undefined ? client.labels.counts({ medium: 'sound' }, { signal }) : null,
    ]);
    const isMixed = sounds === null ? null : sounds.waiting > 0 && sounds.waiting < counts.waiting;
    return { rows: queue.rows, counts, isMixed };
  });
  const [decided, setDecided] = useState<ReadonlySet<number>>(new Set());
  const [newer, setNewer] = useState<LabelCounts | null>(null);
  const { data, busy, reload } = asked;
  useEffect(() => {
    if (data !== null) setNewer(null);
  }, [data]);
  const counts = newer ?? data?.counts ?? null;
  const known = useRef<LabelCounts | null>(null);
  known.current = data?.counts ?? null;
  const items = data?.rows.filter(({ id }) => !decided.has(id)) ?? null;
  const short = items !== null && items.length < few;
  const moreWait = short && counts !== null && counts.waiting > items.length;
  useEffect(() => {
    if (moreWait && !busy) reload();
  }, [moreWait, busy, reload]);
  useEffect(() => {
    if (!short) return;
    const timer = setInterval(reload, lookAgainMs);
    return () => clearInterval(timer);
  }, [short, reload]);
  const done = useCallback(
    (id: number, told: LabelCounts | null) => {
      setDecided((before) => new Set(before).add(id));
      if (told !== null) setNewer((before) => countsAfter(told, before ?? known.current, medium, -1));
    },
    [medium],
  );
  const back = useCallback(
    (id: number, told: LabelCounts) => {
      setDecided((before) => new Set([...before].filter((other) => other !== id)));
      setNewer((before) => countsAfter(told, before ?? known.current, medium, 1));
    },
    [medium],
  );
  return { items, counts, isMixed: data?.isMixed ?? null, trouble: asked.trouble, done, back, reload };
}
