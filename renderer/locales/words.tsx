import { createContext, type ReactNode, use } from 'react';
import { en } from './en.ts';
import { enBatch } from './en-batch.ts';
import { enConfidence } from './en-confidence.ts';
import { enInspect } from './en-inspect.ts';
import { enLabel } from './en-label.ts';
import { enListen } from './en-listen.ts';
import { enMonitor } from './en-monitor.ts';
import { enOutputs } from './en-outputs.ts';
import { enPages } from './en-pages.ts';
import { enRecipes } from './en-recipes.ts';
import { enSync } from './en-sync.ts';
import { enTeach } from './en-teach.ts';

export const english = {
  ...en,
  batch: enBatch,
  confidence: enConfidence,
  inspect: enInspect,
  label: enLabel,
  listen: enListen,
  monitor: enMonitor,
  recipes: enRecipes,
  outputs: enOutputs,
  sync: enSync,
  teach: enTeach,
  ...enPages,
};
export type Words = typeof english;

const Context = createContext<Words>(english);

export const useWords = (): Words => use(Context);

export function WordsProvider({ words, children }: { readonly words: Words; readonly children: ReactNode }): ReactNode {
  return <Context value={words}>{children}</Context>;
}
