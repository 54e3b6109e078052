import type { ModelEntry } from '../../../preload/contract/models.ts';

/** Free ones before bound ones, then by title; tasks in the order in which they are first met. */
export function byTask(models: readonly ModelEntry[]): readonly (readonly [string, readonly ModelEntry[]])[] {
  const sorted = models.toSorted(
    (a, b) => Number(b.commercial) - Number(a.commercial) || a.title.localeCompare(b.title),
  );
  const tasks = [...new Set(models.map(({ task }) => task))];
  return tasks.map((task) => [task, sorted.filter((model) => model.task === task)]);
}
