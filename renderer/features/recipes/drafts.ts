import { z } from 'zod';
import { outline, place } from '../../../preload/contract/recipes.ts';
import type { RecipeDraft } from './recipe-draft.ts';

/** Work on a recipe that the station does not have yet; it outlives a reload and a station that went away. */
export interface KeptDraft {
  /** Empty for a recipe that is new. */
  readonly id: string;
  /** The version that it was begun from, 0 for none. */
  readonly madeFrom: number;
  readonly draft: RecipeDraft;
}

export interface Drafts {
  readonly all: () => readonly KeptDraft[];
  readonly read: (id: string) => KeptDraft | null;
  readonly write: (kept: KeptDraft) => void;
  readonly drop: (id: string) => void;
}

const key = 'caracal.recipes.drafts';
const most = 10;

const text = z.string();
const zone = text.nullable();
const rule = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('defect'),
    label: text.nullable(),
    score: text,
    leastAreaMm2: text,
    leastCount: text,
    zone,
  }),
  z.object({ kind: z.literal('missing'), label: text, score: text, count: text, zone }),
  z.object({
    kind: z.literal('measure'),
    label: text,
    side: z.enum(['width', 'height', 'longer', 'shorter']),
    score: text,
    leastMm: text,
    mostMm: text,
    zone,
  }),
]);

/** As it was typed: what a recipe may hold is not asked of it yet. */
const draft: z.ZodType<RecipeDraft> = z.object({
  name: text,
  sourceId: text,
  models: z.array(text),
  inputSizes: z.record(text, z.number()).default({}),
  region: outline.nullable(),
  zones: z.array(z.object({ name: text, outline })),
  lines: z.array(z.object({ name: text, from: place, to: place })),
  calibration: z.object({ from: place, to: place, mm: text }).nullable(),
  rules: z.array(rule),
  parts: z.object({
    by: z.enum(['source', 'time', 'trigger']),
    seconds: text,
    frames: text,
    delayMs: text.default('0'),
  }),
  vote: z.object({ failFrames: text, sureScore: text, unsureFrames: text }),
  follow: z.boolean(),
  outputs: z.array(text),
  code: text,
});
const kept = z.object({ id: text, madeFrom: z.number().int().min(0), draft });

function parsed(stored: string): unknown {
  try {
    return JSON.parse(stored);
  } catch {
    return null;
  }
}

export function keepDrafts(storage: Storage): Drafts {
  const all = (): readonly KeptDraft[] => {
    const found = parsed(storage.getItem(key) ?? '[]');
    if (!Array.isArray(found)) return [];
    return found.flatMap((one) => {
      const known = kept.safeParse(one);
      return known.success ? [known.data] : [];
    });
  };
  const put = (drafts: readonly KeptDraft[]): void => storage.setItem(key, JSON.stringify(drafts.slice(-most)));
  const others = (id: string): readonly KeptDraft[] => all().filter((known) => known.id !== id);
  return {
    all,
    read: (id) => all().find((known) => known.id === id) ?? null,
    write: (work) => put([...others(work.id), work]),
    drop: (id) => put(others(id)),
  };
}
