import { type ReactNode, useState } from 'react';
import type { Recipe } from '../../../preload/contract/recipes.ts';
import { useQuery } from '../../app/query.ts';
import { seatHref } from '../../app/routes.ts';
import { useLive } from '../../app/station.tsx';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { useWords } from '../../locales/words.tsx';
import { Editor } from './editor.tsx';
import { draftOf, plainDraft } from './recipe-draft.ts';
import { type Choices, useChoices } from './use-choices.ts';
import type { Begun } from './use-editor.ts';

const toRecipe = (recipe: Recipe): void => location.assign(seatHref('recipes', { edit: recipe.id }));

interface NewProps {
  readonly choices: Choices;
}

/** Begins with what the line does now, so that only what differs has to be said. */
function NewRecipe({ choices }: NewProps): ReactNode {
  const { recipes } = useWords();
  const line = useLive((live) => live.line);
  const [begun] = useState<Begun>(() => {
    const sourceId = line?.sourceId ?? choices.sources?.[0]?.id ?? '';
    const model = line?.model?.name ?? choices.models?.find(({ state }) => state === 'installed')?.name ?? '';
    const name = sourceId === '' ? '' : recipes.usualName(choices.names.source(sourceId));
    return { id: null, madeFrom: 0, base: plainDraft(name, sourceId, model, line?.inputSizes) };
  });
  return <Editor begun={begun} choices={choices} onSaved={toRecipe} />;
}

function KnownRecipe({ id, choices }: NewProps & { readonly id: string }): ReactNode {
  const { recipes } = useWords();
  const words = useWords();
  const asked = useQuery(`recipe ${id}`, (client, signal) => client.recipes.get({ id }, { signal }));
  const recipe = asked.data;
  if (recipe === null && asked.trouble?.code === 'not_found') {
    return (
      <Empty
        act={<Button onClick={() => location.assign(seatHref('recipes'))}>{recipes.back}</Button>}
        icon="recipe"
        text=""
        title={recipes.gone}
      />
    );
  }
  if (recipe === null && asked.trouble !== null) {
    return (
      <div className="mx-auto max-w-md p-8">
        <TroubleNotice act={<Button onClick={asked.reload}>{words.again}</Button>} trouble={asked.trouble} />
      </div>
    );
  }
  if (recipe === null || recipe.id !== id) return <div aria-busy="true" className="skeleton m-5 h-96" />;
  return (
    <Editor
      begun={{ id, madeFrom: recipe.version, base: draftOf(recipe) }}
      choices={choices}
      key={`${id} ${recipe.version}`}
      onSaved={asked.reload}
    />
  );
}

export function EditorPage({ id }: { readonly id: string | null }): ReactNode {
  const choices = useChoices();
  const isLineTold = useLive((live) => live.line !== null);
  if (id !== null) return <KnownRecipe choices={choices} id={id} />;
  const isReady = choices.sources !== null && choices.models !== null && isLineTold;
  if (!isReady) return <div aria-busy="true" className="skeleton m-5 h-96" />;
  return <NewRecipe choices={choices} />;
}
