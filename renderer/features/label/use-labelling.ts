import { useEffect, useMemo, useRef, useState } from 'react';
import type { Decided, Item, LabelClass, LabelCounts } from '../../../preload/contract/labels.ts';
import { type Query, useAction, useQuery } from '../../app/query.ts';
import type { StationClient } from '../../app/transport.ts';
import type { Trouble } from '../../app/trouble.ts';
import { type DraftBox, keepDrafts } from './drafts.ts';
import { answers, beginEditing, type Edit, type Editing, edited, guesses } from './editing.ts';
import { remember } from './pace.ts';
import type { SamplePicture } from './sample-pictures.ts';
import { usePictures } from './use-pictures.ts';
import { useQueue } from './use-queue.ts';

export type Decision = 'save' | 'skip' | 'notSure';

export interface LastDecision {
  readonly item: Item;
  readonly boxes: readonly DraftBox[];
  readonly decision: Decision;
}

export interface Labelling {
  readonly items: readonly Item[] | null;
  readonly counts: LabelCounts | null;
  readonly queueTrouble: Trouble | null;
  readonly current: Item | null;
  readonly editing: Editing | null;
  readonly picture: SamplePicture | null;
  readonly classes: readonly LabelClass[];
  readonly classTrouble: Trouble | null;
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
  readonly id: number;
  readonly tookMs: number;
  readonly editing: Editing;
}

const ahead = 4;
const longestMs = 86_400_000;
const noClasses: readonly LabelClass[] = [];

function tell(client: StationClient, { decision, id, tookMs, editing }: Told): Promise<Decided> {
  if (decision === 'save') return client.labels.save({ id, tookMs, boxes: answers(editing) });
  return client.labels[decision]({ id, tookMs });
}

/** What comes after an item in the queue; behind the last one, the first that was passed over. */
const after = (items: readonly Item[], id: number): Item | null =>
  items.find((item) => item.id > id) ?? items.find((item) => item.id !== id) ?? null;

const drafted = ({ boxes }: Editing): readonly DraftBox[] => boxes.map(({ id: _, ...box }) => box);

function useClasses(model: string | null): Query<readonly LabelClass[]> {
  return useQuery(`label-classes ${model}`, async (client, signal) =>
    model === null ? noClasses : (await client.labels.classes({ model }, { signal })).classes,
  );
}

/** The edits on the item at hand, begun from its draft or from the model's guesses in the very turn in which it comes up. */
function useWork(current: Item | null, firstClass: string) {
  const drafts = useMemo(() => keepDrafts(localStorage), []);
  const [work, setWork] = useState<Work | null>(null);
  let own = work !== null && work.itemId === current?.id ? work : null;
  if (current !== null && own === null) {
    const label = work?.editing.label || firstClass;
    const boxes = drafts.read(current.id) ?? guesses(current.preLabels);
    own = { itemId: current.id, editing: beginEditing(current, label, boxes) };
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
    const editing = edited(before.editing, what);
    if (editing === before.editing) return;
    if (editing.boxes !== before.editing.boxes) drafts.write(before.itemId, drafted(editing));
    latest.current = { ...before, editing };
    setWork(latest.current);
  };
  return { drafts, editing: own?.editing ?? null, edit };
}

export function useLabelling(): Labelling {
  const queue = useQueue();
  const { items } = queue;
  const [picked, setPicked] = useState<Item | null>(null);
  const [last, setLast] = useState<LastDecision | null>(null);
  const [times, setTimes] = useState<readonly number[]>([]);
  const [busy, setBusy] = useState<Decision | null>(null);
  const current = picked ?? items?.[0] ?? null;
  // The item at hand stays until a person is done with it, whatever happens to the queue meanwhile.
  if (picked === null && current !== null) setPicked(current);

  const classes = useClasses(current?.model.name ?? null);
  const { drafts, editing, edit } = useWork(current, classes.data?.[0]?.label ?? '');
  const coming = (items ?? []).filter(({ id }) => id !== current?.id).slice(0, ahead);
  const pictures = usePictures(current === null ? [] : [current, ...coming].map(({ sampleHash }) => sampleHash));

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
    if (decision === 'save' && pictures.shown?.kind !== 'here') return;
    undoing.clear();
    setBusy(decision);
    const tookMs = Math.min(longestMs, performance.now() - shown.current.at);
    const answer = await telling.run({ decision, id: current.id, tookMs, editing });
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
    queueTrouble: queue.trouble,
    current,
    editing,
    picture: pictures.shown,
    classes: classes.data ?? noClasses,
    classTrouble: classes.trouble,
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
      pictures.retry();
      queue.reload();
    },
  };
}
