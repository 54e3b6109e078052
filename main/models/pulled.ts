import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { type CatalogueEntry, catalogueEntry } from './catalogue.ts';
import { fileFailure } from './file-failure.ts';

/** Lies beside what was pulled, so that it can be told and verified without the catalogue that it came from. */
export const pulledEntryFile = 'pulled.json';

export async function readPulled(folder: string): Promise<Outcome<CatalogueEntry>> {
  const path = join(folder, pulledEntryFile);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    return fileFailure(cause, path, 'card.json, or the note of a pull');
  }
  const refused = fail('model_refused', {
    thing: path,
    expected: 'the note of a pull',
    remedy: 'Pull the model again.',
  });
  try {
    const checked = catalogueEntry.safeParse(JSON.parse(text));
    return checked.success ? succeed(checked.data) : refused;
  } catch {
    return refused;
  }
}
