import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ModelEntry } from '../../preload/contract/models.ts';
import type { Failure } from '../domain/outcome.ts';
import { type CardedModel, readCard } from './card.ts';
import { type CatalogueEntry, type CatalogueFile, entryBytes } from './catalogue.ts';
import { isCommercialLicence } from './licence.ts';
import type { ModelFolder } from './places.ts';
import { readPulled } from './pulled.ts';

/** No family of the station runs it: it waits for the seat that will. */
export const noSeatYet = 'Installed; no seat uses it yet.';

/** What a screen shows of an installed model. Files are only measured here; `verify` reads them. */
export async function describeInstalled({ folder, builtIn }: ModelFolder): Promise<ModelEntry> {
  if (existsSync(join(folder, 'card.json'))) {
    const model = await readCard(folder);
    return model.ok ? describeCarded(model.value, builtIn) : broken(folder, builtIn, model.failure);
  }
  const entry = await readPulled(folder);
  return entry.ok ? describePulled(folder, entry.value) : broken(folder, builtIn, entry.failure);
}

export async function describeCarded({ folder, card }: CardedModel, builtIn: boolean): Promise<ModelEntry> {
  const wrong = await wrongSize(folder, card);
  const { name, version, title, task, licence, bytes } = card;
  const state = wrong === undefined ? 'installed' : 'broken';
  return {
    name,
    version,
    title,
    task,
    licence,
    bytes,
    state,
    builtIn,
    card,
    note: wrong ?? '',
    commercial: isCommercialLicence(licence),
  };
}

async function describePulled(folder: string, entry: CatalogueEntry): Promise<ModelEntry> {
  for (const file of entry.files) {
    const wrong = await wrongSize(folder, file);
    if (wrong !== undefined) return { ...fromCatalogue(entry), state: 'broken', note: wrong };
  }
  return { ...fromCatalogue(entry), state: 'installed', note: noSeatYet };
}

export function fromCatalogue(entry: CatalogueEntry): ModelEntry {
  const { name, version, title, task, licence, commercial, note } = entry;
  return {
    name,
    version,
    title,
    task,
    licence,
    commercial,
    note,
    bytes: entryBytes(entry),
    state: 'available',
    builtIn: false,
    card: null,
  };
}

async function wrongSize(
  folder: string,
  { file, bytes }: Pick<CatalogueFile, 'file' | 'bytes'>,
): Promise<string | undefined> {
  const size = await stat(join(folder, file)).then(
    (found) => found.size,
    () => null,
  );
  if (size === null) return `${file} is missing: pull or import the model again.`;
  if (bytes === null || size === bytes) return undefined;
  return `${file} has ${size} bytes instead of ${bytes}: pull or import the model again.`;
}

const broken = (folder: string, builtIn: boolean, { message }: Failure): ModelEntry => ({
  name: basename(folder),
  version: '',
  title: basename(folder),
  task: '',
  licence: '',
  commercial: false,
  bytes: 0,
  state: 'broken',
  builtIn,
  note: message,
  card: null,
});
