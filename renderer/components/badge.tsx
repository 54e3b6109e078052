import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { StateGlyph, type StateShape } from './state-glyph.tsx';

/** A word with its outline; filled only where a person should look. */
export function Badge({ shape, children }: { readonly shape: StateShape; readonly children: ReactNode }): ReactNode {
  const isLoud = shape === 'bad' || shape === 'care' || shape === 'away';
  return (
    <span
      className={classNames(
        'inline-flex min-h-8 items-center gap-2 rounded-md border-hair px-2.5 text-sm font-medium whitespace-nowrap',
        isLoud
          ? shape === 'care'
            ? 'border-unsure-ink bg-unsure-wash'
            : 'border-fail-ink bg-fail-wash'
          : 'border-line text-ink-2',
      )}
    >
      <StateGlyph shape={shape} size={14} />
      {children}
    </span>
  );
}
