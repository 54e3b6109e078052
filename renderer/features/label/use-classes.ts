import { useMemo } from 'react';
import type { Item, LabelClass } from '../../../preload/contract/labels.ts';
import { useQuery } from '../../app/query.ts';
import { type Trouble, troubleOf } from '../../app/trouble.ts';
import { starterLabels } from '../../overlay/label-marks.ts';

type OfItem = Pick<Item, 'model'>;

/** What may be said of each item at hand: pictures and sounds are of several models. */
export interface ClassBook {
  readonly classesOf: (item: OfItem) => readonly LabelClass[];
  readonly troubleOf: (item: OfItem) => Trouble | null;
  /** For marks and colours: the starter's where the model is not known here. */
  readonly labelsOf: (item: OfItem) => readonly string[];
}

interface Entry {
  readonly classes: readonly LabelClass[];
  readonly labels: readonly string[];
  readonly trouble: Trouble | null;
}

const none: Entry = { classes: [], labels: starterLabels, trouble: null };

/** Asked for all models of the queue at once: the classes of the next item are there in the turn in which it comes up. */
export function useClasses(items: readonly OfItem[]): ClassBook {
  const models = [...new Set(items.map(({ model }) => model.name))].sort();
  const asked = useQuery(`label-classes ${models.join(' ')}`, async (client, signal) => {
    const entries = models.map(async (model): Promise<readonly [string, Entry]> => {
      try {
        const { classes } = await client.labels.classes({ model }, { signal });
        return [model, { classes, labels: classes.map(({ label }) => label), trouble: null }];
      } catch (error) {
        return [model, { ...none, trouble: troubleOf(error) }];
      }
    });
    return new Map(await Promise.all(entries));
  });
  const { data } = asked;
  return useMemo(() => {
    const of = ({ model }: OfItem): Entry => data?.get(model.name) ?? none;
    return {
      classesOf: (item) => of(item).classes,
      troubleOf: (item) => of(item).trouble,
      labelsOf: (item) => of(item).labels,
    };
  }, [data]);
}
