import { useCallback, useEffect, useState } from 'react';
import type { Item, LabelCounts } from '../../../preload/contract/labels.ts';
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
  readonly trouble: Trouble | null;
  /** Takes an item out at once; what the station answers later about the queue cannot bring it back. */
  readonly done: (id: number, counts: LabelCounts | null) => void;
  readonly back: (id: number, counts: LabelCounts) => void;
  readonly reload: () => void;
}

export function useQueue(): Queue {
  const asked = useQuery('label-queue', async (client, signal) => {
    const [queue, counts] = await Promise.all([
      client.labels.queue({ limit: atOnce }, { signal }),
      client.labels.counts({}, { signal }),
    ]);
    return { rows: queue.rows, counts };
  });
  const [decided, setDecided] = useState<ReadonlySet<number>>(new Set());
  const [newer, setNewer] = useState<LabelCounts | null>(null);
  const { data, busy, reload } = asked;
  useEffect(() => {
    if (data !== null) setNewer(null);
  }, [data]);
  const counts = newer ?? data?.counts ?? null;
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
  const done = useCallback((id: number, told: LabelCounts | null) => {
    setDecided((before) => new Set(before).add(id));
    if (told !== null) setNewer(told);
  }, []);
  const back = useCallback((id: number, told: LabelCounts) => {
    setDecided((before) => new Set([...before].filter((known) => known !== id)));
    setNewer(told);
  }, []);
  return { items, counts, trouble: asked.trouble, done, back, reload };
}
