import type { ReactNode } from 'react';
import type { Item } from '../../../preload/contract/labels.ts';
import { KeyCap } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { Notice } from '../../components/notice.tsx';
import { fixed } from '../../components/numbers.ts';
import { reachable } from '../../components/reachable.ts';
import { Ago } from '../../components/time.tsx';
import { useWords } from '../../locales/words.tsx';
import { LabelMark } from '../../overlay/label-mark.tsx';
import { labelWords } from '../../overlay/label-marks.ts';
import type { Edit, Editing } from './editing.ts';
import type { Labelling } from './use-labelling.ts';

interface PartProps {
  readonly editing: Editing;
  readonly labels: readonly string[];
  readonly onEdit: (edit: Edit) => void;
}

function Classes({ editing, labels, onEdit, state }: PartProps & { readonly state: Labelling }): ReactNode {
  const { label } = useWords();
  const selected = editing.boxes.find(({ id }) => id === editing.selected);
  const chosen = selected?.label ?? editing.label;
  if (state.classTrouble !== null) {
    return <Notice remedy={state.classTrouble.remedy} text={state.classTrouble.message} title={label.noClasses} />;
  }
  return (
    <ul className="grid gap-1 portrait:grid-cols-2">
      {state.classes.map((known) => (
        <li key={known.label}>
          <button
            aria-pressed={known.label === chosen}
            className={classNames(
              'focus-inset flex min-h-12 w-full items-center gap-3 rounded-md border-hair px-3 text-left',
              known.label === chosen
                ? 'border-ink bg-raised font-semibold shadow-[inset_0_0_0_1px_var(--ink)]'
                : 'border-line bg-raised font-medium hover:bg-sunken',
            )}
            onClick={() => onEdit({ kind: 'label', label: known.label })}
            type="button"
          >
            <LabelMark label={known.label} labels={labels} />
            <span className="min-w-0 flex-1 truncate first-letter:uppercase">{labelWords(known.label)}</span>
            {known.key !== null && <KeyCap>{known.key}</KeyCap>}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Boxes({ editing, labels, onEdit }: PartProps): ReactNode {
  const words = useWords();
  const { label } = words;
  if (editing.boxes.length === 0) return <p className="text-sm text-ink-2">{label.noBoxes}</p>;
  return (
    <ul className="-mx-2">
      {editing.boxes.map((box) => (
        <li key={box.id}>
          <button
            aria-pressed={box.id === editing.selected}
            className={classNames(
              'focus-inset flex min-h-12 w-full items-center gap-3 rounded-md px-2 text-left hover:bg-sunken',
              box.id === editing.selected && 'row-active bg-sunken font-semibold',
            )}
            onClick={() => onEdit({ kind: 'select', id: box.id === editing.selected ? null : box.id })}
            type="button"
          >
            <LabelMark label={box.label} labels={labels} size={18} />
            <span className="min-w-0 flex-1 truncate first-letter:uppercase">{labelWords(box.label)}</span>
            <span className="text-sm font-normal text-ink-2 tabular-nums">
              {box.score === null ? label.byPerson : label.byModel(fixed(box.score, 2, words.tag))}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The least sure of what the model saw is most often what brought the picture here. */
const leastSure = ({ preLabels }: Item): Item['preLabels'][number] | undefined =>
  preLabels.toSorted((a, b) => a.score - b.score)[0];

function Why({ item }: { readonly item: Item }): ReactNode {
  const words = useWords();
  const { label } = words;
  const guess = leastSure(item);
  const facts: readonly (readonly [string, ReactNode])[] = [
    [label.verdictThen, item.verdict === null ? words.notJudged : words.verdict[item.verdict]],
    [label.seen, <Ago at={item.capturedAt} key="seen" />],
    [label.source, item.sourceId],
    [label.model, `${item.model.name} ${item.model.version}`],
  ];
  return (
    <div>
      <p className="text-lg font-semibold">
        {label.reasons[item.reason]}
        {item.reason === 'unsure' && guess !== undefined && (
          <span className="ml-2 tabular-nums">{fixed(guess.score, 2, words.tag)}</span>
        )}
      </p>
      <p className="text-sm text-ink-2">{item.note || label.reasonText[item.reason]}</p>
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm">
        {facts.map(([name, value]) => (
          <div className="contents" key={name}>
            <dt className="text-ink-3">{name}</dt>
            <dd className="truncate text-right">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const head = 'mt-5 mb-2 text-sm font-semibold text-ink-2 first:mt-0';

export interface ClassPanelProps extends PartProps {
  readonly state: Labelling;
  readonly item: Item;
}

export function ClassPanel(props: ClassPanelProps): ReactNode {
  const { label } = useWords();
  return (
    <aside className="flex min-h-0 flex-col rounded-lg border-hair bg-surface">
      <div {...reachable} className="focus-inset min-h-0 flex-1 overflow-y-auto p-4">
        <h2 className={head}>{label.classes}</h2>
        <Classes {...props} />
        <h2 className={head}>{label.why}</h2>
        <Why item={props.item} />
        <h2 className={head}>{label.boxes}</h2>
        <Boxes {...props} />
      </div>
    </aside>
  );
}
