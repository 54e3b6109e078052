import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { VerifyReport } from '../../preload/contract/models.ts';
import { type Outcome, succeed } from '../domain/outcome.ts';
import { readCard } from './card.ts';
import { noSeatYet } from './describe.ts';
import { verifyFile } from './hash.ts';
import { findModel, type ModelPlaces } from './places.ts';
import { readPulled } from './pulled.ts';

/** Opens a model folder and runs it once, in a worker: networks are never opened in the engine's own process. */
export type OpenOnce = (
  modelFolder: string,
) => Promise<Outcome<{ readonly runsOn: string; readonly warmUpMs: number }>>;

/** Checks the hash, then loads the model and runs it once. */
export async function verifyModel(
  places: ModelPlaces,
  name: string,
  openOnce: OpenOnce,
): Promise<Outcome<VerifyReport>> {
  const found = await findModel(places, name);
  if (!found.ok) return found;
  const { folder } = found.value;
  return existsSync(join(folder, 'card.json')) ? verifyCarded(folder, name, openOnce) : verifyPulled(folder, name);
}

async function verifyCarded(folder: string, name: string, openOnce: OpenOnce): Promise<Outcome<VerifyReport>> {
  const model = await readCard(folder);
  if (!model.ok) return model;
  const { card } = model.value;
  const verified = await verifyFile(join(folder, card.file), card);
  if (!verified.ok) return verified;
  const opened = await openOnce(folder);
  if (!opened.ok) return opened;
  return succeed({ name, ok: true, sha256: card.sha256, ...opened.value, note: '' });
}

/** Without a card there is nothing that could run it: its bytes are all that can be checked. */
async function verifyPulled(folder: string, name: string): Promise<Outcome<VerifyReport>> {
  const entry = await readPulled(folder);
  if (!entry.ok) return entry;
  const [first] = entry.value.files;
  for (const file of entry.value.files) {
    const verified = await verifyFile(join(folder, file.file), file);
    if (!verified.ok) return verified;
  }
  return succeed({ name, ok: true, sha256: first?.sha256 ?? '', runsOn: '', warmUpMs: 0, note: noSeatYet });
}
