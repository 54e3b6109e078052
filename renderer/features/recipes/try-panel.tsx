import type { ReactNode } from 'react';
import type { RecipeTried } from '../../../preload/contract/recipes.ts';
import { classNames } from '../../components/class-names.ts';
import { fixed } from '../../components/numbers.ts';
import { reachable } from '../../components/reachable.ts';
import { VerdictGlyph, VerdictWord, verdictInks } from '../../components/verdict.tsx';
import { useWords } from '../../locales/words.tsx';
import type { RecipeDraft } from './recipe-draft.ts';
import { ruleSentence } from './sentences.ts';

/** What the recipe as it stands says of this picture, rule by rule. */
export function TryPanel({ tried, draft }: { readonly tried: RecipeTried; readonly draft: RecipeDraft }): ReactNode {
  const words = useWords();
  const { recipes } = words;
  const { trying } = recipes;
  return (
    <div
      className="border-t-hair bg-raised px-4 py-3 [--glyph-cut:var(--raised)]"
      data-tried={tried.verdict}
      role="status"
    >
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="text-lg font-semibold">
          <VerdictWord size={22} verdict={tried.verdict} />
        </span>
        <span className="font-medium">{trying.title}</span>
        <span className="text-sm text-ink-3">{trying.note}</span>
      </p>
      <ul {...reachable} className="focus-inset mt-1.5 max-h-20 space-y-1.5 overflow-y-auto">
        {tried.rules.map(({ verdict, found, doubtful, measuredMm }, at) => {
          const rule = draft.rules[at];
          return (
            // Rules are told in the order of the recipe, and have no other name.
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is only read
            <li className="flex items-start gap-2" key={at}>
              <span className={classNames('pt-px', verdictInks[verdict])}>
                <VerdictGlyph size={18} verdict={verdict} />
              </span>
              <span className="min-w-0 flex-1">
                {rule === undefined ? recipes.rules.none : ruleSentence(rule, recipes)}{' '}
                <span className="text-ink-2">
                  {measuredMm.length > 0
                    ? trying.measured(measuredMm.map((mm) => fixed(mm, 2, words.tag)).join(', '))
                    : trying.found(found, doubtful)}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
