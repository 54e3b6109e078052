import type { ReactNode } from 'react';
import type { LineState } from '../../../preload/contract/inspections.ts';
import type { Verdict } from '../../../preload/contract/values.ts';
import { seatHref } from '../../app/routes.ts';
import { dash, percent, whole } from '../../components/numbers.ts';
import { clockTime, exactTime } from '../../components/time.tsx';
import { VerdictGlyph } from '../../components/verdict.tsx';
import { useWords } from '../../locales/words.tsx';
import { LabelMark } from '../../overlay/label-mark.tsx';
import { labelWords } from '../../overlay/label-marks.ts';

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
}: {
  readonly counts: Readonly<Record<string, number>>;
  readonly labels: readonly string[];
}): ReactNode {
  const words = useWords();
  const rows = Object.entries(counts)
    .filter(([, n]) => n > 0)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 6);
  const most = rows[0]?.[1] ?? 1;
  if (rows.length === 0) return <p className="py-2 text-ink-2">{words.inspect.noDefectsYet}</p>;
  return (
    <ul className="-mx-2">
      {rows.map(([label, n], place) => (
        <li key={`place ${place.toString()}`}>
          <a
            className="focus-inset grid min-h-9 grid-cols-[1.5rem_7rem_1fr_3rem] items-center gap-2 rounded-sm px-2 hover:bg-sunken pointer-coarse:min-h-12"
            href={seatHref('history', { label })}
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

export function CountsPanel({
  line,
  labels,
}: {
  readonly line: LineState | null;
  readonly labels: readonly string[];
}): ReactNode {
  const words = useWords();
  const counts = line?.startedAt == null ? null : line.counts;
  const total = counts === null ? 0 : counts.pass + counts.fail + counts.unsure;
  return (
    <section
      aria-label={words.inspect.counts}
      className="counts-panel flex flex-col rounded-lg border-hair bg-surface p-4"
    >
      <div className="flex items-baseline justify-between gap-3">
        <h2 className="font-semibold">{words.inspect.counts}</h2>
        <p className="text-sm text-ink-3 tabular-nums">
          {line?.startedAt != null && (
            <time dateTime={new Date(line.startedAt).toISOString()} title={exactTime(line.startedAt, words.tag)}>
              {words.inspect.since} {clockTime(line.startedAt, words.tag)}
            </time>
          )}
          &nbsp;
        </p>
      </div>
      <dl className="mt-2 grid grid-cols-[1fr_1fr_1fr_1.4fr] gap-2">
        <Count value={counts?.pass ?? null} verdict="pass" />
        <Count value={counts?.fail ?? null} verdict="fail" />
        <Count value={counts?.unsure ?? null} verdict="unsure" />
        <div>
          <dt className="truncate text-sm text-ink-3">{words.inspect.rate}</dt>
          <dd className="text-2xl font-semibold tabular-nums">
            {counts === null ? dash : percent(counts.fail, total, words.tag)}
          </dd>
        </div>
      </dl>
      <h3 className="mt-4 border-t-hair pt-3 pb-1 text-sm font-semibold text-ink-2">{words.inspect.byLabel}</h3>
      <Pareto counts={line?.defectsByLabel ?? {}} labels={labels} />
    </section>
  );
}
