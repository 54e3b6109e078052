import type { ReactNode } from 'react';
import type { Batch } from '../../../preload/contract/batch.ts';
import { seatHref } from '../../app/routes.ts';
import { classNames } from '../../components/class-names.ts';
import { whole } from '../../components/numbers.ts';
import { StateGlyph } from '../../components/state-glyph.tsx';
import { useWords } from '../../locales/words.tsx';
import { shareDone, stateShapes } from './batch-state.ts';
import { ProgressBar } from './progress-bar.tsx';

function Row({ batch, isShown }: { readonly batch: Batch; readonly isShown: boolean }): ReactNode {
  const words = useWords();
  const { state, counts, name, id } = batch;
  const figures = [
    `${whole(counts.pass, words.tag)} ${words.verdict.pass.toLowerCase()}`,
    `${whole(counts.fail, words.tag)} ${words.verdict.fail.toLowerCase()}`,
    `${whole(counts.unsure, words.tag)} ${words.verdict.unsure.toLowerCase()}`,
  ].join(' · ');
  return (
    <li>
      <a
        aria-current={isShown ? 'true' : undefined}
        className={classNames(
          'focus-inset relative block px-5 py-3.5 hover:bg-sunken',
          isShown && 'bg-sunken before:absolute before:inset-y-2 before:left-0 before:w-1 before:bg-ink',
        )}
        data-batch={id}
        data-state={state}
        href={seatHref('batch', { id: String(id) })}
      >
        <span className="flex items-baseline justify-between gap-3">
          <span className="truncate font-medium" title={name}>
            {name}
          </span>
          <span className="inline-flex shrink-0 items-center gap-2 text-sm text-ink-2">
            <StateGlyph shape={stateShapes[state]} size={13} />
            {words.batch.states[state]}
          </span>
        </span>
        <span className="mt-2 block">
          <ProgressBar
            isMoving={state === 'running'}
            label={`${words.batch.progress}: ${name}`}
            share={shareDone(batch)}
          />
        </span>
        <span className="mt-2 block truncate text-sm text-ink-3 tabular-nums">
          {batch.judges ? figures : words.batch.pictures(whole(batch.done, words.tag), null, false)}
        </span>
      </a>
    </li>
  );
}

export function BatchList({
  batches,
  shown,
}: {
  readonly batches: readonly Batch[];
  readonly shown: number | undefined;
}): ReactNode {
  const words = useWords();
  return (
    <nav aria-label={words.batch.list} className="self-start overflow-hidden rounded-lg border-hair bg-surface">
      <ul className="divide-y divide-line">
        {batches.map((batch) => (
          <Row batch={batch} isShown={batch.id === shown} key={batch.id} />
        ))}
      </ul>
    </nav>
  );
}
