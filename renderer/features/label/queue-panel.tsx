import type { ReactNode } from 'react';
import { type Item, type Medium, medium as mediumSchema } from '../../../preload/contract/labels.ts';
import { seatHref } from '../../app/routes.ts';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { fixed, whole } from '../../components/numbers.ts';
import { Pick } from '../../components/pick.tsx';
import { reachable } from '../../components/reachable.ts';
import { Icon } from '../../icons/icon.tsx';
import { useWords } from '../../locales/words.tsx';
import { LabelMark } from '../../overlay/label-mark.tsx';
import type { Labelling, LastDecision } from './use-labelling.ts';

const shownAtMost = 12;

function Guesses({ item, labels }: { readonly item: Item; readonly labels: readonly string[] }): ReactNode {
  const words = useWords();
  const { label } = words;
  if (item.sound !== undefined) {
    return (
      <span className="flex items-center gap-1.5 text-sm text-ink-2 tabular-nums">
        <Icon name="wave" size={18} />
        {label.sound.seconds(fixed(item.sound.durationMs / 1_000, 1, words.tag))}
      </span>
    );
  }
  const kinds = [...new Set(item.preLabels.map((guess) => guess.label))].slice(0, 5);
  if (kinds.length === 0) return <span className="text-sm text-ink-3">{label.guessed(0)}</span>;
  return (
    <span className="flex gap-1">
      {kinds.map((kind) => (
        <LabelMark key={kind} label={kind} labels={labels} size={18} />
      ))}
    </span>
  );
}

function Row({
  item,
  labels,
  now,
  onPick,
}: {
  readonly item: Item;
  readonly labels: readonly string[];
  readonly now: boolean;
  readonly onPick: () => void;
}): ReactNode {
  const { label } = useWords();
  return (
    <li>
      <button
        aria-current={now ? 'true' : undefined}
        aria-label={(item.sound === undefined ? label.itemOpen : label.sound.open)(item.id, label.reasons[item.reason])}
        className={classNames(
          'focus-inset flex min-h-14 w-full flex-col justify-center gap-1 rounded-md px-3 py-2 text-left',
          now ? 'row-active bg-sunken' : 'hover:bg-sunken',
        )}
        onClick={onPick}
        type="button"
      >
        <span className="flex w-full items-baseline justify-between gap-2">
          <span className={classNames('tabular-nums', now ? 'font-semibold' : 'font-medium')}>{item.id}</span>
          <span className="truncate text-sm text-ink-2">{label.reasons[item.reason]}</span>
        </span>
        <Guesses item={item} labels={labels} />
      </button>
    </li>
  );
}

/** The station has answered: only now may this stand here. */
function Last({ last, onTakeBack }: { readonly last: LastDecision; readonly onTakeBack: () => void }): ReactNode {
  const { label } = useWords();
  return (
    <section
      className="border-t-hair p-3"
      data-decision={last.decision}
      data-last={last.item.id}
      aria-label={label.last}
    >
      <p className="flex items-start gap-2 text-sm" role="status">
        <Icon className="mt-0.5 shrink-0 text-ink-2" name={last.decision === 'save' ? 'check' : 'skip'} size={18} />
        <span>
          <span className="block font-semibold">{label.item(last.item.id)}</span>
          <span className="block text-ink-2">
            {last.item.sound !== undefined && last.decision === 'save'
              ? label.sound.saved(last.boxes.length)
              : label.outcome[last.decision](last.boxes.length)}
          </span>
        </span>
      </p>
      <Button className="mt-2 w-full px-2!" keyHint="B" onClick={onTakeBack}>
        {label.takeBack}
      </Button>
    </section>
  );
}

/** Sounds behind a thousand pictures, or pictures behind sounds, are reached without working through the others. */
function Show({ medium }: { readonly medium: Medium | undefined }): ReactNode {
  const { show } = useWords().label;
  return (
    <Pick
      className="mt-2 w-full"
      label={show.title}
      onPick={(value) => {
        const picked = mediumSchema.safeParse(value).data;
        location.assign(seatHref('label', picked === undefined ? {} : { medium: picked }));
      }}
      options={[
        { value: 'both', label: show.both },
        { value: 'picture', label: show.picture },
        { value: 'sound', label: show.sound },
      ]}
      placeholder={show.both}
      value={medium ?? 'both'}
    />
  );
}

export interface QueuePanelProps {
  readonly state: Labelling;
  /** Undefined while both are shown. */
  readonly medium: Medium | undefined;
  /** Null for whoever may not. */
  readonly onSampling: (() => void) | null;
  readonly onExport: (() => void) | null;
}

/** What waits, the one at hand marked, and what was decided last: that stands here only once the station has it on its disk. */
export function QueuePanel({ state, medium, onSampling, onExport }: QueuePanelProps): ReactNode {
  const words = useWords();
  const { label } = words;
  const { items, current, counts, last } = state;
  const all = items ?? [];
  const at = Math.max(0, all.findIndex(({ id }) => id === current?.id) - 1);
  const rows = all.slice(at, at + shownAtMost);
  const waiting = counts?.waiting ?? all.length;
  const rest = waiting - at - rows.length;
  return (
    <section aria-label={label.queue} className="label-queue flex min-h-0 flex-col rounded-lg border-hair bg-surface">
      <div className="border-b-hair px-4 py-3">
        <h2 className="font-semibold">{label.queue}</h2>
        <p className="text-sm text-ink-2 tabular-nums" data-waiting={waiting}>
          {label.left(whole(waiting, words.tag), waiting)}
        </p>
        {(medium !== undefined || state.isMixed === true) && <Show medium={medium} />}
      </div>
      <div {...reachable} className="focus-inset min-h-0 flex-1 overflow-y-auto p-1.5">
        <ul className="space-y-0.5">
          {rows.map((item) => (
            <Row
              item={item}
              key={item.id}
              labels={state.labelsOf(item)}
              now={item.id === current?.id}
              onPick={() => state.pick(item)}
            />
          ))}
        </ul>
        {rest > 0 && <p className="px-3 py-2 text-sm text-ink-3">{label.more(whole(rest, words.tag))}</p>}
      </div>
      {(onSampling !== null || onExport !== null) && (
        <div className="flex gap-2 border-t-hair p-2">
          {onSampling !== null && (
            <Button className="flex-1 px-1! text-xs!" onClick={onSampling}>
              {label.settings}
            </Button>
          )}
          {onExport !== null && (
            <Button className="flex-1 px-1! text-xs!" onClick={onExport}>
              {label.export}
            </Button>
          )}
        </div>
      )}
      {last !== null && <Last last={last} onTakeBack={state.takeBack} />}
    </section>
  );
}
