import { useEffect, useState } from 'react';
import type { WhichStream } from '../../../preload/contract/monitor.ts';
import { useQuery } from '../../app/query.ts';
import { type Range, spans } from './range.ts';

/** Counts up at the pace at which new points come. */
function useRound(everyMs: number): number {
  const [round, setRound] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setRound((n) => n + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return round;
}

/** All that the seat asks of the station, asked again as the range moves on. */
export function useMonitor(range: Range, which: WhichStream) {
  const { windowMs, points, windows, everyMs } = spans[range];
  const round = useRound(everyMs);
  const about = `${which.sourceId ?? ''} ${which.model ?? ''} ${which.version ?? ''} ${round}`;
  const streams = useQuery(`streams ${round}`, (client, signal) => client.monitor.streams(undefined, { signal }));
  const metrics = useQuery(`metrics ${range} ${about}`, async (client, signal) => ({
    range,
    answer: await client.monitor.metrics({ ...which, windowMs, points }, { signal }),
  }));
  const drift = useQuery(`drift ${about}`, (client, signal) => client.monitor.drift(which, { signal }));
  const history = useQuery(`drift history ${range} ${about}`, (client, signal) =>
    client.monitor.history({ ...which, windows }, { signal }),
  );
  const reference = useQuery(`reference ${about}`, (client, signal) => client.monitor.reference(which, { signal }));
  const conditions = useQuery(`conditions ${about}`, (client, signal) => client.monitor.conditions(which, { signal }));
  return { streams, metrics, drift, history, reference, conditions };
}
