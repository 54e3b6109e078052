import { useEffect, useMemo, useRef, useState } from 'react';
import type { Decided, Item, LabelClass, LabelCounts, Medium } from '../../../preload/contract/labels.ts';
import { useAction } from '../../app/query.ts';
import type { StationClient } from '../../app/transport.ts';
import type { Trouble } from '../../app/trouble.ts';
import { type DraftBox, keepDrafts } from './drafts.ts';
import { answers, beginEditing, type Edit, type Editing, edited } from './editing.ts';
import { remember } from './pace.ts';
import type { ShownSample } from './samples-ahead.ts';
import { canvasOf, editedSound, guessesOf, marksOf } from './sound-strip.ts';
import { type ClassBook, useClasses } from './use-classes.ts';
import { useQueue } from './use-queue.ts';
import { useSamples } from './use-samples.ts';

export type Decision = 'save' | 'skip' | 'notSure';

export interface LastDecision {
  readonly item: Item;
  readonly boxes: readonly DraftBox[];
  readonly decision: Decision;
}

export interface Labelling {
  readonly items: readonly Item[] | null;
  readonly counts: LabelCounts | null;
  readonly isMixed: boolean | null;
  readonly queueTrouble: Trouble | null;
  readonly current: Item | null;
  readonly editing: Editing | null;
  readonly sample: ShownSample | null;
  readonly classes: readonly LabelClass[];
  readonly classTrouble: Trouble | null;
  /** The names of the classes of any item at hand, in the order of its model. */
  readonly labelsOf: ClassBook['labelsOf'];
  readonly last: LastDecision | null;
  readonly times: readonly number[];
  readonly busy: Decision | null;
  readonly trouble: Trouble | null;
  readonly edit: (edit: Edit) => void;
  readonly decide: (decision: Decision) => void;
  readonly takeBack: () => void;
  readonly leave: () => void;
  readonly pick: (item: Item) => void;
  readonly reload: () => void;
}

interface Work {
  readonly itemId: number;
  readonly editing: Editing;
}

interface Told {
  readonly decision: Decision;
  readonly item: Item;
  readonly tookMs: number;
  readonly editing: Editing;
}

const ahead = 4;
const longestMs = 86_400_000;

/** Whether there is something on screen that a person can have verified. */
export const isThere = ({ sample }: Pick<Labelling, 'sample'>): boolean => sample !== null && sample.kind !== 'refused';

function tell(client: StationClient, { decision, item: { id, sound }, tookMs, editing }: Told): Promise<Decided> {
  if (decision !== 'save') return client.labels[decision]({ id, tookMs });
  return client.labels.save(
    sound === undefined ? { id, tookMs, boxes: answers(editing) } : { id, tookMs, marks: marksOf(editing) },
  );
}

/** What comes after an item in the queue; behind the last one, the first that was passed over. */
const after = (items: readonly Item[], id: number): Item | null =>
  items.find((item) => item.id > id) ?? items.find((item) => item.id !== id) ?? null;

const drafted = ({ boxes }: Editing): readonly DraftBox[] => boxes.map(({ id: _, ...box }) => box);

/** The edits on the item at hand, begun from its draft or from the model's guesses in the very turn in which it comes up. */
function useWork(current: Item | null, classes: readonly LabelClass[]) {
  const firstClass = classes[0]?.label ?? '';
  const drafts = useMemo(() => keepDrafts(localStorage), []);
  const [work, setWork] = useState<Work | null>(null);
  let own = work !== null && work.itemId === current?.id ? work : null;
  if (current !== null && own === null) {
    // The class chosen last goes on to the next item, where that one knows it.
    const label = classes.find((known) => known.label === work?.editing.label)?.label ?? firstClass;
    const boxes = drafts.read(current.id) ?? guessesOf(current);
    own = { itemId: current.id, editing: beginEditing(canvasOf(current), label, boxes) };
    setWork(own);
  } else if (own !== null && own.editing.label === '' && firstClass !== '') {
    own = { ...own, editing: { ...own.editing, label: firstClass } };
    setWork(own);
  }
  const latest = useRef(own);
  latest.current = own;
  const edit = (what: Edit): void => {
    const before = latest.current;
    if (before === null) return;
    const editing = current?.sound === undefined ? edited(before.editing, what) : editedSound(before.editing, what);
    if (editing === before.editing) return;
    if (editing.boxes !== before.editing.boxes) drafts.write(before.itemId, drafted(editing));
    latest.current = { ...before, editing };
    setWork(latest.current);
  };
  return { drafts, editing: own?.editing ?? null, edit };
}

