import type { Inspection, VerdictCounts } from '../../../preload/contract/inspections.ts';

/** What a screen saw judged after the station was asked. */
export interface TallyAdded {
  readonly counts: VerdictCounts;
  readonly defectsByLabel: Readonly<Record<string, number>>;
  /** The newest part that is in it. */
  readonly upTo: number;
}

export const noneAdded: TallyAdded = { counts: { pass: 0, fail: 0, unsure: 0 }, defectsByLabel: {}, upTo: 0 };

/** Each part once, whatever order they are told in; the same value where there is none that is new. */
export function withParts(before: TallyAdded, recent: readonly Inspection[]): TallyAdded {
  const fresh = recent.filter(({ id }) => id > before.upTo);
  if (fresh.length === 0) return before;
  const counts = { ...before.counts };
  const defectsByLabel = { ...before.defectsByLabel };
  for (const { verdict, defects } of fresh) {
    counts[verdict] += 1;
    if (verdict !== 'fail') continue;
    for (const { label } of defects) defectsByLabel[label] = (defectsByLabel[label] ?? 0) + 1;
  }
  return { counts, defectsByLabel, upTo: Math.max(...fresh.map(({ id }) => id)) };
}
