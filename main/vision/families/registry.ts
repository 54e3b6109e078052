import type { PictureCard } from '../../../preload/contract/model-card.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { fail } from '../../domain/outcome.ts';
import { classifier, classifierLogits } from './classifier.ts';
import type { Family, ModelAdapter } from './family.ts';
import { fastestDet } from './fastestdet.ts';
import { featureMaps } from './feature-maps.ts';
import { nanodet } from './nanodet.ts';
import { patchMemory } from './patch-memory.ts';
import { yoloEndToEnd } from './yolo-end-to-end.ts';
import { yoloV5 } from './yolo-v5.ts';
import { yoloV8 } from './yolo-v8.ts';
import { yolox } from './yolox.ts';
import { yunet } from './yunet.ts';

/** A new family is one file and one entry here. */
export const knownFamilies: readonly Family[] = [
  yoloV8,
  yunet,
  yoloV5,
  yoloEndToEnd,
  yolox,
  nanodet,
  fastestDet,
  classifier,
  classifierLogits,
  patchMemory,
  featureMaps,
];

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
