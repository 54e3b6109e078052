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

function Boxes({ editing, labels, onEdit, isSound }: PartProps & { readonly isSound: boolean }): ReactNode {
  const words = useWords();
  const { label } = words;
  const none = isSound ? label.sound.noMarks : label.noBoxes;
  if (editing.boxes.length === 0) return <p className="text-sm text-ink-2">{none}</p>;
  const seconds = (ms: number): string => fixed(ms / 1_000, 1, words.tag);
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
            <span className="min-w-0 flex-1">
              <span className="block truncate first-letter:uppercase">{labelWords(box.label)}</span>
              {isSound && (
                <span className="block text-sm font-normal text-ink-2 tabular-nums">
                  {label.sound.stretch(seconds(box.box.x), seconds(box.box.x + box.box.width))}
                </span>
              )}
            </span>
            <span className="text-sm font-normal text-ink-2 tabular-nums">
              {box.score === null ? label.byPerson : label.byModel(fixed(box.score, 2, words.tag))}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The least sure of what the model saw or heard is most often what brought the item here. */
const leastSure = ({ preLabels, sound }: Item): { readonly score: number } | undefined =>
  [...preLabels, ...(sound?.preMarks ?? [])].toSorted((a, b) => a.score - b.score)[0];

function Why({ item }: { readonly item: Item }): ReactNode {
  const words = useWords();
  const { label } = words;
  const guess = leastSure(item);
  const facts: readonly (readonly [string, ReactNode])[] = [
    item.sound === undefined
      ? [label.verdictThen, item.verdict === null ? words.notJudged : words.verdict[item.verdict]]
      : [label.sound.length, label.sound.seconds(fixed(item.sound.durationMs / 1_000, 1, words.tag))],
    [item.sound === undefined ? label.seen : label.sound.heard, <Ago at={item.capturedAt} key="seen" />],
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
      <p className="text-sm text-ink-2">
        {item.note || (item.sound === undefined ? label : label.sound).reasonText[item.reason]}
      </p>
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
  const isSound = props.item.sound !== undefined;
  return (
    <aside className="flex min-h-0 flex-col rounded-lg border-hair bg-surface">
      <div {...reachable} className="focus-inset min-h-0 flex-1 overflow-y-auto p-4">
        <h2 className={head}>{label.classes}</h2>
        <Classes {...props} />
        <h2 className={head}>{label.why}</h2>
        <Why item={props.item} />
        <h2 className={head}>{isSound ? label.sound.marks : label.boxes}</h2>
        <Boxes {...props} isSound={isSound} />
      </div>
    </aside>
  );
}
