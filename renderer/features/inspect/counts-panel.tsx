import { type ReactNode, useState } from 'react';
import type { Inspection } from '../../../preload/contract/inspections.ts';
import type { Verdict } from '../../../preload/contract/values.ts';
import { seatHref } from '../../app/routes.ts';
import { Button } from '../../components/button.tsx';
import { Figure } from '../../components/figure.tsx';
import { dash, fixed, percent, whole } from '../../components/numbers.ts';
import { exactTime, shortTime, useNow } from '../../components/time.tsx';
import { VerdictGlyph } from '../../components/verdict.tsx';
import { useWords } from '../../locales/words.tsx';
import { LabelMark } from '../../overlay/label-mark.tsx';
import { labelWords } from '../../overlay/label-marks.ts';
import { pacePerMinute } from './pace.ts';
import type { ShiftHandles } from './use-shift.ts';

const inks: Record<Verdict, string> = { pass: 'text-ink-2', fail: 'text-fail-ink', unsure: 'text-unsure-ink' };

function Count({ verdict, value }: { readonly verdict: Verdict; readonly value: number | null }): ReactNode {
  const words = useWords();
  return (
    <div>
      <dt
        className={`flex items-center gap-1.5 text-sm [--glyph-cut:var(--surface)] ${value === null || value === 0 ? 'text-ink-3' : inks[verdict]}`}
      >
        <VerdictGlyph size={16} verdict={verdict} />
        {words.verdict[verdict]}
      </dt>
      <dd className="text-2xl font-semibold tabular-nums">{value === null ? dash : whole(value, words.tag)}</dd>
    </div>
  );
}

function Pareto({
  counts,
  labels,
  none,
  sourceId,
}: {
  readonly none: string;
  readonly sourceId: string | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly labels: readonly string[];
}): ReactNode {
  const words = useWords();
  const rows = Object.entries(counts)
    .filter(([, n]) => n > 0)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 6);
  const most = rows[0]?.[1] ?? 1;
  if (rows.length === 0) return <p className="py-2 text-ink-2">{none}</p>;
  return (
    <ul className="-mx-2">
      {rows.map(([label, n], place) => (
        <li key={`place ${place.toString()}`}>
          <a
            className="focus-inset grid min-h-9 grid-cols-[1.5rem_7rem_1fr_3rem] items-center gap-2 rounded-sm px-2 hover:bg-sunken pointer-coarse:min-h-12"
            href={seatHref('history', { label, ...(sourceId === null ? {} : { source: sourceId }) })}
          >
            <LabelMark label={label} labels={labels} size={20} />
            <span className="truncate first-letter:uppercase">{labelWords(label)}</span>
            <span className="h-2.5 bg-sunken">
              <span className="block h-full origin-left bg-ink-2" style={{ width: `${(n / most) * 100}%` }} />
            </span>
            <span className="text-right font-medium tabular-nums">{whole(n, words.tag)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** One question, in the place of the button that asks it: a finger that slipped resets nothing. */
function NewShift({ shift }: { readonly shift: ShiftHandles }): ReactNode {
  const words = useWords();
  const { shift: says } = words.inspect;
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <Button
        className="-mr-2 ml-auto px-2! text-sm!"
        disabled={shift.busy}
        look="quiet"
        onClick={() => setAsking(true)}
      >
        {says.begin}
      </Button>
    );
  }
  return (
    <div
      aria-label={says.ask}
      className="absolute inset-x-0 top-0 z-10 rounded-lg border-hair border-edge bg-raised p-4 shadow-float"
      role="alertdialog"
    >
      <h3 className="text-lg font-semibold">{says.ask}</h3>
      <p className="mt-1 text-sm text-ink-2">{says.askText}</p>
      <div className="mt-3 grid gap-2">
        <Button
          autoFocus
          look="action"
          onClick={() => {
            setAsking(false);
            shift.begin();
          }}
          size="large"
        >
          {says.yes}
        </Button>
        <Button onClick={() => setAsking(false)} size="large">
          {says.no}
        </Button>
      </div>
    </div>
  );
}

export interface CountsPanelProps {
  readonly shift: ShiftHandles;
  readonly recent: readonly Inspection[];
  readonly labels: readonly string[];
  readonly sourceId: string | null;
  /** What else is counted, below the defects. */
  readonly children: ReactNode;
}

export function CountsPanel({ shift, recent, labels, sourceId, children }: CountsPanelProps): ReactNode {
  const words = useWords();
  const { inspect } = words;
  const { counted, mayBegin } = shift;
  const counts = counted?.counts ?? null;
  const total = counts === null ? 0 : counts.pass + counts.fail + counts.unsure;
  const pace = pacePerMinute(recent, useNow());
  const since = counted?.since ?? null;
  return (
    <section
      aria-label={counted?.isShift === true ? inspect.shift.title : inspect.counts}
      className="counts-panel relative flex flex-col rounded-lg border-hair bg-surface px-4 pb-3"
    >
      <div className="flex min-h-12 items-center gap-2">
        <h2 className="font-semibold whitespace-nowrap">
          {counted?.isShift === true ? inspect.shift.title : inspect.counts}
        </h2>
        {since !== null && (
          <time
            className="truncate text-sm text-ink-3 tabular-nums"
            dateTime={new Date(since).toISOString()}
            title={exactTime(since, words.tag)}
          >
            {inspect.since} {shortTime(since, words.tag)}
          </time>
        )}
        {mayBegin && <NewShift shift={shift} />}
      </div>
      <dl className="grid grid-cols-3 gap-x-2 gap-y-1">
        <Count value={counts?.pass ?? null} verdict="pass" />
        <Count value={counts?.fail ?? null} verdict="fail" />
        <Count value={counts?.unsure ?? null} verdict="unsure" />
        <Figure label={inspect.rate} value={counts === null ? dash : percent(counts.fail, total, words.tag)} />
        <Figure
          label={inspect.shift.pace}
          unit={inspect.shift.paceUnit}
          value={pace === null ? dash : fixed(pace, pace < 10 ? 1 : 0, words.tag)}
        />
        <Figure label={inspect.shift.mark} value={counted === null ? dash : whole(counted.overridden, words.tag)} />
      </dl>
      <h3 className="mt-2 border-t-hair pt-2 pb-1 text-sm font-semibold text-ink-2">{inspect.byLabel}</h3>
      <Pareto
        counts={counted?.defectsByLabel ?? {}}
        labels={labels}
        none={counted?.isShift === true ? inspect.shift.noneYet : inspect.noDefectsYet}
        sourceId={sourceId}
      />
      {children}
    </section>
  );
}
