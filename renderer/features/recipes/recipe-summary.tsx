import type { ReactNode } from 'react';
import { useWords } from '../../locales/words.tsx';
import { modelsSentence, type Names } from './differences.ts';
import type { RecipeDraft } from './recipe-draft.ts';
import { partsSentence, ruleSentence, voteSentence } from './sentences.ts';

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className="py-2.5">
      <dt className="text-sm text-ink-3">{name}</dt>
      <dd className="font-medium break-words">{children}</dd>
    </div>
  );
}

/** One version in words, for whoever only reads it. */
export function RecipeSummary({ draft, names }: { readonly draft: RecipeDraft; readonly names: Names }): ReactNode {
  const { recipes } = useWords();
  const { differences: say } = recipes;
  const rules = draft.rules.map((rule) => ruleSentence(rule, recipes));
  return (
    <dl className="divide-y divide-line">
      <Line name={say.source}>{names.source(draft.sourceId)}</Line>
      <Line name={say.models}>{modelsSentence(draft, names)}</Line>
      <Line name={recipes.tabs.rules}>
        {rules.length === 0 ? recipes.rules.none : rules.map((text) => <p key={text}>{text}</p>)}
      </Line>
      <Line name={say.parts}>
        {partsSentence(draft, recipes)} {voteSentence(draft, recipes)}
      </Line>
      <Line name={say.outputs}>
        {draft.outputs.length === 0 ? say.nobody : draft.outputs.map(names.output).join(', ')}
      </Line>
      <Line name={say.code}>{draft.code === '' ? say.noCode : draft.code}</Line>
    </dl>
  );
}
