import type { ReactNode } from 'react';
import { useWords } from '../../locales/words.tsx';

export interface ScoreHistogramProps {
  readonly scores: readonly number[];
  readonly limit: number;
}

const [width, height] = [460, 210];
const air = { left: 34, right: 14, top: 26, bottom: 34 };
const bins = 24;

/** The good parts by how unusual each looked to a memory without it, and where the limit lies among them. */
export function ScoreHistogram({ scores, limit }: ScoreHistogramProps): ReactNode {
  const { teach } = useWords();
  const most = Math.max(limit, ...scores) * 1.12;
  const counts = new Array<number>(bins).fill(0);
  for (const score of scores) {
    const bin = Math.min(bins - 1, Math.floor((score / most) * bins));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const tallest = Math.max(1, ...counts);
  const [wide, high] = [width - air.left - air.right, height - air.top - air.bottom];
  const xOf = (score: number): number => air.left + (score / most) * wide;
  const yOf = (count: number): number => air.top + high - (count / tallest) * high;
  const held = scores.filter((score) => score >= limit).length;
  return (
    <svg
      aria-label={teach.histogram(scores.length, held)}
      className="w-full"
      role="img"
      viewBox={`0 0 ${width} ${height}`}
    >
      <line stroke="var(--edge)" x1={air.left} x2={width - air.right} y1={yOf(0)} y2={yOf(0)} />
      {counts.map((count, bin) => {
        const from = (bin / bins) * most;
        return (
          <rect
            fill={from + most / bins / 2 >= limit ? 'var(--unsure-ink)' : 'var(--ink-3)'}
            height={yOf(0) - yOf(count)}
            // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place.
            key={bin}
            width={wide / bins - 2}
            x={xOf(from) + 1}
            y={yOf(count)}
          />
        );
      })}
      <line
        stroke="var(--fail-ink)"
        strokeDasharray="5 4"
        strokeWidth={2}
        x1={xOf(limit)}
        x2={xOf(limit)}
        y1={air.top - 4}
        y2={yOf(0)}
      />
      <g className="fill-ink-2" fontSize={14}>
        <text fill="var(--fail-ink)" fontWeight={600} textAnchor="middle" x={xOf(limit)} y={air.top - 10}>
          {teach.limit}
        </text>
        <text x={air.left} y={height - 10}>
          {teach.histogramAxis}
        </text>
        <text x={0} y={air.top - 10}>
          {teach.histogramSide}
        </text>
        <text textAnchor="end" x={air.left - 6} y={air.top + 8}>
          {tallest}
        </text>
      </g>
    </svg>
  );
}
