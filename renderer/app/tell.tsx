import type { ReactNode } from 'react';
import { classNames } from '../components/class-names.ts';
import { StateGlyph, type StateShape } from '../components/state-glyph.tsx';

export interface TellProps {
  readonly href: string;
  readonly shape: StateShape;
  readonly word: string;
  readonly detail?: ReactNode;
  /** What it tells of, for who hears the page instead of seeing it. */
  readonly name: string;
  readonly className: string;
}

/** One place of the status line: the word always stands whole, what is beside it gives way first. */
export function Tell({ href, shape, word, detail, name, className }: TellProps): ReactNode {
  return (
    <a
      className={classNames(
        'focus-inset flex h-full min-w-0 items-center gap-2.5 border-r-hair px-4 whitespace-nowrap hover:bg-sunken max-[1150px]:px-3',
        className,
      )}
      href={href}
      title={name}
    >
      <span className="sr-only">{name}: </span>
      <StateGlyph shape={shape} />
      <span className="shrink-0 font-medium">{word}</span>
      {detail !== undefined && <span className="truncate text-ink-2">{detail}</span>}
    </a>
  );
}
