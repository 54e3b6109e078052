import type { ReactNode } from 'react';
import type { LineState } from '../../../preload/contract/inspections.ts';
import { Figure } from '../../components/figure.tsx';
import { dash, fixed, milliseconds, whole } from '../../components/numbers.ts';
import { useWords } from '../../locales/words.tsx';

export function Readouts({ line }: { readonly line: LineState | null }): ReactNode {
  const words = useWords();
  const { readouts } = words.inspect;
  const live = line !== null && line.state !== 'stopped' ? line : null;
  const spread = (value: LineState['inferMs'] | undefined): { value: string; note: ReactNode } => ({
    value: value === undefined ? dash : milliseconds(value.p50, words.tag),
    note: value !== undefined && (
      <abbr className="no-underline" title={readouts.p95}>
        p95 {milliseconds(value.p95, words.tag)}
      </abbr>
    ),
  });
  return (
    <dl className="readouts grid gap-x-6 gap-y-2 rounded-lg border-hair bg-surface px-4 py-2.5">
      <Figure
        label={readouts.fps}
        unit={words.units.fps}
        value={live === null ? dash : fixed(live.framesPerSecond, 1, words.tag)}
      />
      <Figure label={readouts.infer} unit={words.units.ms} {...spread(live?.inferMs)} />
      <Figure label={readouts.endToEnd} unit={words.units.ms} {...spread(live?.endToEndMs)} />
      <Figure label={readouts.frames} value={live === null ? dash : whole(live.frames, words.tag)} />
      <Figure label={readouts.drops} value={live === null ? dash : whole(live.drops, words.tag)} />
      <Figure
        label={readouts.stalls}
        loud={(live?.stalls ?? 0) > 0}
        value={live === null ? dash : whole(live.stalls, words.tag)}
      />
    </dl>
  );
}
