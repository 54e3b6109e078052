import type { ReactNode } from 'react';
import type { ModelEntry } from '../../../preload/contract/models.ts';
import { Badge } from '../../components/badge.tsx';
import { Pull } from '../../components/model-pull.tsx';
import { Panel } from '../../components/page.tsx';
import { useWords } from '../../locales/words.tsx';
import { byTask } from './by-task.ts';

export interface CatalogueProps {
  readonly models: readonly ModelEntry[];
  readonly onChanged: () => void;
}

function Row({ model, onChanged }: { readonly model: ModelEntry; readonly onChanged: () => void }): ReactNode {
  const words = useWords();
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_minmax(14rem,auto)] items-center gap-x-6 gap-y-2 py-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-semibold">{model.title}</span>
          <span className="text-sm text-ink-3">
            {model.name} {model.version}
          </span>
        </p>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-2">
          <span>{model.licence}</span>
          {model.note !== '' && <span>{model.note}</span>}
        </p>
        {!model.commercial && (
          <p className="mt-2">
            <Badge shape="care">{words.models.licenceBound}</Badge>
          </p>
        )}
      </div>
      <Pull model={model} onDone={onChanged} />
    </li>
  );
}

/** What could be brought here: one line a model, so that what is here already stays in sight. */
export function Catalogue({ models, onChanged }: CatalogueProps): ReactNode {
  const words = useWords();
  if (models.length === 0) return null;
  return (
    <Panel title={words.models.states.available}>
      <p className="mb-2 text-ink-2">{words.models.catalogueText}</p>
      {byTask(models).map(([task, of]) => (
        <section className="border-t-hair pt-4 pb-1" key={task}>
          <h3 className="text-sm font-semibold text-ink-2">{words.models.tasks[task] ?? task}</h3>
          <ul className="divide-y divide-line">
            {of.map((model) => (
              <Row key={`${model.name} ${model.version}`} model={model} onChanged={onChanged} />
            ))}
          </ul>
        </section>
      ))}
    </Panel>
  );
}
