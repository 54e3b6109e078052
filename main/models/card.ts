import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { type ModelCard, modelCard } from '../../preload/contract/model-card.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { fileFailure } from './file-failure.ts';

/** A card that was read and checked, with the folder that it lies in. */
export interface CardedModel {
  readonly folder: string;
  readonly card: ModelCard;
}

export async function readCard(folder: string): Promise<Outcome<CardedModel>> {
  const path = join(folder, 'card.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    return fileFailure(cause, path, 'a model folder holds card.json and the file that it names');
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

/** The first thing that is wrong with a card, named by its field, what was expected and what stands there. */
export function checkCard(value: unknown, where: string): Outcome<ModelCard> {
  const checked = modelCard.safeParse(value, { reportInput: true });
  if (checked.success) return crossChecked(checked.data, where);
  const [issue] = checked.error.issues;
  const received = issue === undefined ? undefined : shown(issue.input);
  return refuse(where, issue?.path ?? [], expectation(issue), received);
}

/** What no single field tells. */
function crossChecked(card: ModelCard, where: string): Outcome<ModelCard> {
  const [low, high] = card.thresholds.unsure;
  if (low > high) return refuse(where, ['thresholds', 'unsure'], 'the lower bound first', `[${low}, ${high}]`);
  const zero = card.preprocessing.std.indexOf(0);
  if (zero >= 0) return refuse(where, ['preprocessing', 'std', zero], 'a number that is not 0', '0');
  const twice = card.labels.find((label, index) => card.labels.indexOf(label) !== index);
  if (twice !== undefined) return refuse(where, ['labels'], 'each label once', `${JSON.stringify(twice)} twice`);
  return succeed(card);
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
