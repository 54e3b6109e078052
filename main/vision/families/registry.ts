import type { PictureCard } from '../../../preload/contract/model-card.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { fail } from '../../domain/outcome.ts';
import type { Family, ModelAdapter } from './family.ts';
import { yoloV8 } from './yolo-v8.ts';
import { yunet } from './yunet.ts';

/** A new family is one file and one entry here. */
export const knownFamilies: readonly Family[] = [yoloV8, yunet];

export function adapterFor(card: PictureCard, families: readonly Family[] = knownFamilies): Outcome<ModelAdapter> {
  const family = families.find(({ name }) => name === card.family);
  if (family !== undefined) return family.adapt(card);
  return fail('model_refused', {
    thing: `Family of ${card.name}`,
    expected: families.map(({ name }) => name).join(' or '),
    received: card.family,
    remedy: 'Update the station, or choose a model of a family that it knows.',
  });
}
