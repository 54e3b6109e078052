import type { ReactNode } from 'react';
import type { Verdict } from '../../preload/contract/values.ts';
import { useWords } from '../locales/words.tsx';
import { classNames } from './class-names.ts';

/** One outline for each verdict, told apart without colour: a ring, an octagon, a triangle. */
const shapes: Record<Verdict, ReactNode> = {
  pass: (
    <g fill="none" stroke="currentColor" strokeLinecap="round" strokeLinejoin="round" strokeWidth="2">
      <circle cx="12" cy="12" r="9" />
      <path d="m7.8 12.3 3 3 5.6-6.2" />
    </g>
  ),
  fail: (
    <g>
      <path d="M8 2.2h8L21.8 8v8L16 21.8H8L2.2 16V8z" fill="currentColor" />
      <path
        d="m8.4 8.4 7.2 7.2m0-7.2-7.2 7.2"
        fill="none"
        stroke="var(--glyph-cut)"
        strokeLinecap="round"
        strokeWidth="2.4"
      />
    </g>
  ),
  unsure: (
    <g>
      <path
        d="M12 2.3 22.5 21.2h-21z"
        fill="currentColor"
        stroke="currentColor"
        strokeLinejoin="round"
        strokeWidth="1.2"
      />
      <path
        d="M9.9 11.3c.1-1.3 1-2.1 2.2-2.1s2.2.8 2.2 1.9c0 1.7-2.2 1.7-2.2 3.5M12.1 17.6v.1"
        fill="none"
        stroke="var(--glyph-cut)"
        strokeLinecap="round"
        strokeWidth="2"
      />
    </g>
  ),
};

export function VerdictGlyph({ verdict, size = 24 }: { readonly verdict: Verdict; readonly size?: number }): ReactNode {
  return (
    <svg aria-hidden="true" className="shrink-0" height={size} viewBox="0 0 24 24" width={size}>
      {shapes[verdict]}
    </svg>
  );
}

export const verdictInks: Record<Verdict, string> = {
  pass: 'text-ink-2',
  fail: 'text-fail-ink font-semibold',
  unsure: 'text-unsure-ink font-semibold',
};

interface VerdictWordProps {
  /** Null from a model that judges nothing. */
  readonly verdict: Verdict | null;
  readonly size?: number;
}

/** In rows and lists: quiet for a pass, weight and colour where a person should look. */
export function VerdictWord({ verdict, size = 18 }: VerdictWordProps): ReactNode {
  const words = useWords();
  if (verdict === null) return <span className="text-ink-3">{words.notJudged}</span>;
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-2 align-middle [--glyph-cut:var(--surface)]',
        verdictInks[verdict],
      )}
    >
      <VerdictGlyph size={size} verdict={verdict} />
      {words.verdict[verdict]}
    </span>
  );
}
