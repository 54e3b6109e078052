import { useRef, useState } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import type { Inspection, LineState, VerdictCounts } from '../../../preload/contract/inspections.ts';
import type { ShiftTally } from '../../../preload/contract/shift.ts';
import { useMay } from '../../app/may.ts';
import { useAction, useQuery } from '../../app/query.ts';
import { useStation } from '../../app/station.tsx';
import { useNow } from '../../components/time.tsx';
import { useWords } from '../../locales/words.tsx';
import { noneAdded, type TallyAdded, withParts } from './shift-tally.ts';

/** Asked anew now and then: another screen may have begun a shift, and a hidden page may have missed parts. */
const askEveryMs = 60_000;

export interface Counted {
  readonly since: number | null;
  readonly counts: VerdictCounts;
  readonly defectsByLabel: Readonly<Record<string, number>>;
  readonly overridden: number;
  /** A shift that somebody began, and not just this run of the line. */
  readonly isShift: boolean;
}

export interface ShiftHandles {
  /** Null while nothing is known. */
  readonly counted: Counted | null;
  readonly mayBegin: boolean;
  readonly busy: boolean;
  readonly begin: () => void;
}

const ofRun = (line: LineState | null): Counted | null =>
  line?.startedAt == null
    ? null
    : {
        since: line.startedAt,
        counts: line.counts,
        defectsByLabel: line.defectsByLabel,
        overridden: 0,
        isShift: false,
      };

/** What the station counted, and what this screen has seen since it was asked. */
function useAdded(tally: ShiftTally | null, recent: readonly Inspection[]): TallyAdded {
  const kept = useRef<{ readonly tally: ShiftTally | null; added: TallyAdded }>({ tally: null, added: noneAdded });
  if (kept.current.tally !== tally) {
    kept.current = { tally, added: { ...noneAdded, upTo: tally?.upTo ?? 0 } };
  }
  kept.current.added = withParts(kept.current.added, recent);
  return kept.current.added;
}

/** The numbers of the shift; those of the run of the line until somebody ever began one. */
export function useShift(sourceId: string | null, line: LineState | null): ShiftHandles {
  const words = useWords();
  const { toasts } = useStation();
  const mayBegin = useMay(contract.shift.begin);
  const [round, setRound] = useState(0);
  const turn = Math.floor(useNow() / askEveryMs);
  const asked = useQuery(`shift ${sourceId ?? ''} ${turn} ${round}`, (client, signal) =>
    client.shift.get(sourceId === null ? {} : { sourceId }, { signal }),
  );
  const start = useAction((client, _: null) => client.shift.begin());
  const tally = asked.data?.startedAt == null ? null : asked.data;
  const added = useAdded(tally, line?.recent ?? []);
  const counted: Counted | null =
    tally === null
      ? ofRun(line)
      : {
          since: tally.startedAt,
          counts: {
            pass: tally.counts.pass + added.counts.pass,
            fail: tally.counts.fail + added.counts.fail,
            unsure: tally.counts.unsure + added.counts.unsure,
          },
          defectsByLabel: Object.fromEntries(
            [...new Set([...Object.keys(tally.defectsByLabel), ...Object.keys(added.defectsByLabel)])].map((label) => [
              label,
              (tally.defectsByLabel[label] ?? 0) + (added.defectsByLabel[label] ?? 0),
            ]),
          ),
          overridden: tally.overridden,
          isShift: true,
        };
  const begin = async (): Promise<void> => {
    if ((await start.run(null)) === null) return;
    toasts.say({ tone: 'plain', title: words.inspect.shift.began, text: '' });
    setRound((n) => n + 1);
  };
  return { counted, mayBegin, busy: start.busy, begin: () => void begin() };
}
