import type { StandingAlerts } from '../../preload/contract/alerts.ts';
import type { StateShape } from '../components/state-glyph.tsx';
import type { Words } from '../locales/words.tsx';

interface AlertWord {
  readonly shape: StateShape;
  readonly word: string;
  readonly detail?: string;
}

/** Drift is named before other alerts are counted; where something else stands alone, its count is the word. */
export function alertWord({ rows }: StandingAlerts, { steady, drift, open }: Words['monitor']['status']): AlertWord {
  if (rows.length === 0) return { shape: 'well', word: steady };
  const count = open(rows.length);
  const drifts = rows.some(({ kind }) => kind === 'drift' || kind === 'level-moved');
  return drifts ? { shape: 'care', word: drift, detail: count } : { shape: 'care', word: count };
}
