import { join } from 'node:path';
import type { ModelEntry } from '../../preload/contract/models.ts';
import type { Outcome } from '../domain/outcome.ts';
import { readCard } from './card.ts';
import { verifyFile } from './hash.ts';
import { install } from './install.ts';
import type { ModelPlaces } from './places.ts';
import { readReference } from './reference.ts';
import type { OpenOnce } from './verify.ts';

/** Installs a model that someone brought in a folder, after its file was checked against its card. */
export async function importModel(
  folder: string,
  places: ModelPlaces,
  openOnce: OpenOnce,
  busy: Set<string>,
): Promise<Outcome<ModelEntry>> {
  const brought = await readCard(folder);
  if (!brought.ok) return brought;
  const { card } = brought.value;
  const verified = await verifyFile(join(folder, card.file), card);
  if (!verified.ok) return verified;
  const sketches = await readReference(brought.value);
  if (!sketches.ok) return sketches;
  const beside = card.reference === undefined ? [] : [card.reference.file];
  const files = new Map(['card.json', card.file, ...beside].map((file) => [file, join(folder, file)]));
  return install({ card, files }, { places, openOnce, busy });
}
