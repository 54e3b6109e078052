import type { RetrainingChecklist, RetrainingCondition } from '../../../preload/contract/drift.ts';
import { assertNever } from '../assert-never.ts';

function lacking({ name, current, wanted }: RetrainingCondition): string {
  switch (name) {
    case 'significant-drift':
      return `No feature has drifted with an adjusted p-value below ${wanted}.`;
    case 'drift-share':
      return `Not more than ${wanted * 100} % of the features have drifted.`;
    case 'reviewed-labels':
      return `${wanted} reviewed labels are wanted, there are ${current ?? 0}.`;
    default:
      return assertNever(name);
  }
}

/** One of the drift conditions is enough, so both are lacking only together. `asked` is who took the request: "station". */
export function whatIsMissing({ conditions }: RetrainingChecklist, asked: 'station' | 'endpoint'): string[] {
  const isDrifting = conditions.some(({ name, met }) => name !== 'reviewed-labels' && met);
  const open = conditions.filter(({ name, met }) => !met && (name === 'reviewed-labels' || !isDrifting));
  return [...open.map(lacking), `No trainer is attached to this ${asked}: the request waits until one is.`];
}
