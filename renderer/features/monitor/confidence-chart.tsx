import type { ReactNode } from 'react';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { useWords } from '../../locales/words.tsx';

export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

export function binsOf(counts: readonly number[]): readonly Bin[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count, index) => ({
    from: index / counts.length,
    to: (index + 1) / counts.length,
    share: all === 0 ? 0 : (count / all) * 100,
  }));
}

export function ConfidenceChart({
  bins,
  height,
}: {
  readonly bins: readonly Bin[];
  readonly height: number;
}): ReactNode {
  const { tag } = useWords();
  return (
    <ResponsiveContainer height={height} initialDimension={{ width: 320, height }} width="100%">
      <BarChart
        accessibilityLayer={false}
        barCategoryGap={1}
        data={[...bins]}
        margin={{ top: 8, right: 10, bottom: 0, left: 0 }}
      >
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis
          axisLine={{ stroke: 'var(--edge)' }}
          dataKey="from"
          interval={3}
          tick={{ fill: 'var(--ink-3)', fontSize: 12 }}
          tickFormatter={(from: number) => from.toLocaleString(tag, { maximumFractionDigits: 2 })}
          tickLine={false}
        />
        <YAxis
          axisLine={false}
          tick={{ fill: 'var(--ink-3)', fontSize: 12 }}
          tickCount={4}
          tickLine={false}
          width={44}
        />
        <Bar dataKey="share" fill="var(--ink-3)" isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  );
}
