import type { ReactNode } from 'react';
import type { Inspection } from '../../preload/contract/inspections.ts';
import { useWords } from '../locales/words.tsx';
import { useFaultWords } from './fault-words.ts';
import { fixed } from './numbers.ts';
import { VerdictGlyph } from './verdict.tsx';

/** What each rule of the recipe found in the part, with the figures behind it; nothing where no recipe judged it. */
export function PartWhy({ part }: { readonly part: Inspection }): ReactNode {
  const words = useWords();
  const { faults, sheet } = words.inspect;
  const wordsOf = useFaultWords();
  const { recipe, why = [], trouble } = part;
  if (recipe === undefined && trouble === undefined) return null;
  return (
    <>
      <h3 className="mt-6 font-semibold">{faults.title}</h3>
      {trouble !== undefined && <p className="mt-2">{trouble}</p>}
      {why.length === 0 && trouble === undefined && <p className="mt-2 text-ink-2">{faults.clean}</p>}
      <ul className="mt-2 divide-y divide-line">
        {why.map((fault) => (
          <li
            className="flex min-h-12 items-center gap-3 py-1.5 [--glyph-cut:var(--surface)]"
            key={`${fault.rule ?? 'none'} ${fault.kind} ${fault.label} ${fault.zone ?? ''}`}
          >
            <span className={fault.verdict === 'fail' ? 'text-fail-ink' : 'text-unsure-ink'}>
              <VerdictGlyph size={20} verdict={fault.verdict} />
            </span>
            <span className="min-w-0 flex-1">
              <span className="block font-medium first-letter:uppercase">{wordsOf(fault)}</span>
              <span className="block text-sm text-ink-2">
                {fault.zone !== null && `${faults.zone(fault.zone)}, `}
                {sheet.seenIn(fault.frames, part.frames)}
              </span>
            </span>
            {fault.score !== null && (
              <span className="font-semibold tabular-nums">{fixed(fault.score, 2, words.tag)}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
