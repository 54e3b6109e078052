import { type ReactNode, useState } from 'react';
import type { Batch, BatchWish } from '../../../preload/contract/batch.ts';
import { isPictureCard } from '../../../preload/contract/model-card.ts';
import { useAction, useQuery } from '../../app/query.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { Pick } from '../../components/pick.tsx';
import { SideSheet } from '../../components/side-sheet.tsx';
import { TitledField } from '../../components/titled-field.tsx';
import { useWords } from '../../locales/words.tsx';
import { emptyStart, type StartDraft, startOf } from './start-draft.ts';

/** What the station can judge by. */
function useJudges() {
  const models = useQuery('batch-models', (client, signal) => client.models.list(undefined, { signal }));
  const recipes = useQuery('batch-recipes', (client, signal) => client.recipes.list(undefined, { signal }));
  const here = models.data?.filter(({ state, card }) => state !== 'available' && card !== null && isPictureCard(card));
  return {
    trouble: models.trouble ?? recipes.trouble,
    models: (here ?? []).map(({ name, title }) => ({ value: name, label: title, note: name })),
    recipes: (recipes.data ?? []).map(({ id, name, version }) => ({
      value: id,
      label: name,
      note: `${id} ${version}`,
    })),
  };
}

export interface StartSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onStarted: (batch: Batch) => void;
}

function Fields({ onStarted }: Pick<StartSheetProps, 'onStarted'>): ReactNode {
  const words = useWords();
  const { form } = words.batch;
  const { models, recipes, trouble } = useJudges();
  const [typed, setTyped] = useState<StartDraft>(emptyStart);
  const start = useAction((client, wish: BatchWish) => client.batch.start(wish));
  // The first that is there, until somebody picks another.
  const draft = {
    ...typed,
    model: typed.model || (models[0]?.value ?? ''),
    recipe: typed.recipe || (recipes[0]?.value ?? ''),
  };
  const change = (part: Partial<StartDraft>): void => {
    setTyped({ ...typed, ...part });
    start.clear();
  };
  const wish = startOf(draft);
  const begin = async (): Promise<void> => {
    const started = wish === null ? null : await start.run(wish);
    if (started !== null) onStarted(started);
  };
  const options = draft.by === 'model' ? models : recipes;
  return (
    <Form onSubmit={() => void begin()}>
      <TextField
        hint={form.pathHint}
        label={form.path}
        onText={(path) => change({ path })}
        placeholder="/srv/pictures/week-46"
        value={draft.path}
      />
      <TextField
        hint={form.nameHint}
        label={form.name}
        maxLength={60}
        onText={(name) => change({ name })}
        value={draft.name}
      />
      {recipes.length > 0 && (
        <TitledField title={form.by}>
          <Choice
            className="grid-cols-2"
            label={form.by}
            onChoose={(by) => change({ by: by === 'recipe' ? 'recipe' : 'model' })}
            options={[
              { value: 'model', label: form.byModel, icon: 'models' },
              { value: 'recipe', label: form.byRecipe, icon: 'recipe' },
            ]}
            value={draft.by}
          />
        </TitledField>
      )}
      <TitledField title={form[draft.by]}>
        <Pick
          className="w-full"
          label={form[draft.by]}
          onPick={(value) => change({ [draft.by]: value })}
          options={options}
          placeholder={form.pick}
          value={draft[draft.by]}
        />
      </TitledField>
      <TextField
        hint={form.partMsHint}
        inputMode="decimal"
        label={form.partMs}
        onText={(partSeconds) => change({ partSeconds })}
        placeholder="2"
        unit="s"
        value={draft.partSeconds}
      />
      <div aria-live="polite">
        {start.busy && <p className="waiting py-2 text-ink-2">{form.starting}</p>}
        {start.trouble !== null && <TroubleNotice trouble={start.trouble} />}
        {trouble !== null && <TroubleNotice trouble={trouble} />}
      </div>
      <Button className="w-full" disabled={start.busy || wish === null} icon="play" look="action" submit>
        {form.start}
      </Button>
    </Form>
  );
}

export function StartSheet({ open, onClose, onStarted }: StartSheetProps): ReactNode {
  const words = useWords();
  return (
    <SideSheet onClose={onClose} open={open} title={words.batch.form.title}>
      <Fields onStarted={onStarted} />
    </SideSheet>
  );
}
