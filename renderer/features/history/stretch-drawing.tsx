import type { ReactNode } from 'react';
import type { Prediction } from '../../../preload/contract/predictions.ts';
import { useWords } from '../../locales/words.tsx';
import { labelWords, markOf } from '../../overlay/label-marks.ts';

const high = 22;
const wide = 100;

/** Stretches in their true places on the length of the clip: what is known, and no wave made up. */
export function StretchDrawing({
  sound: { durationMs, marks },
  labels,
}: {
  readonly sound: NonNullable<Prediction['sound']>;
  readonly labels: readonly string[];
}): ReactNode {
  const { sheet } = useWords().history;
  const xOf = (ms: number): number => (durationMs === 0 ? 0 : (ms / durationMs) * wide);
  const spoken = marks.map(({ label, score }) => `${labelWords(label)} ${score.toFixed(2)}`).join(', ');
  return (
    <figure>
      <svg
        aria-label={spoken === '' ? sheet.nothingHeard : spoken}
        className="w-full rounded-md border-hair border-edge bg-plate"
        role="img"
        viewBox={`0 0 ${wide} ${high}`}
      >
        <path d={`M0 ${high / 2}H${wide}`} stroke="#ffffff" strokeOpacity=".3" strokeWidth=".4" />
        {marks.map(({ label, fromMs, toMs }) => (
          <rect
            fill={markOf(label, labels).colour}
            fillOpacity=".35"
            height={high * 0.6}
            key={`${label} ${fromMs}`}
            stroke={markOf(label, labels).colour}
            strokeWidth=".6"
            width={Math.max(0.6, xOf(toMs) - xOf(fromMs))}
            x={xOf(fromMs)}
            y={high * 0.2}
          />
        ))}
      </svg>
      <figcaption className="mt-2 text-sm text-ink-3">{sheet.drawnSound}</figcaption>
    </figure>
  );
}
