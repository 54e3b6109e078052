import type { ReactNode } from 'react';

export type StateShape = 'well' | 'moving' | 'off' | 'care' | 'bad' | 'away';

const shapes: Record<StateShape, ReactNode> = {
  well: <circle cx="8" cy="8" fill="currentColor" r="4.5" />,
  moving: (
    <g>
      <circle cx="8" cy="8" fill="none" r="5.5" stroke="currentColor" strokeWidth="1.75" />
      <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" />
    </g>
  ),
  off: <rect fill="none" height="9" rx="1" stroke="currentColor" strokeWidth="1.75" width="9" x="3.5" y="3.5" />,
  care: <path d="M8 1.5 15 14.2H1z" fill="currentColor" />,
  bad: (
    <g>
      <path d="M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z" fill="currentColor" />
      <path
        d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8"
        stroke="var(--glyph-cut, var(--surface))"
        strokeLinecap="round"
        strokeWidth="1.8"
      />
    </g>
  ),
  away: <path d="M2.5 8h2.5m2 0h2m2 0h2.5" fill="none" stroke="currentColor" strokeLinecap="round" strokeWidth="2.5" />,
};

const inks: Record<StateShape, string> = {
  well: 'text-ink-2',
  moving: 'text-ink-2',
  off: 'text-ink-2',
  care: 'text-unsure-ink',
  bad: 'text-fail-ink',
  away: 'text-fail-ink',
};

/** A state by its outline first and its colour second; always beside the word for it. */
export function StateGlyph({ shape, size = 16 }: { readonly shape: StateShape; readonly size?: number }): ReactNode {
  return (
    <svg aria-hidden="true" className={`shrink-0 ${inks[shape]}`} height={size} viewBox="0 0 16 16" width={size}>
      {shapes[shape]}
    </svg>
  );
}
