import { useCallback, useEffect, useMemo, useReducer, useState } from 'react';
import type { PredictionFilter } from '../../../preload/contract/predictions.ts';
import { useClient } from '../../app/station.tsx';
import { type Trouble, troubleOf } from '../../app/trouble.ts';
import { filterOf, type HistoryView } from './history-filter.ts';
import { PredictionRows } from './prediction-rows.ts';

export interface Predictions {
  readonly rows: PredictionRows | null;
  readonly trouble: Trouble | null;
  /** How many came since the rows were listed; at most `mostNew`. */
  readonly fresh: number;
  readonly reload: () => void;
}

export const mostNew = 500;
const lookEveryMs = 4_000;

/** Lists what matches the filter as it was at one moment; newer rows are counted beside it and shown when asked for. */
export function usePredictions(view: HistoryView): Predictions {
  const client = useClient();
  const { verdict, label, source, span } = view;
  // The moment that the list was taken: "last hour" is the hour before it.
  const [at, setAt] = useState(Date.now);
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const [rows, setRows] = useState<PredictionRows | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [fresh, setFresh] = useState(0);
  const filter = useMemo<PredictionFilter>(
    () => filterOf({ verdict, label, source, span }, at),
    [verdict, label, source, span, at],
  );

  useEffect(() => {
    if (client === null) return;
    const stop = new AbortController();
    const failed = (error: unknown): void => {
      if (!stop.signal.aborted) setTrouble(troubleOf(error));
    };
    client.predictions.outline(filter, { signal: stop.signal }).then((outline) => {
      if (stop.signal.aborted) return;
      const ask = async (before: number, limit: number, signal: AbortSignal) =>
        (await client.predictions.page({ ...filter, before, limit }, { signal })).rows;
      setTrouble(null);
      setFresh(0);
      setRows(new PredictionRows(outline, ask, redraw, failed));
    }, failed);
    return () => stop.abort();
  }, [client, filter]);

  useEffect(() => () => rows?.close(), [rows]);

  useEffect(() => {
    if (client === null || rows === null) return;
    const stop = new AbortController();
    const after = rows.outline.marks[0] ?? 0;
    const look = (): void => {
      client.predictions.page({ ...filter, after, limit: mostNew }, { signal: stop.signal }).then(
        (page) => !stop.signal.aborted && setFresh(page.rows.length),
        () => {},
      );
    };
    const timer = setInterval(look, lookEveryMs);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }, [client, rows, filter]);

  return { rows, trouble, fresh, reload: useCallback(() => setAt(Date.now()), []) };
}
