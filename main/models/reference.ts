import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Outcome, succeed } from '../domain/outcome.ts';
import type { CardedModel } from './card.ts';
import { fileFailure } from './file-failure.ts';
import { verifyFile } from './hash.ts';

/** The sketches that a model carries of the pictures it was made for, as they stand in their file; null for one without. */
export async function readReference({ folder, card }: CardedModel): Promise<Outcome<string | null>> {
  const { reference } = card;
  if (reference === undefined) return succeed(null);
  const path = join(folder, reference.file);
  const verified = await verifyFile(path, reference);
  if (!verified.ok) return verified;
  try {
    return succeed(await readFile(path, 'utf8'));
  } catch (cause) {
    return fileFailure(cause, path, 'the sketches that the card names');
  }
}
