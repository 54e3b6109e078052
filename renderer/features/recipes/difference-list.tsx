import type { ReactNode } from 'react';
import { Icon } from '../../icons/icon.tsx';
import { useWords } from '../../locales/words.tsx';
import type { Difference } from './differences.ts';

/** What differs, line by line, in words: before, and after. */
export function DifferenceList({ differences }: { readonly differences: readonly Difference[] }): ReactNode {
  const { history } = useWords().recipes;
  if (differences.length === 0) return <p className="text-ink-2">{history.same}</p>;
  return (
    <ul className="divide-y divide-line rounded-md border-hair bg-raised px-4">
      {differences.map(({ what, before, after }) => (
        <li className="py-3" key={`${what} ${before} ${after}`}>
          <p className="text-sm font-medium text-ink-2">{what}</p>
          <p className="mt-0.5 break-words">
            <span className="sr-only">{history.columns.before}: </span>
            <span className="text-ink-2">{before}</span>
            <Icon className="mx-2 inline text-ink-3" name="right" size={14} />
            <span className="sr-only">{history.columns.after}: </span>
            <span className="font-medium">{after}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}
