import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelEntry } from '../../preload/contract/models.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { type CardedModel, readCard } from './card.ts';
import { describeCarded } from './describe.ts';
import { fileFailure } from './file-failure.ts';
import { verifyFile } from './hash.ts';
import { takeName } from './one-at-a-time.ts';
import { findModel, incomingFolder, type ModelPlaces } from './places.ts';
import { readReference } from './reference.ts';
import { swapIn } from './swap-in.ts';
import type { OpenOnce } from './verify.ts';

/** Installs a model that someone brought in a folder: copied aside, checked, opened and run there, then put in place. */
export async function importModel(
  folder: string,
  places: ModelPlaces,
  openOnce: OpenOnce,
  busy: Set<string>,
): Promise<Outcome<ModelEntry>> {
  const brought = await readCard(folder);
  if (!brought.ok) return brought;
  const { card } = brought.value;
  const taken = takeName(busy, card.name);
  if (!taken.ok) return taken;
  using _name = taken.value;
  const verified = await verifyFile(join(folder, card.file), card);
  if (!verified.ok) return verified;
  const sketches = await readReference(brought.value);
  if (!sketches.ok) return sketches;
  const twice = await sameVersion(places, brought.value);
  if (!twice.ok) return twice;
  const staging = join(incomingFolder(places), `${card.name}.imported`);
  const installed = await installFrom(brought.value, staging, places, openOnce);
  if (!installed.ok) {
    await rm(staging, { recursive: true, force: true }).catch(() => undefined);
    return installed;
  }
  return succeed(await describeCarded({ folder: installed.value, card }, false));
}

async function sameVersion(places: ModelPlaces, { card }: CardedModel): Promise<Outcome<null>> {
  const there = await findModel(places, card.name);
  if (!there.ok) return succeed(null);
  const installed = await readCard(there.value.folder);
  if (!installed.ok || installed.value.card.version !== card.version) return succeed(null);
  return fail('already_exists', {
    thing: `model ${card.name}`,
    expected: `a version other than ${card.version}`,
    received: card.version,
    remedy: 'Raise the version in card.json when the file is another one.',
  });
}

async function installFrom(
  brought: CardedModel,
  staging: string,
  places: ModelPlaces,
  openOnce: OpenOnce,
): Promise<Outcome<string>> {
  const { card, folder } = brought;
  try {
    await rm(staging, { recursive: true, force: true });
    await mkdir(staging, { recursive: true });
    const beside = card.reference === undefined ? [] : [card.reference.file];
    for (const file of ['card.json', card.file, ...beside]) await copyFile(join(folder, file), join(staging, file));
  } catch (cause) {
    return fileFailure(cause, staging, 'a folder to write to');
  }
  // The copy is what is opened and what will be used, so a stick that is pulled out in between cannot matter.
  const opened = await openOnce(staging);
  return opened.ok ? swapIn(staging, places, card.name) : opened;
}