export function useLabelling(medium: Medium | undefined): Labelling {
  const queue = useQueue(medium);
  const { items } = queue;
  const [picked, setPicked] = useState<Item | null>(null);
  const [last, setLast] = useState<LastDecision | null>(null);
  const [times, setTimes] = useState<readonly number[]>([]);
  const [busy, setBusy] = useState<Decision | null>(null);
  const current = picked ?? items?.[0] ?? null;
  // The item at hand stays until a person is done with it, whatever happens to the queue meanwhile.
  if (picked === null && current !== null) setPicked(current);

  const book = useClasses(current === null ? (items ?? []) : [current, ...(items ?? [])]);
  const { drafts, editing, edit } = useWork(current, current === null ? [] : book.classesOf(current));
  const coming = (items ?? []).filter(({ id }) => id !== current?.id).slice(0, ahead);
  const samples = useSamples(current === null ? [] : [current, ...coming].map(({ sampleHash }) => sampleHash));

  const shown = useRef<{ readonly id: number | null; readonly at: number }>({ id: null, at: 0 });
  const currentId = current?.id ?? null;
  useEffect(() => {
    shown.current = { id: currentId, at: performance.now() };
  }, [currentId]);

  const telling = useAction(tell);
  const undoing = useAction((client, id: number) => client.labels.undo({ id }));
  const clear = (): void => {
    telling.clear();
    undoing.clear();
  };
  const moveOn = (from: Item, counts: LabelCounts | null): void => {
    drafts.drop(from.id);
    queue.done(from.id, counts);
    setPicked(after(items ?? [], from.id));
  };

  const decide = async (decision: Decision): Promise<void> => {
    if (current === null || editing === null || busy !== null) return;
    if (decision === 'save' && !isThere({ sample: samples.shown })) return;
    undoing.clear();
    setBusy(decision);
    const tookMs = Math.min(longestMs, performance.now() - shown.current.at);
    const answer = await telling.run({ decision, item: current, tookMs, editing });
    setBusy(null);
    if (answer === null) return;
    moveOn(current, answer.counts);
    setLast({ item: current, boxes: drafted(editing), decision });
    setTimes((before) => remember(before, Date.now()));
  };

  const takeBack = async (): Promise<void> => {
    if (last === null || busy !== null) return;
    telling.clear();
    const answer = await undoing.run(last.item.id);
    if (answer === null) return;
    drafts.write(last.item.id, last.boxes);
    queue.back(last.item.id, answer.counts);
    setPicked(answer.item);
    setLast(null);
    queue.reload();
  };

  return {
    items,
    counts: queue.counts,
    isMixed: queue.isMixed,
    queueTrouble: queue.trouble,
    current,
    editing,
    sample: samples.shown,
    classes: current === null ? [] : book.classesOf(current),
    classTrouble: current === null ? null : book.troubleOf(current),
    labelsOf: book.labelsOf,
    last,
    times,
    busy,
    trouble: telling.trouble ?? undoing.trouble,
    edit: (what) => {
      if (busy !== null) return;
      edit(what);
    },
    decide: (decision) => void decide(decision),
    takeBack: () => void takeBack(),
    leave: () => {
      if (current === null) return;
      clear();
      moveOn(current, null);
      queue.reload();
    },
    pick: (item) => {
      if (busy !== null) return;
      clear();
      setPicked(item);
    },
    reload: () => {
      samples.retry();
      queue.reload();
    },
  };
}
