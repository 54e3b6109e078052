import type { ReactNode } from 'react';
import { markOf, markPaths } from './label-marks.ts';

export interface LabelMarkProps {
  readonly label: string;
  readonly labels: readonly string[];
  readonly size?: number;
}

/** The mark of a kind of defect beside its word: on a dark plate, as it stands on the picture. */
export function LabelMark({ label, labels, size = 22 }: LabelMarkProps): ReactNode {
  const mark = markOf(label, labels);
  return (
    <svg aria-hidden="true" className="shrink-0" height={size} viewBox="-1 -1 2 2" width={size}>
      <rect fill="#0b0e0f" height="2" rx=".3" width="2" x="-1" y="-1" />
      <path d={markPaths[mark.shape]} fill={mark.colour} />
    </svg>
  );
}
