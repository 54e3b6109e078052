import type { ReactNode } from 'react';
import { contract } from '../../../preload/contract/contract.ts';
import { useFullScreen } from '../../app/full-screen.tsx';
import { useMay } from '../../app/may.ts';
import { Button } from '../../components/button.tsx';
import { Pick } from '../../components/pick.tsx';
import { Icon } from '../../icons/icon.tsx';
import { useWords } from '../../locales/words.tsx';
import { sourceIcons, sourceNote } from './source-icons.ts';
import type { Line } from './use-line.ts';

export type OpenPick = 'source' | 'model' | null;

export interface ControlsProps {
  readonly state: Line;
  readonly away: boolean;
  readonly open: OpenPick;
  readonly onOpen: (open: OpenPick) => void;
  readonly onAdd: () => void;
  /** Somebody wants a model that is not here. */
  readonly onBring: () => void;
}

export function Controls({ state, away, open, onOpen, onAdd, onBring }: ControlsProps): ReactNode {
  const words = useWords();
  const { inspect } = words;
  const { full, toggle } = useFullScreen();
  const mayStart = useMay(contract.inspections.start);
  const mayAdd = useMay(contract.sources.add);
  const mayBring = useMay(contract.models.pull);
  const acting = state.busy === null ? null : inspect[state.busy];
  return (
    <div className="inspect-controls flex gap-3">
      {mayStart && (
        <>
          <Button
            className="w-48 shrink-0 max-[1199px]:w-40 max-[1199px]:px-3"
            disabled={away || state.busy !== null}
            icon={state.moving ? 'stop' : 'play'}
            keyHint={words.keys.space}
            look={state.moving ? 'plain' : 'action'}
            onClick={state.toggle}
            size="large"
          >
            {acting ?? (state.moving ? inspect.stop : inspect.start)}
          </Button>
          <Pick
            className="flex-1 basis-0"
            disabled={away || state.busy !== null}
            height="large"
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
          <Pick
            className="flex-1 basis-0"
            disabled={away || state.busy !== null}
            height="large"
            label={inspect.model}
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
            {...(mayBring ? { extra: { label: inspect.models.bring, icon: 'fetch' as const, run: onBring } } : {})}
          />
        </>
      )}
      <button
        aria-label={full ? inspect.leaveFull : inspect.full}
        className="ml-auto grid size-16 shrink-0 place-items-center rounded-md border-hair border-edge bg-raised text-ink-2 hover:bg-sunken"
        onClick={toggle}
        title={`${full ? inspect.leaveFull : inspect.full} (F)`}
        type="button"
      >
        <Icon name={full ? 'shrink' : 'expand'} size={26} />
      </button>
    </div>
  );
}
