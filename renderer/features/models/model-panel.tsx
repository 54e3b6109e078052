import type { ReactNode } from 'react';
import { isPictureCard } from '../../../preload/contract/model-card.ts';
import { taskTraits } from '../../../preload/contract/model-tasks.ts';
import type { ModelEntry } from '../../../preload/contract/models.ts';
import { Badge } from '../../components/badge.tsx';
import { Figure } from '../../components/figure.tsx';
import { Notice } from '../../components/notice.tsx';
import { bytes } from '../../components/numbers.ts';
import { Panel } from '../../components/page.tsx';
import { useWords } from '../../locales/words.tsx';
import { HowSure } from './how-sure.tsx';
import { Verify } from './model-acts.tsx';
import { Labels, Numbers } from './model-facts.tsx';

export interface ModelPanelProps {
  readonly model: ModelEntry;
  readonly isInUse: boolean;
}

function Licence({ model }: { readonly model: ModelEntry }): ReactNode {
  const words = useWords();
  return model.commercial ? (
    <Badge shape="well">{words.models.licenceFree}</Badge>
  ) : (
    <Badge shape="care">{words.models.licenceBound}</Badge>
  );
}

export function ModelPanel({ model, isInUse }: ModelPanelProps): ReactNode {
  const words = useWords();
  const { models } = words;
  const { card } = model;
  const input = card !== null && isPictureCard(card) ? card.io.input : undefined;
  return (
    <Panel
      aside={
        <div className="flex flex-wrap gap-2">
          {isInUse && <Badge shape="moving">{models.inUse}</Badge>}
          <Badge shape={model.state === 'broken' ? 'bad' : 'well'}>{models.states[model.state]}</Badge>
          <Licence model={model} />
        </div>
      }
      title={model.title}
    >
      <dl className="grid grid-cols-2 gap-4 md:grid-cols-4">
        <Figure label={models.version} note={model.version} value={model.name} />
        <Figure label={models.licence} value={model.licence} />
        <Figure label={models.size} value={bytes(model.bytes, words.tag)} />
        <Figure
          label={models.input}
          value={input === undefined ? words.notSetYet : `${input.width} × ${input.height}`}
          {...(input === undefined ? {} : { unit: 'px' })}
        />
      </dl>
      <div className="mt-5 space-y-5">
        {model.state === 'broken' && model.note !== '' && <Notice text={model.note} title={models.states.broken} />}
        {model.state !== 'broken' && model.note !== '' && <p className="text-ink-2">{model.note}</p>}
        {card !== null && (
          <>
            <div>
              <h3 className="mb-2 text-sm font-semibold text-ink-2">{models.labels}</h3>
              <Labels labels={card.labels} />
            </div>
            <div>
              <h3 className="mb-1 text-sm font-semibold text-ink-2">{models.numbers}</h3>
              <Numbers card={card} />
            </div>
            {isPictureCard(card) && taskTraits[card.task].judges && model.state === 'installed' && (
              <section aria-labelledby={`how-sure-${model.name}`}>
                <h3 className="mb-1 text-sm font-semibold text-ink-2" id={`how-sure-${model.name}`}>
                  {words.confidence.title}
                </h3>
                <p className="mb-3 text-sm text-ink-2">{words.confidence.lead}</p>
                <HowSure model={model.name} />
              </section>
            )}
            <p className="text-sm text-ink-2">
              <span className="font-semibold">{models.trained}:</span> {card.provenance.trainedOn}
            </p>
          </>
        )}
        <Verify name={model.name} />
      </div>
    </Panel>
  );
}
