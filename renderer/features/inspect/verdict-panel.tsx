import type { ReactNode } from 'react';
import type { Verdict } from '../../../preload/contract/values.ts';
import { classNames } from '../../components/class-names.ts';
import { VerdictGlyph } from '../../components/verdict.tsx';
import { useWords } from '../../locales/words.tsx';

const looks: Record<Verdict, string> = {
  pass: 'bg-surface text-ink-2 border-line',
  fail: 'bg-fail text-on-fail border-fail [--glyph-cut:var(--fail)]',
  unsure: 'bg-unsure text-on-unsure border-unsure [--glyph-cut:var(--unsure)]',
};

/** Read from two metres: one word and its outline. A pass stays quiet; a fail takes the whole panel; one that is old no longer shouts. */
export function VerdictPanel({ verdict, old }: { readonly verdict: Verdict | null; readonly old: boolean }): ReactNode {
  const words = useWords();
  return (
    <section
      aria-label={words.inspect.verdict}
      className={classNames(
        'verdict-panel flex items-center justify-center gap-5 rounded-lg border-hair px-5',
        verdict === null || old ? 'border-line bg-surface text-ink-3 [--glyph-cut:var(--surface)]' : looks[verdict],
      )}
      data-verdict={verdict ?? 'none'}
    >
      {verdict === null ? (
        <div className="text-center">
          <p className="text-2xl font-semibold text-ink-2">{words.inspect.noVerdict}</p>
          <p className="mt-1 text-ink-3">{words.inspect.noVerdictText}</p>
        </div>
      ) : (
        // Another verdict is another message: nothing of the one before it slides to a new place.
        <div className="contents" key={verdict}>
          <span className="verdict-glyph">
            <VerdictGlyph size={88} verdict={verdict} />
          </span>
          <div>
            <p className="verdict-word">{words.verdict[verdict]}</p>
            {old && <p className="mt-2 text-lg">{words.inspect.oldVerdict}</p>}
          </div>
        </div>
      )}
      <span aria-live="polite" className="sr-only">
        {verdict !== null && verdict !== 'pass' ? words.verdict[verdict] : ''}
      </span>
    </section>
  );
}
