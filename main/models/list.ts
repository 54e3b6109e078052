import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelEntry } from '../../preload/contract/models.ts';
import { type CatalogueEntry, cardOfEntry, entryBytes } from './catalogue.ts';
import { describeInstalled, fromCatalogue } from './describe.ts';
import { isModelName, type ModelFolder, type ModelPlaces } from './places.ts';

/** What is here, by name, then what could be fetched. An installed model stands before a bundled one of its name. */
export async function listModels(
  places: ModelPlaces,
  catalogue: readonly CatalogueEntry[],
): Promise<readonly ModelEntry[]> {
  const folders = new Map<string, ModelFolder>();
  for (const name of await namesIn(places.bundled))
    folders.set(name, { folder: join(places.bundled, name), builtIn: true });
  for (const name of await namesIn(places.installed))
    folders.set(name, { folder: join(places.installed, name), builtIn: false });
  const here = await Promise.all([...folders.values()].map(describeInstalled));
  const available = catalogue.filter(({ name }) => !folders.has(name)).map(describeAvailable);
  return [...here.toSorted((a, b) => a.name.localeCompare(b.name)), ...available];
}

function describeAvailable(entry: CatalogueEntry): ModelEntry {
  const unsized = entry.files.some(({ bytes }) => bytes === null);
  const note = unsized ? `${entry.note} Its size is known once it is fetched.`.trim() : entry.note;
  const card = cardOfEntry(entry, 1);
  // What the card will be: it tells which seat can use the model once it is here.
  return { ...fromCatalogue(entry), note, bytes: entryBytes(entry), card: card?.ok === true ? card.value : null };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const items = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return items.filter((item) => item.isDirectory() && isModelName(item.name)).map(({ name }) => name);
}
