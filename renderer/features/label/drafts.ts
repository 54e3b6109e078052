import type { EditBox } from './editing.ts';

export type DraftBox = Omit<EditBox, 'id'>;

/** Work on items that the station has not answered yet; it outlives a reload and a station that went away. */
export interface Drafts {
  readonly read: (itemId: number) => readonly DraftBox[] | null;
  readonly write: (itemId: number, boxes: readonly DraftBox[]) => void;
  readonly drop: (itemId: number) => void;
}

interface Draft {
  readonly itemId: number;
  readonly boxes: readonly DraftBox[];
}

const key = 'caracal.label.drafts';
const most = 20;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function isBox(value: unknown): value is DraftBox {
  if (!isRecord(value) || typeof value.label !== 'string' || !isRecord(value.box)) return false;
  const { x, y, width, height } = value.box;
  return (
    [x, y, width, height].every(Number.isFinite) &&
    (value.by === 'model' || value.by === 'person') &&
    (value.score === null || typeof value.score === 'number')
  );
}

const isDraft = (value: unknown): value is Draft =>
  isRecord(value) && Number.isInteger(value.itemId) && Array.isArray(value.boxes) && value.boxes.every(isBox);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function keepDrafts(storage: Storage): Drafts {
  const all = (): readonly Draft[] => {
    const found = parsed(storage.getItem(key) ?? '[]');
    return Array.isArray(found) ? found.filter(isDraft) : [];
  };
  const put = (drafts: readonly Draft[]): void => storage.setItem(key, JSON.stringify(drafts.slice(-most)));
  const without = (itemId: number): readonly Draft[] => all().filter((draft) => draft.itemId !== itemId);
  return {
    read: (itemId) => all().find((draft) => draft.itemId === itemId)?.boxes ?? null,
    write: (itemId, boxes) => put([...without(itemId), { itemId, boxes }]),
    drop: (itemId) => put(without(itemId)),
  };
}
