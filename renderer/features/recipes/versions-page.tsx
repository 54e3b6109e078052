import { type ReactNode, useMemo, useState } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import type { Recipe } from '../../../preload/contract/recipes.ts';
import { useMay } from '../../app/may.ts';
import { useAction, useQuery } from '../../app/query.ts';
import { seatHref } from '../../app/routes.ts';
import { useStation } from '../../app/station.tsx';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { Notice, TroubleNotice } from '../../components/notice.tsx';
import { Page, Panel } from '../../components/page.tsx';
import { useWords } from '../../locales/words.tsx';
import { DifferenceList } from './difference-list.tsx';
import { differencesOf } from './differences.ts';
import { PlanThumb } from './plan-thumb.tsx';
import { draftOf } from './recipe-draft.ts';
import { RecipeSummary } from './recipe-summary.tsx';
import { type Choices, useChoices } from './use-choices.ts';
import { useStill } from './use-still.ts';
import { type Pair, VersionList } from './version-list.tsx';

const toList = (): void => location.assign(seatHref('recipes'));

function Comparison({
  from,
  to,
  choices,
}: {
  readonly from: Recipe;
  readonly to: Recipe;
  readonly choices: Choices;
}): ReactNode {
  const { recipes } = useWords();
  const { history } = recipes;
  const still = useStill(to.body.sourceId);
  const [before, after] = useMemo(() => [draftOf(from), draftOf(to)], [from, to]);
  const isOne = from.version === to.version;
  return (
    <Panel title={isOne ? recipes.version(to.version) : history.differences(from.version, to.version)}>
      <div className={isOne ? 'max-w-md' : 'grid grid-cols-2 gap-4'}>
        {(isOne ? [to] : [from, to]).map(({ version, body }) => (
          <figure key={version}>
            <PlanThumb
              label={history.plan(version)}
              picture={body.sourceId === to.body.sourceId ? still.picture : null}
              plan={body}
            />
            <figcaption className="mt-1 text-sm text-ink-2">{recipes.version(version)}</figcaption>
          </figure>
        ))}
      </div>
      <div className="mt-4">
        {isOne ? (
          <RecipeSummary draft={after} names={choices.names} />
        ) : (
          <DifferenceList differences={differencesOf(before, after, choices.names, recipes)} wide />
        )}
      </div>
    </Panel>
  );
}

function PutAside({ recipe }: { readonly recipe: Recipe }): ReactNode {
  const words = useWords();
  const { history } = words.recipes;
  const { toasts } = useStation();
  const [asked, setAsked] = useState(false);
  const remove = useAction((client, id: string) => client.recipes.remove({ id }));
  const run = async (): Promise<void> => {
    if ((await remove.run(recipe.id)) === null) return;
    toasts.say({ tone: 'plain', title: history.removed(recipe.name), text: '' });
    toList();
  };
  if (!asked) {
    return (
      <Button icon="bin" look="quiet" onClick={() => setAsked(true)}>
        {history.remove}
      </Button>
    );
  }
  return (
    <Notice
      act={
        <div className="flex flex-wrap gap-2">
          <Button disabled={remove.busy} look="action" onClick={() => void run()}>
            {history.removeYes}
          </Button>
          <Button look="quiet" onClick={() => setAsked(false)}>
            {words.cancel}
          </Button>
          {remove.trouble !== null && <TroubleNotice trouble={remove.trouble} />}
        </div>
      }
      text={history.removeText}
      title={history.removeAsk(recipe.name)}
      tone="care"
    />
  );
}

export function VersionsPage({ id }: { readonly id: string }): ReactNode {
  const words = useWords();
  const { recipes } = words;
  const { history } = recipes;
  const { toasts } = useStation();
  const choices = useChoices();
  const mayEdit = useMay(contract.recipes.save);
  const asked = useQuery(`versions ${id}`, (client, signal) => client.recipes.versions({ id }, { signal }));
  const [picked, setPicked] = useState<Pair | null>(null);
  const back = useAction((client, version: number) => client.recipes.rollback({ id, version }));
  const versions = asked.data ?? [];
  const [newest] = versions;
  if (asked.trouble !== null && newest === undefined) {
    return (
      <Empty
        act={<Button onClick={toList}>{recipes.back}</Button>}
        icon="recipe"
        text={asked.trouble.message}
        title={asked.trouble.code === 'not_found' ? recipes.gone : words.trouble.offline}
      />
    );
  }
  if (newest === undefined) return <div aria-busy="true" className="skeleton m-5 h-96" />;
  const pair = picked ?? { from: versions[1]?.version ?? newest.version, to: newest.version };
  const at = (version: number): Recipe => versions.find((known) => known.version === version) ?? newest;
  const rollback = async (version: number): Promise<void> => {
    const kept = await back.run(version);
    if (kept === null) return;
    toasts.say({ tone: 'plain', title: history.rolledBack(version), text: '' });
    setPicked(null);
    asked.reload();
  };
  return (
    <Page
      act={
        <div className="flex flex-wrap gap-2">
          <Button icon="left" onClick={toList}>
            {recipes.back}
          </Button>
          {mayEdit && (
            <Button icon="pen" onClick={() => location.assign(seatHref('recipes', { edit: id }))}>
              {recipes.change}
            </Button>
          )}
        </div>
      }
      lead={versions.length > 1 ? history.lead : history.one}
      title={history.title(newest.name)}
    >
      {back.trouble !== null && (
        <div className="mb-4">
          <TroubleNotice trouble={back.trouble} />
        </div>
      )}
      <div className="grid items-start gap-4 min-[1100px]:grid-cols-[minmax(20rem,2fr)_3fr]">
        <Panel title={history.list}>
          <VersionList
            isBusy={back.busy}
            mayEdit={mayEdit}
            onPair={setPicked}
            onRollback={(version) => void rollback(version)}
            pair={pair}
            versions={versions}
          />
        </Panel>
        <Comparison choices={choices} from={at(pair.from)} to={at(pair.to)} />
      </div>
      {mayEdit && (
        <div className="mt-6">
          <PutAside recipe={newest} />
        </div>
      )}
    </Page>
  );
}
