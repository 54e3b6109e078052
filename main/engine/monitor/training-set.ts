import type { ModelRef } from '../../../preload/contract/values.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import type { CardedModel } from '../../models/card.ts';
import { readReference } from '../../models/reference.ts';
import { readWindow } from '../../observe/stored-window.ts';
import type { ClosedWindow } from '../../observe/stream-windows.ts';

/** What a model was made for, as sketches; null where it carries none. */
export type TrainingSet = (model: ModelRef) => Promise<Outcome<ClosedWindow | null>>;

/** From the model's own folder. Another version than the one that is here says nothing of it. */
export const trainingSetFrom =
  (find: (name: string) => Promise<Outcome<CardedModel>>): TrainingSet =>
  async ({ name, version }) => {
    const found = await find(name);
    if (!found.ok) return found;
    if (found.value.card.version !== version) return succeed(null);
    const text = await readReference(found.value);
    if (!text.ok) return text;
    return text.value === null ? succeed(null) : readWindow(text.value);
  };

export const noTrainingSet = (model: string): Outcome<never> =>
  fail('not_found', {
    thing: `Model ${model}`,
    expected: 'sketches of the pictures that it was made for',
    received: 'a card without them',
    remedy: 'Choose a time in which the line ran well instead.',
  });
