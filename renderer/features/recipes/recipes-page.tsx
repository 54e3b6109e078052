import { type ReactNode, useMemo } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import { type Command, useCommands } from '../../app/commands.tsx';
import { useMay } from '../../app/may.ts';
import { seatHref } from '../../app/routes.ts';
import { useLive } from '../../app/station.tsx';
import { Empty } from '../../components/empty.tsx';
import { useWords } from '../../locales/words.tsx';
import { EditorPage } from './editor-page.tsx';
import { RecipeList } from './recipe-list.tsx';
import { VersionsPage } from './versions-page.tsx';

function useRecipeCommands(mayEdit: boolean): void {
  const { recipes } = useWords();
  useCommands(
    useMemo<readonly Command[]>(
      () =>
        mayEdit
          ? [
              {
                id: 'recipe-new',
                words: recipes.make,
                group: 'do',
                icon: 'plus',
                run: () => location.assign(seatHref('recipes', { new: 'line' })),
              },
            ]
          : [],
      [recipes, mayEdit],
    ),
  );
}

/** The list, the editor of one recipe, or its versions: told apart by what the address asks for. */
export function RecipesPage({ query }: { readonly query: URLSearchParams }): ReactNode {
  const { recipes } = useWords();
  const mayEdit = useMay(contract.recipes.save);
  const isRoleKnown = useLive((live) => live.info !== null);
  useRecipeCommands(mayEdit);
  const [edit, versions] = [query.get('edit'), query.get('versions')];
  if (versions !== null) return <VersionsPage id={versions} key={versions} />;
  if (edit === null && !query.has('new')) return <RecipeList />;
  if (!isRoleKnown) return <div aria-busy="true" className="skeleton m-5 h-96" />;
  if (!mayEdit) return <Empty icon="shield" text={recipes.readOnly} title={recipes.title} />;
  return <EditorPage id={edit} key={edit ?? ''} />;
}
