import type { ReactNode } from 'react';
import type { Source } from '../../../preload/contract/sources.ts';
import { type ShownVerdict, shownVerdicts, verdicts } from '../../../preload/contract/values.ts';
import { Button } from '../../components/button.tsx';
import { Pick } from '../../components/pick.tsx';
import { useWords } from '../../locales/words.tsx';
import { labelWords } from '../../overlay/label-marks.ts';
import { type HistoryView, isFiltered, spans } from './history-filter.ts';

export interface FilterBarProps {
  readonly view: HistoryView;
  readonly labels: readonly string[];
  readonly sources: readonly Source[];
  readonly onChange: (part: Partial<HistoryView>) => void;
}

const anything = '*';

/** Rows of a batch stand under an id that is no source: whoever came here by it sees it chosen. */
function sourcesWith(sources: readonly Source[], chosen: string) {
  const options = sources.map(({ id, name }) => ({ value: id, label: name }));
  const isKnown = chosen === '' || sources.some(({ id }) => id === chosen);
  return isKnown ? options : [...options, { value: chosen, label: chosen }];
}

export function FilterBar({ view, labels, sources, onChange }: FilterBarProps): ReactNode {
  const words = useWords();
  const { filters } = words.history;
  const verdictWord = (value: ShownVerdict): string => (value === 'none' ? filters.unjudged : words.verdict[value]);
  const pick = (
    key: 'verdict' | 'label' | 'source',
    label: string,
    options: readonly { value: string; label: string }[],
  ): ReactNode => (
    <Pick
      className="w-44"
      label={label}
      onPick={(value) => onChange({ [key]: value === anything ? '' : value })}
      options={[{ value: anything, label: `${label}: ${filters.any.toLowerCase()}` }, ...options]}
      placeholder={view[key] || filters.any}
      value={view[key] || anything}
    />
  );
  return (
    <div className="flex flex-wrap gap-2">
      {pick(
        'verdict',
        filters.verdict,
        (view.tab === 'predictions' ? shownVerdicts : verdicts).map((value) => ({ value, label: verdictWord(value) })),
      )}
      {view.tab === 'predictions' && (
        <>
          {pick(
            'label',
            filters.label,
            labels.map((value) => ({ value, label: labelWords(value) })),
          )}
          {pick('source', filters.source, sourcesWith(sources, view.source))}
          <Pick
            className="w-44"
            label={filters.time}
            onPick={(value) => onChange({ span: spans.find((span) => span === value) ?? 'all' })}
            options={spans.map((value) => ({ value, label: words.history.spans[value] }))}
            placeholder={filters.any}
            value={view.span}
          />
        </>
      )}
      {isFiltered(view) && (
        <Button icon="close" look="quiet" onClick={() => onChange({ verdict: '', label: '', source: '', span: 'all' })}>
          {words.history.clear}
        </Button>
      )}
    </div>
  );
}
