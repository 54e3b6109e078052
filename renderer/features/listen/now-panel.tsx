import type { ReactNode } from 'react';
import type { ListenState } from '../../../preload/contract/listen.ts';
import { dash, fixed } from '../../components/numbers.ts';
import { Icon } from '../../icons/icon.tsx';
import { useWords } from '../../locales/words.tsx';

/** The one thing that is read from afar: whether somebody speaks. */
export function NowPanel({ state }: { readonly state: ListenState | null }): ReactNode {
  const words = useWords();
  const { listen } = words;
  const live = state?.state === 'running' ? state : null;
  const word = live === null ? listen.nothing : live.speaking ? listen.speech : listen.quiet;
  return (
    <section
      aria-label={listen.now}
      className="rounded-lg border-hair bg-surface p-5"
      data-speaking={live?.speaking ?? false}
    >
      <p className={live?.speaking ? 'listen-word text-ink' : 'listen-word text-ink-3'}>
        <Icon className="shrink-0" name={live?.speaking ? 'wave' : 'listen'} size={44} />
        {word}
      </p>
      <dl className="mt-4 flex items-baseline justify-between gap-3">
        <dt className="text-sm text-ink-2">{listen.probability}</dt>
        <dd className="text-xl font-semibold tabular-nums">
          {live === null ? dash : fixed(live.probability, 2, words.tag)}
        </dd>
      </dl>
      <div aria-hidden="true" className="mt-2 h-3 overflow-hidden rounded-sm bg-sunken">
        <div className="h-full origin-left bg-accent" style={{ transform: `scaleX(${live?.probability ?? 0})` }} />
      </div>
      <p className="mt-2 text-sm text-ink-3">{listen.probabilityText}</p>
    </section>
  );
}
