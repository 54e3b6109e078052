import type { ReactNode } from 'react';
import { Icon } from '../../icons/icon.tsx';
import { useWords } from '../../locales/words.tsx';
import type { Difference } from './differences.ts';

export interface DifferenceListProps {
  readonly differences: readonly Difference[];
  /** Before and after stand side by side. */
  readonly wide?: boolean;
}

/** What differs, line by line, in words: before, and after. */
export function DifferenceList({ differences, wide = false }: DifferenceListProps): ReactNode {
  const { history } = useWords().recipes;
  if (differences.length === 0) return <p className="text-ink-2">{history.same}</p>;
  return (
    <ul className="divide-y divide-line rounded-md border-hair bg-raised px-4">
      {differences.map(({ what, before, after }) => (
        <li className="py-3" key={`${what} ${before} ${after}`}>
          <p className="text-sm font-medium text-ink-2">{what}</p>
          <div className={wide ? 'mt-0.5 grid grid-cols-2 gap-4 break-words' : 'mt-0.5 break-words'}>
            <p className="text-ink-2">
              <span className="sr-only">{history.columns.before}: </span>
              {before}
            </p>
            <p className={wide ? 'font-medium' : 'flex gap-2 font-medium'}>
              {!wide && <Icon className="mt-1 shrink-0 text-ink-3" name="right" size={14} />}
              <span>
                <span className="sr-only">{history.columns.after}: </span>
                {after}
              </span>
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
