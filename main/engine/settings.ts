import { z } from 'zod';
import { speechFinder } from '../../preload/contract/listen.ts';
import { recipeRef } from '../../preload/contract/recipes.ts';
import { type SamplingSettings, samplingSettings, usualSampling } from '../../preload/contract/sampling.ts';
import { type SourceId, sourceId } from '../../preload/contract/values.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Store } from '../store/store.ts';
import { mostLines } from '../workers/protocol.ts';
import type { LineWish } from './line/line-plan.ts';

interface StoredSyncTarget {
  readonly address: string;
  /** As an older version wrote it, until it is sealed. */
  readonly stationKey?: string | undefined;
  readonly sealedKey?: string | undefined;
  readonly allowInsecure: boolean;
}

export interface KeptCode {
  readonly code: string;
  readonly came: 'asked' | 'followed' | 'left';
}

interface Settings {
  /** What the one line of an older version was doing; read where `lines` was never set. */
  readonly line: { readonly running: boolean; readonly sourceId: SourceId; readonly model: string };
  /** The lines that go on after a restart, those that were stopped with what they did, and what the one was that was started last. */
  readonly lines: {
    readonly running: readonly LineWish[];
    readonly stopped: readonly LineWish[];
    readonly newest: LineWish;
  };
  /** What each PLC asked for last by its recipe code, by output: left alone where the line of that recipe was stopped by somebody. */
  readonly plcCodes: { readonly asked: Readonly<Record<string, KeptCode>> };
  readonly keepPredictionsDays: number;
  readonly sampling: SamplingSettings;
  /** Frames that were drawn by lot and lost, by name and version of the model. */
  readonly missedDraws: { readonly byModel: Readonly<Record<string, number>> };
  /** Whether samples of people may be kept and synced; the store reads it too. */
  readonly people: { readonly keepSamples: boolean };
  /** What was listened to when it was last told to do something else; null where never. */
  readonly listen: { readonly running: boolean; readonly sourceId: SourceId | null; readonly model: string };
  /** Null while sync is off. */
  readonly sync: { readonly target: StoredSyncTarget | null };
}

const lineWish = z.object({
  sourceId,
  model: z.string(),
  inputSize: z.number().int().optional(),
  recipe: recipeRef.pick({ id: true, version: true }).optional(),
});
const demo = { sourceId: 'demo-line', model: 'pcb-defects' };
const firstLines = { running: [demo], stopped: [], newest: demo };

/** Each with what holds where it was never set. */
const schemas: { readonly [K in keyof Settings]: z.ZodType<Settings[K]> } = {
  line: z.object({ running: z.boolean(), sourceId, model: z.string() }).default({ running: true, ...demo }),
  lines: z
    .object({
      running: z.array(lineWish).max(mostLines),
      stopped: z.array(lineWish).default([]),
      newest: lineWish,
    })
    .default(firstLines),
  plcCodes: z
    .object({
      asked: z.record(z.string(), z.object({ code: z.string(), came: z.enum(['asked', 'followed', 'left']) })),
    })
    .default({ asked: {} }),
  keepPredictionsDays: z.number().int().min(1).max(3650).default(90),
  sampling: samplingSettings.default(usualSampling),
  missedDraws: z.object({ byModel: z.record(z.string(), z.number().int().min(0)) }).default({ byModel: {} }),
  people: z.object({ keepSamples: z.boolean() }).default({ keepSamples: false }),
  listen: z
    .object({ running: z.boolean(), sourceId: sourceId.nullable(), model: z.string() })
    .default({ running: false, sourceId: null, model: speechFinder }),
  sync: z
    .object({
      target: z
        .object({
          address: z.string(),
          stationKey: z.string().optional(),
          sealedKey: z.string().optional(),
          allowInsecure: z.boolean(),
        })
        .nullable(),
    })
    .default({ target: null }),
};

export interface SettingsDesk {
  get<K extends keyof Settings>(key: K): Promise<Settings[K]>;
  set<K extends keyof Settings>(key: K, value: Settings[K]): Promise<Outcome<null>>;
}

/** A value that does not fit its schema, as after going back a version, counts as never set. */
export function openSettings(store: Store, wallMs: () => number): SettingsDesk {
  const read = async <K extends keyof Settings>(key: K): Promise<Settings[K] | undefined> => {
    const stored = await store.call('settings.get', { key });
    return schemas[key].safeParse(stored.ok ? (stored.value?.value ?? null) : null).data;
  };
  const asBefore = async (): Promise<Settings['lines'] | undefined> => {
    const before = await read('line');
    if (before === undefined) return undefined;
    const { running, ...newest } = before;
    return { running: running ? [newest] : [], stopped: [], newest };
  };
  const unset = async <K extends keyof Settings>(key: K): Promise<Settings[K]> => {
    const before = key === 'lines' ? await asBefore() : undefined;
    return schemas[key].parse(before);
  };
  return {
    get: async (key) => (await read(key)) ?? unset(key),
    set: (key, value) => store.call('settings.set', { key, value, at: wallMs() }),
  };
}
