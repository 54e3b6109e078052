import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';

export const loudnesses = ['off', 'quiet', 'loud'] as const;
export type Loudness = (typeof loudnesses)[number];

/** What a person must have seen: it stands until somebody says so. */
const toAcknowledge = z.object({ fail: z.boolean(), unsure: z.boolean(), line: z.boolean() });
export type ToAcknowledge = z.infer<typeof toAcknowledge>;

const screenChoices = z.object({
  sound: z.enum(loudnesses).catch('off'),
  acknowledge: toAcknowledge.catch({ fail: false, unsure: false, line: true }),
  /** How much of the picture heat covers, where a model gives any. */
  heat: z.number().min(0).max(1).catch(0.6),
});
export type ScreenChoices = z.infer<typeof screenChoices>;

export interface KeptChoices {
  readonly store: StoreApi<ScreenChoices>;
  readonly choose: (part: Partial<ScreenChoices>) => void;
}

const key = 'caracal.inspect';

function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '{}');
  } catch {
    return {};
  }
}

/** They stay on this screen: one beside a press may have to be loud, one in an office must not be. */
export function keepScreenChoices(storage: Pick<Storage, 'getItem' | 'setItem'>): KeptChoices {
  const stored = screenChoices.safeParse(readJson(storage.getItem(key)));
  const store = createStore<ScreenChoices>(() => (stored.success ? stored.data : screenChoices.parse({})));
  return {
    store,
    choose: (part) => {
      store.setState(part);
      storage.setItem(key, JSON.stringify(store.getState()));
    },
  };
}
