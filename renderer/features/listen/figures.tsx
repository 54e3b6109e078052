import type { ReactNode } from 'react';
import type { ListenState } from '../../../preload/contract/listen.ts';
import { Figure } from '../../components/figure.tsx';
import { dash, duration, milliseconds, percent, whole } from '../../components/numbers.ts';
import { useWords } from '../../locales/words.tsx';

export function Figures({ state }: { readonly state: ListenState | null }): ReactNode {
  const words = useWords();
  const { figures } = words.listen;
  const run = state !== null && state.heardMs > 0 ? state : null;
  const count = (value: number | undefined): string => (value === undefined ? dash : whole(value, words.tag));
  return (
    <dl className="listen-figures grid gap-x-5 gap-y-2 rounded-lg border-hair bg-surface px-4 py-2.5">
      <Figure label={figures.heard} value={run === null ? dash : duration(run.heardMs)} />
      <Figure label={figures.speech} value={run === null ? dash : percent(run.speechMs, run.heardMs, words.tag)} />
      <Figure label={figures.segments} value={count(run?.segments)} />
      <Figure label={figures.unsure} value={count(run?.unsure)} />
      <Figure label={figures.kept} value={count(run?.kept)} />
      <Figure
        label={figures.latency}
        unit={words.units.ms}
        value={run === null ? dash : milliseconds(run.latencyMs.p50, words.tag)}
      />
      <Figure
        label={figures.dropped}
        loud={(run?.droppedMs ?? 0) > 0}
        value={run === null ? dash : duration(run.droppedMs)}
      />
      <Figure label={figures.stalls} loud={(run?.stalls ?? 0) > 0} value={count(run?.stalls)} />
    </dl>
  );
}
