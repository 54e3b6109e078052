import type { ReactNode } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import { useMay } from '../../app/may.ts';
import { seatHref } from '../../app/routes.ts';
import { Button } from '../../components/button.tsx';
import { sizeToChoose } from '../../components/input-size.ts';
import { whole } from '../../components/numbers.ts';
import { Pick as Picker } from '../../components/pick.tsx';
import { useWords } from '../../locales/words.tsx';
import { sourceIcons, sourceNote } from './source-icons.ts';
import type { Line } from './use-line.ts';

export type OpenPick = 'recipe' | 'source' | 'model' | null;

export interface ControlsProps {
  readonly state: Line;
  readonly away: boolean;
  readonly open: OpenPick;
  readonly onOpen: (open: OpenPick) => void;
  readonly onAdd: () => void;
  /** Somebody wants a model that is not here. */
  readonly onBring: () => void;
  readonly onSize: () => void;
}

/** What is inspected: a recipe names source and models; without one those two say it. */
function RecipePick({
  state,
  away,
  open,
  onOpen,
}: Pick<ControlsProps, 'state' | 'away' | 'open' | 'onOpen'>): ReactNode {
  const { inspect } = useWords();
  return (
    <Picker
      className="flex-1 basis-0"
      disabled={away || state.busy !== null}
      extra={{
        label: inspect.recipe.edit,
        icon: 'pen',
        run: () => {
          location.hash = seatHref('recipes');
        },
      }}
      height="large"
      keyHint="R"
      label={inspect.recipe.label}
      onOpenChange={(next) => onOpen(next ? 'recipe' : null)}
      onPick={state.pickRecipe}
      open={open === 'recipe'}
      options={[
        { value: '', label: inspect.recipe.none, note: inspect.recipe.noneNote },
        ...state.recipes.map(({ id, name, version, body }) => ({
          value: id,
          label: name,
          note: inspect.recipe.note(version, body.code),
          icon: 'recipe' as const,
        })),
      ]}
      placeholder={inspect.recipe.pick}
      value={state.recipe?.id ?? ''}
    />
  );
}

export function Controls({ state, away, open, onOpen, onAdd, onBring, onSize }: ControlsProps): ReactNode {
  const words = useWords();
  const { inspect } = words;
  const mayStart = useMay(contract.inspections.start);
  const mayAdd = useMay(contract.sources.add);
  const mayBring = useMay(contract.models.pull);
  const mayRecipes = useMay(contract.recipes.list);
  const acting = state.busy === null ? null : inspect[state.busy];
  if (!mayStart) return null;
  return (
    <div className="inspect-controls flex gap-3">
      <Button
        className="w-44 shrink-0 px-4 max-[1199px]:w-40 max-[1199px]:px-3"
        disabled={away || state.busy !== null}
        icon={state.moving ? 'stop' : 'play'}
        keyHint={words.keys.space}
        look={state.moving ? 'plain' : 'action'}
        onClick={state.toggle}
        size="large"
      >
        {acting ?? (state.moving ? inspect.stop : inspect.start)}
      </Button>
      {mayRecipes && <RecipePick away={away} onOpen={onOpen} open={open} state={state} />}
      <Picker
        className="flex-1 basis-0"
        disabled={away || state.busy !== null}
        height="large"
        keyHint="S"
        label={inspect.source}
        onOpenChange={(next) => onOpen(next ? 'source' : null)}
        onPick={state.pickSource}
        open={open === 'source'}
        options={state.sources.map(({ id, name, settings }) => ({
          value: id,
          label: name,
          note: sourceNote(settings),
          icon: sourceIcons[settings.kind],
        }))}
        placeholder={inspect.pickSource}
        value={state.source?.id ?? ''}
        {...(mayAdd ? { extra: { label: inspect.addSource, icon: 'plus' as const, run: onAdd } } : {})}
      />
      <Picker
        className="flex-1 basis-0"
        disabled={away || state.busy !== null}
        height="large"
        keyHint="M"
        label={state.inputSize === null ? inspect.model : inspect.size.model(whole(state.inputSize, words.tag))}
        onOpenChange={(next) => onOpen(next ? 'model' : null)}
        onPick={(name) => (state.models.some((model) => model.name === name) ? state.pickModel(name) : onBring())}
        open={open === 'model'}
        options={[
          ...state.models.map(({ name, title, task, version, licence }) => ({
            value: name,
            label: title,
            note: `${words.models.tasks[task] ?? task}, ${version}, ${licence}`,
            icon: 'models' as const,
          })),
          ...state.available.map(({ name, title, task }) => ({
            value: name,
            label: title,
            note: `${words.models.tasks[task] ?? task}, ${inspect.models.notInstalled}`,
            icon: 'fetch' as const,
          })),
        ]}
        placeholder={state.models.length === 0 ? inspect.noModels : inspect.pickModel}
        value={state.model?.name ?? ''}
        extra={[
          ...(sizeToChoose(state.model) === null
            ? []
            : [{ label: inspect.size.act, icon: 'fit' as const, run: onSize }]),
          ...(mayBring ? [{ label: inspect.models.bring, icon: 'fetch' as const, run: onBring }] : []),
        ]}
      />
    </div>
  );
}
