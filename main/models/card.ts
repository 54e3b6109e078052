import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import {
  isPictureCard,
  isSoundCard,
  type ModelCard,
  modelCard,
  type PictureCard,
  type SoundCard,
} from '../../preload/contract/model-card.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { fileFailure } from './file-failure.ts';

/** A card that was read and checked, with the folder that it lies in. */
export interface CardedModel<C extends ModelCard = ModelCard> {
  readonly folder: string;
  readonly card: C;
}

export async function readCard(folder: string): Promise<Outcome<CardedModel>> {
  const path = join(folder, 'card.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    return fileFailure(cause, path, 'an .onnx file, or a model folder with card.json and the file that it names');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const received = cause instanceof Error ? cause.message : String(cause);
    return fail('model_refused', { thing: path, expected: 'a card in JSON', received, remedy: 'Correct the card.' });
  }
  const card = checkCard(value, path);
  return card.ok ? succeed({ folder, card: card.value }) : card;
}

/** For whoever looks at pictures: a model that listens is refused. */
export async function readPictureCard(folder: string): Promise<Outcome<CardedModel<PictureCard>>> {
  const model = await readCard(folder);
  return model.ok ? forPictures(model.value) : model;
}

/** For whoever listens: a model that looks at pictures is refused. */
export async function readSoundCard(folder: string): Promise<Outcome<CardedModel<SoundCard>>> {
  const model = await readCard(folder);
  return model.ok ? forSound(model.value) : model;
}

export function forPictures({ folder, card }: CardedModel): Outcome<CardedModel<PictureCard>> {
  return isPictureCard(card) ? succeed({ folder, card }) : wrongMedium(card, 'looks at pictures');
}

export function forSound({ folder, card }: CardedModel): Outcome<CardedModel<SoundCard>> {
  return isSoundCard(card) ? succeed({ folder, card }) : wrongMedium(card, 'listens to sound');
}

const wrongMedium = ({ name, task }: ModelCard, does: string): Outcome<never> =>
  fail('model_refused', {
    thing: `model ${name}`,
    expected: `a model that ${does}`,
    received: `one for the task ${task}`,
    remedy: 'Choose another model; `caracal models list` says what each is for.',
  });

/** The first thing that is wrong with a card, named by its field, what was expected and what stands there. */
export function checkCard(value: unknown, where: string): Outcome<ModelCard> {
  const checked = modelCard.safeParse(value);
  if (checked.success) return crossChecked(checked.data, where);
  const [issue] = checked.error.issues;
  const path = issue?.path ?? [];
  // Of a field that is too much nothing is expected: a newer station may have written it.
  if (issue?.code === 'unrecognized_keys')
    return refuse(where, path, 'only fields that this version knows', issue.keys.join(', '));
  return refuse(where, path, expectation(issue), shown(valueAt(value, path)));
}

/** Read from the card itself: of a task that no card has, the schema tells the whole card in place of the field. */
const valueAt = (card: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    card,
  );

/** What no single field tells. */
function crossChecked(card: ModelCard, where: string): Outcome<ModelCard> {
  const [low, high] = card.thresholds.unsure;
  if (low > high) return refuse(where, ['thresholds', 'unsure'], 'the lower bound first', `[${low}, ${high}]`);
  const zero = isPictureCard(card) ? card.preprocessing.std.indexOf(0) : -1;
  if (zero >= 0) return refuse(where, ['preprocessing', 'std', zero], 'a number that is not 0', '0');
  if (isSoundCard(card) && card.thresholds.release > card.thresholds.score) {
    const { release, score } = card.thresholds;
    return refuse(where, ['thresholds', 'release'], `at most the score of ${score}`, String(release));
  }
  if (isPictureCard(card)) {
    const { task, family, goodLabels } = card;
    if (saysOneThing(family) !== (task === 'classify' || task === 'grade')) {
      return refuse(where, ['family'], `one for the task ${task}`, shown(family));
    }
    const missing = missingForTask(card);
    if (missing !== undefined) return refuse(where, [missing.field], missing.expected, shown(card[missing.field]));
    const unfit = unfitGoodLabels(card);
    if (unfit !== undefined) return refuse(where, ['goodLabels'], unfit, shown(goodLabels));
  }
  const twice = card.labels.find((label, index) => card.labels.indexOf(label) !== index);
  if (twice !== undefined) return refuse(where, ['labels'], 'each label once', `${JSON.stringify(twice)} twice`);
  return succeed(card);
}

const saysOneThing = (family: PictureCard['family']): boolean =>
  family === 'classifier' || family === 'classifier-logits';

/** What was taught, and what others are taught with, each have a family and a field of their own. */
function missingForTask({ task, family, taught, features }: PictureCard) {
  const isTaught = task === 'find-unusual';
  if ((family === 'patch-memory') !== isTaught)
    return { field: 'family', expected: `one for the task ${task}` } as const;
  if ((taught !== undefined) !== isTaught) {
    return {
      field: 'taught',
      expected: isTaught ? 'how it was taught' : 'nothing unless the task is find-unusual',
    } as const;
  }
  const givesFeatures = task === 'find-features';
  if ((family === 'feature-maps') !== givesFeatures)
    return { field: 'family', expected: `one for the task ${task}` } as const;
  return givesFeatures && features === undefined
    ? ({ field: 'features', expected: 'the maps that it gives' } as const)
    : undefined;
}

/** Without a good label each picture would be a defect; without another one none could be. */
function unfitGoodLabels({ task, labels, goodLabels }: PictureCard): string | undefined {
  if (task !== 'grade') return goodLabels === undefined ? undefined : 'nothing unless the task is grade';
  if (goodLabels === undefined) return 'the labels that mean that nothing is wrong';
  const isKnown = goodLabels.every((label) => labels.includes(label));
  return isKnown && labels.some((label) => !goodLabels.includes(label)) ? undefined : 'some of the labels, not all';
}

function refuse(
  where: string,
  path: readonly PropertyKey[],
  expected: string,
  received: string | undefined,
): Outcome<never> {
  const field = path.length === 0 ? 'the card' : `field ${path.map(String).join('.')}`;
  const got = received === undefined ? {} : { received };
  return fail('model_refused', { thing: `${field} in ${where}`, expected, ...got, remedy: 'Correct the card.' });
}

const expectation = (issue: z.core.$ZodIssue | undefined): string => {
  const message = issue?.message ?? 'a model card';
  return /expected (.*?)(?:, received .*)?$/.exec(message)?.[1] ?? message;
};

const shown = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
};
