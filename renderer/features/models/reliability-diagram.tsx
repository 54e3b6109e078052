import type { ReactNode } from 'react';
import type { Reliability } from '../../../preload/contract/confidence.ts';
import { fixed, percent, whole } from '../../components/numbers.ts';
import { Table } from '../../components/table.tsx';
import { useWords } from '../../locales/words.tsx';

export interface ReliabilityDiagramProps {
  readonly before: Reliability;
  /** Of the scaled scores; null where they are not scaled. */
  readonly after: Reliability | null;
}

const side = 240;
const air = { left: 46, bottom: 36, top: 12, right: 12 };
const xOf = (score: number): number => air.left + score * side;
const yOf = (share: number): number => air.top + (1 - share) * side;
const ticks = [0, 0.25, 0.5, 0.75, 1];
/** By area, so that a bin of four times as many looks four times as heavy. */
const radiusOf = (detections: number, most: number): number => 3 + 6 * Math.sqrt(detections / most);

function Axes(): ReactNode {
  const { confidence, tag } = useWords();
  const shown = (value: number): string => value.toLocaleString(tag, { maximumFractionDigits: 2 });
  return (
    <g className="fill-ink-3" fontSize={11}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line stroke="var(--line)" x1={xOf(0)} x2={xOf(1)} y1={yOf(tick)} y2={yOf(tick)} />
          <text textAnchor="end" x={air.left - 12} y={yOf(tick) + 4}>
            {shown(tick)}
          </text>
          <text textAnchor="middle" x={xOf(tick)} y={yOf(0) + 18}>
            {shown(tick)}
          </text>
        </g>
      ))}
      <text textAnchor="middle" x={xOf(0.5)} y={yOf(0) + 33}>
        {confidence.score}
      </text>
      <text textAnchor="middle" transform={`translate(11 ${yOf(0.5)}) rotate(-90)`}>
        {confidence.right}
      </text>
    </g>
  );
}

function Points({ of, isHollow }: { readonly of: Reliability; readonly isHollow: boolean }): ReactNode {
  const most = Math.max(1, ...of.bins.map(({ detections }) => detections));
  const ink = isHollow ? 'var(--ink-3)' : 'var(--accent)';
  return (
    <g fill={isHollow ? 'var(--surface)' : ink} stroke={ink} strokeWidth={2}>
      {of.bins.map(({ from, detections, meanScore, rightShare }) => (
        <circle cx={xOf(meanScore)} cy={yOf(rightShare)} key={from} r={radiusOf(detections, most)} />
      ))}
    </g>
  );
}

/** Each score beside how often the model is right with it: on the diagonal a score is worth what it says. */
export function ReliabilityDiagram({ before, after }: ReliabilityDiagramProps): ReactNode {
  const { confidence, tag } = useWords();
  const errorOf = ({ error }: Reliability): string => fixed(error?.value ?? 0, 3, tag);
  return (
    <svg
      aria-label={confidence.diagram(errorOf(before), after && errorOf(after))}
      className="w-full max-w-sm"
      role="img"
      viewBox={`0 0 ${air.left + side + air.right} ${air.top + side + air.bottom}`}
    >
      <Axes />
      <line stroke="var(--edge)" x1={xOf(0)} x2={xOf(1)} y1={yOf(0)} y2={yOf(1)} />
      <Points isHollow={after !== null} of={before} />
      {after !== null && <Points isHollow={false} of={after} />}
    </svg>
  );
}

/** The same in figures. */
export function ReliabilityTable({ of }: { readonly of: Reliability }): ReactNode {
  const { confidence, tag } = useWords();
  const { bins } = confidence;
  const shown = (value: number): string => fixed(value, 2, tag);
  return (
    <Table
      caption={confidence.reliability}
      columns={[
        { key: 'score', head: bins.score, cell: ({ from, to }) => `${fixed(from, 1, tag)} to ${fixed(to, 1, tag)}` },
        { key: 'n', head: bins.detections, right: true, cell: ({ detections }) => whole(detections, tag) },
        { key: 'mean', head: bins.mean, right: true, cell: ({ meanScore }) => shown(meanScore) },
        { key: 'right', head: bins.right, right: true, cell: ({ rightShare }) => percent(rightShare, 1, tag) },
      ]}
      keyOf={({ from }) => from}
      rows={of.bins}
    />
  );
}
