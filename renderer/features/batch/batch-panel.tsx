import type { ReactNode } from 'react';
import type { Batch } from '../../../preload/contract/batch.ts';
import { seatHref } from '../../app/routes.ts';
import { Badge } from '../../components/badge.tsx';
import { Figure } from '../../components/figure.tsx';
import { Notice } from '../../components/notice.tsx';
import { duration, fixed, percent, whole } from '../../components/numbers.ts';
import { Panel } from '../../components/page.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { exactTime } from '../../components/time.tsx';
import { useWords } from '../../locales/words.tsx';
import { BatchActs, BatchReports } from './batch-acts.tsx';
import { shareDone, stateShapes } from './batch-state.ts';
import { ProgressBar } from './progress-bar.tsx';

function Progress({ batch }: { readonly batch: Batch }): ReactNode {
  const words = useWords();
  const { state, done, total, kind, picturesPerSecond, secondsLeft, activeMs } = batch;
  const isAbout = kind === 'file' && state !== 'done';
  const notes = [
    words.batch.pictures(whole(done, words.tag), total === null ? null : whole(total, words.tag), isAbout),
    ...(picturesPerSecond > 0 ? [words.batch.pace(fixed(picturesPerSecond, 1, words.tag))] : []),
    ...(secondsLeft === null ? [] : [words.batch.left(duration(secondsLeft * 1000))]),
    ...(activeMs > 0 && state !== 'running' ? [words.batch.worked(duration(activeMs))] : []),
  ];
  return (
    <div>
      <ProgressBar isMoving={state === 'running'} label={words.batch.progress} share={shareDone(batch)} />
      <p className="mt-2 text-ink-2 tabular-nums">{notes.join(' · ')}</p>
    </div>
  );
}

function Facts({ batch }: { readonly batch: Batch }): ReactNode {
  const words = useWords();
  const { facts } = words.batch;
  const { recipe, parts, startedAt, endedAt } = batch;
  const rows: readonly (readonly [string, string])[] = [
    [facts.path, batch.path],
    [facts.models, batch.models.map(({ name, version }) => `${name} ${version}`).join(', ')],
    [facts.recipe, recipe === null ? facts.noRecipe : `${recipe.name} ${recipe.version}`],
    [facts.parts, parts.by === 'picture' ? facts.eachPicture : facts.eachTime(String(parts.ms / 1000))],
    ...(startedAt === null ? [] : [[facts.begun, exactTime(startedAt, words.tag)] as const]),
    ...(endedAt === null ? [] : [[facts.ended, exactTime(endedAt, words.tag)] as const]),
  ];
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5">
      {rows.map(([name, value]) => (
        <div className="contents" key={name}>
          <dt className="text-ink-3">{name}</dt>
          <dd className="break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Counts({ batch }: { readonly batch: Batch }): ReactNode {
  const words = useWords();
  const { counts, broken, judges, done } = batch;
  const parts = counts.pass + counts.fail + counts.unsure;
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(7.5rem,1fr))] gap-5">
      <Figure label={words.batch.counts.pictures} value={whole(done, words.tag)} />
      {judges &&
        (['pass', 'fail', 'unsure'] as const).map((verdict) => (
          <Figure
            key={verdict}
            label={words.batch.counts[verdict]}
            note={parts === 0 ? undefined : percent(counts[verdict], parts, words.tag)}
            value={whole(counts[verdict], words.tag)}
          />
        ))}
      <Figure label={words.batch.counts.broken} loud={broken > 0} value={whole(broken, words.tag)} />
    </dl>
  );
}

function Pareto({ byLabel }: { readonly byLabel: Batch['defectsByLabel'] }): ReactNode {
  const words = useWords();
  const sorted = Object.entries(byLabel).sort(([, a], [, b]) => b - a);
  const most = sorted[0]?.[1] ?? 1;
  if (sorted.length === 0) return <p className="text-ink-2">{words.batch.noDefects}</p>;
  return (
    <ul className="space-y-2">
      {sorted.slice(0, 8).map(([label, count]) => (
        <li className="grid grid-cols-[8rem_minmax(0,1fr)_3rem] items-center gap-3" key={label}>
          <span className="truncate" title={label}>
            {label}
          </span>
          <span className="h-3 rounded-sm bg-sunken">
            <span className="block h-full rounded-sm bg-fail-ink" style={{ width: `${(100 * count) / most}%` }} />
          </span>
          <span className="text-right tabular-nums">{whole(count, words.tag)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What most come for stands first: of a batch that is finished its reports, of one that goes on its pause. */
function Acts({ batch }: { readonly batch: Batch }): ReactNode {
  const acts = <BatchActs batch={batch} key="acts" />;
  const reports = <BatchReports batch={batch} key="reports" />;
  const isThrough = batch.state === 'done' || batch.state === 'cancelled';
  return (
    <div className="flex flex-wrap items-start justify-between gap-3">
      {isThrough ? [reports, acts] : [acts, reports]}
    </div>
  );
}

/** One batch: how far it is, what it found in figures, and what can be done with it. */
export function BatchPanel({ batch }: { readonly batch: Batch }): ReactNode {
  const words = useWords();
  const { state, note, judges } = batch;
  return (
    <div className="space-y-4">
      <Panel aside={<Badge shape={stateShapes[state]}>{words.batch.states[state]}</Badge>} title={batch.name}>
        <div className="space-y-5">
          <Progress batch={batch} />
          {note !== '' && <Notice title={note} tone={state === 'failed' ? 'bad' : 'care'} />}
          {state === 'waiting' && <p className="text-ink-2">{words.batch.waitingText}</p>}
          <Acts batch={batch} />
          <Facts batch={batch} />
        </div>
      </Panel>
      <Panel title={words.batch.found}>
        <div className="space-y-6">
          <Counts batch={batch} />
          {judges ? (
            <section>
              <h3 className="mb-3 font-semibold">{words.batch.pareto}</h3>
              <Pareto byLabel={batch.defectsByLabel} />
            </section>
          ) : (
            <p className="text-ink-2">{words.batch.notJudged}</p>
          )}
          <TextLink href={seatHref('history', { source: batch.sourceId })}>{words.batch.history}</TextLink>
        </div>
      </Panel>
    </div>
  );
}
