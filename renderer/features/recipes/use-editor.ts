import { useMemo, useRef, useState } from 'react';
import { keepDrafts } from './drafts.ts';
import { beginEditing, type Edit, type Editing, edited } from './editing.ts';
import type { RecipeDraft } from './recipe-draft.ts';

export interface Begun {
  /** Null for a recipe that is new. */
  readonly id: string | null;
  /** The version that the changes are made to, 0 for none. */
  readonly madeFrom: number;
  /** As the station has it, or as a new one begins. */
  readonly base: RecipeDraft;
}

export interface Editor extends Begun {
  readonly editing: Editing;
  readonly isChanged: boolean;
  readonly edit: (edit: Edit) => void;
  readonly write: (part: Partial<RecipeDraft>, field: string) => void;
  /** Back to how the station has it. */
  readonly discard: () => void;
  /** What was kept on this screen is at the station now. */
  readonly settled: () => void;
}

interface Work {
  readonly madeFrom: number;
  readonly editing: Editing;
}

/** The edits on one recipe, begun from what was kept on this screen, and kept there with each change. */
export function useEditor({ id, madeFrom, base }: Begun): Editor {
  const drafts = useMemo(() => keepDrafts(localStorage), []);
  const key = id ?? '';
  const [work, setWork] = useState<Work>(() => {
    const kept = drafts.read(key);
    return { madeFrom: kept?.madeFrom ?? madeFrom, editing: beginEditing(kept?.draft ?? base) };
  });
  const latest = useRef(work);
  const put = (next: Work): void => {
    latest.current = next;
    setWork(next);
  };
  const isChanged = JSON.stringify(work.editing.draft) !== JSON.stringify(base);
  const edit = (what: Edit): void => {
    const before = latest.current;
    const editing = edited(before.editing, what);
    if (editing === before.editing) return;
    if (editing.draft !== before.editing.draft) {
      if (JSON.stringify(editing.draft) === JSON.stringify(base)) drafts.drop(key);
      else drafts.write({ id: key, madeFrom: before.madeFrom, draft: editing.draft });
    }
    put({ ...before, editing });
  };
  return {
    id,
    madeFrom: work.madeFrom,
    base,
    editing: work.editing,
    isChanged,
    edit,
    write: (part, field) => edit({ kind: 'write', part, field }),
    discard: () => {
      drafts.drop(key);
      put({ madeFrom, editing: beginEditing(base) });
    },
    settled: () => drafts.drop(key),
  };
}
