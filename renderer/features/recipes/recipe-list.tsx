import { type ReactNode, useMemo, useRef, useState } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import type { Recipe } from '../../../preload/contract/recipes.ts';
import { type Command, useCommands } from '../../app/commands.tsx';
import { useMay } from '../../app/may.ts';
import { useAction, useQuery } from '../../app/query.ts';
import { seatHref } from '../../app/routes.ts';
import { useLinkState, useLive, useStation } from '../../app/station.tsx';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { Notice, TroubleNotice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { useWords } from '../../locales/words.tsx';
import { keepDrafts } from './drafts.ts';
import { RecipeRow } from './recipe-row.tsx';
import { ScanField } from './scan-field.tsx';
import { useChoices } from './use-choices.ts';

const none: readonly Recipe[] = [];

const toNew = (): void => location.assign(seatHref('recipes', { new: 'line' }));

function NewDraft({ drop }: { readonly drop: () => void }): ReactNode {
  const { recipes } = useWords();
  return (
    <Notice
      act={
        <div className="flex gap-2">
          <Button icon="pen" onClick={toNew}>
            {recipes.goOn}
          </Button>
          <Button icon="bin" look="quiet" onClick={drop}>
            {recipes.throwAway}
          </Button>
        </div>
      }
      title={recipes.draftOfNew}
      tone="plain"
    />
  );
}

export function RecipeList(): ReactNode {
  const words = useWords();
  const { recipes } = words;
  const { toasts } = useStation();
  const away = useLinkState().kind !== 'open';
  const list = useQuery('recipes', (client, signal) => client.recipes.list(undefined, { signal }));
  const { names } = useChoices();
  const lines = useLive((live) => live.lines);
  const mayEdit = useMay(contract.recipes.save);
  const mayStart = useMay(contract.inspections.start);
  const maySwitch = useMay(contract.recipes.switchTo);
  const kept = useMemo(() => keepDrafts(localStorage), []);
  const [drafts, setDrafts] = useState(() => kept.all().map(({ id }) => id));
  const [starting, setStarting] = useState<string | null>(null);
  const start = useAction((client, recipe: string) => client.inspections.start({ recipe }));
  const told = (name: string, sourceId: string): void => {
    toasts.say({ tone: 'plain', title: recipes.started(name, names.source(sourceId)), text: '' });
  };
  const run = async (id: string, name: string, sourceId: string): Promise<void> => {
    setStarting(id);
    const line = await start.run(id);
    setStarting(null);
    if (line !== null) told(name, sourceId);
  };
  const known = list.data ?? none;
  const latest = useRef(run);
  latest.current = run;
  useCommands(
    useMemo<readonly Command[]>(
      () =>
        mayStart
          ? known.map(({ id, name, body }) => ({
              id: `recipe-start-${id}`,
              words: recipes.startIt(name),
              group: 'do',
              icon: 'recipe',
              run: () => void latest.current(id, name, body.sourceId),
            }))
          : [],
      [recipes, known, mayStart],
    ),
  );
  const hasNew = mayEdit && drafts.includes('');
  return (
    <Page
      act={
        known.length > 0 && (
          <div className="flex flex-wrap items-start gap-3">
            {maySwitch && <ScanField away={away} onSwitched={({ recipe, sourceId }) => told(recipe.name, sourceId)} />}
            {mayEdit && (
              <Button icon="plus" look="action" onClick={toNew}>
                {recipes.make}
              </Button>
            )}
          </div>
        )
      }
      lead={recipes.lead}
      title={recipes.title}
    >
      <div className="space-y-3">
        {hasNew && (
          <NewDraft
            drop={() => {
              kept.drop('');
              setDrafts(kept.all().map(({ id }) => id));
            }}
          />
        )}
        {list.trouble !== null && (
          <TroubleNotice
            act={
              <Button icon="again" onClick={list.reload}>
                {words.again}
              </Button>
            }
            trouble={list.trouble}
          />
        )}
        {start.trouble !== null && <TroubleNotice trouble={start.trouble} />}
        {list.data === null && list.trouble === null && <div aria-busy="true" className="skeleton h-64" />}
        {list.data?.length === 0 && (
          <Empty
            act={
              mayEdit && (
                <Button icon="plus" look="action" onClick={toNew} size="large">
                  {recipes.emptyFirst}
                </Button>
              )
            }
            icon="recipe"
            text={mayEdit ? recipes.emptyText : `${recipes.emptyText} ${recipes.emptyForOperators}`}
            title={recipes.empty}
          />
        )}
        {known.length > 0 && (
          <ul className="space-y-3">
            {known.map((recipe) => (
              <RecipeRow
                away={away}
                hasDraft={mayEdit && drafts.includes(recipe.id)}
                isStarting={starting === recipe.id}
                key={recipe.id}
                line={lines.find((line) => line.recipe?.id === recipe.id && line.state !== 'stopped') ?? null}
                mayEdit={mayEdit}
                mayStart={mayStart}
                names={names}
                onStart={() => void run(recipe.id, recipe.name, recipe.body.sourceId)}
                recipe={recipe}
              />
            ))}
          </ul>
        )}
      </div>
    </Page>
  );
}
