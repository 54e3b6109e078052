import type { BatchWish } from '../../../preload/contract/batch.ts';

/** What stands in the fields: text until it is checked. */
export interface StartDraft {
  readonly path: string;
  readonly name: string;
  readonly by: 'model' | 'recipe';
  readonly model: string;
  readonly recipe: string;
  readonly partSeconds: string;
}

export const emptyStart: StartDraft = { path: '', name: '', by: 'model', model: '', recipe: '', partSeconds: '' };

const leastSeconds = 0.1;
const mostSeconds = 600;

/** Null while something is missing or out of range; the station has the last word in any case. */
export function startOf({ path, name, by, model, recipe, partSeconds }: StartDraft): BatchWish | null {
  const seconds = partSeconds.trim() === '' ? undefined : Number(partSeconds);
  const isLength = seconds === undefined || (seconds >= leastSeconds && seconds <= mostSeconds);
  if (path.trim() === '' || !isLength || (by === 'model' ? model : recipe) === '') return null;
  return {
    path: path.trim(),
    ...(model === '' ? {} : { models: [model] }),
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    ...(by === 'recipe' ? { recipe } : {}),
    ...(seconds === undefined ? {} : { parts: { by: 'time', ms: Math.round(seconds * 1000) } }),
  };
}
