import { isDeepStrictEqual } from 'node:util';
import type { LinePlan } from './line-plan.ts';

/** A recipe has a newer version, or a model was replaced: the same wish means something else then. */
export const meansTheSame = (a: LinePlan, b: LinePlan): boolean =>
  isDeepStrictEqual(a.recipe, b.recipe) && hasTheSameModels(a, b);

export const hasTheSameModels = (a: LinePlan, b: LinePlan): boolean =>
  isDeepStrictEqual(
    a.models.map(({ card, inputSize }) => [card, inputSize]),
    b.models.map(({ card, inputSize }) => [card, inputSize]),
  );

export const hasTheSameSource = (a: LinePlan, b: LinePlan): boolean =>
  isDeepStrictEqual(a.source.settings, b.source.settings);
