import type { ReactNode } from 'react';
import type { LineState } from '../../../preload/contract/inspections.ts';
import { classNames } from '../../components/class-names.ts';
import { Figure } from '../../components/figure.tsx';
import { dash, percent, whole } from '../../components/numbers.ts';
import { useWords } from '../../locales/words.tsx';
import { LabelMark } from '../../overlay/label-mark.tsx';

export interface FindsPanelProps {
  readonly line: LineState | null;
  /** What the model can find; empty for a role that may not read the models. */
  readonly labels: readonly string[];
  readonly old: boolean;
}

/** Where the verdict stands with a model that judges: how many there are, readable at two metres and quiet. */
export function FindsPanel({ line, labels, old }: FindsPanelProps): ReactNode {
  const { finds } = useWords().inspect;
  const now = line?.finds.now ?? {};
  const all = [...labels, ...Object.keys(now).filter((label) => !labels.includes(label))];
  const found = all.map((label) => ({ label, n: now[label] ?? 0 })).filter(({ n }) => n > 0);
  const shown = found.length > 0 ? found : labels.slice(0, 1).map((label) => ({ label, n: 0 }));
  return (
    <section
      aria-label={finds.title}
      className="verdict-panel flex flex-col items-center justify-center gap-2 rounded-lg border-hair border-line bg-surface px-5 py-4 text-center"
      data-verdict="none"
    >
      {shown.length === 0 && <p className="finds-word text-ink-3">{finds.nothing}</p>}
      {shown.map(({ label, n }) => (
        <p
          className={classNames(
            'finds-word flex items-center gap-[0.35em] tabular-nums',
            n === 0 || old ? 'text-ink-3' : 'text-ink',
          )}
          key={label}
        >
          {n > 0 && <LabelMark label={label} labels={labels} size={40} />}
          {finds.count(label, n)}
        </p>
      ))}
      <p className="text-ink-3">{old ? finds.old : finds.text}</p>
    </section>
  );
}

/** What was seen in this run, in place of verdicts by kind. */
export function FindsCounts({
  line,
  children,
}: Pick<FindsPanelProps, 'line'> & { readonly children: ReactNode }): ReactNode {
  const words = useWords();
  const { inspect } = words;
  const run = line?.startedAt == null ? null : line;
  return (
    <section aria-label={inspect.counts} className="counts-panel flex flex-col rounded-lg border-hair bg-surface p-4">
      <h2 className="font-semibold">{inspect.counts}</h2>
      <dl className="mt-3 grid grid-cols-3 gap-3">
        <Figure label={inspect.finds.most} value={run === null ? dash : whole(run.finds.most, words.tag)} />
        <Figure
          label={inspect.finds.frames}
          unit={words.units.frames(run?.finds.frames ?? 0)}
          value={run === null ? dash : whole(run.finds.frames, words.tag)}
        />
        <Figure
          label={inspect.finds.share}
          value={run === null ? dash : percent(run.finds.frames, run.frames, words.tag)}
        />
      </dl>
      {children}
    </section>
  );
}
