import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelCard } from '../../preload/contract/model-card.ts';
import type { ModelEntry } from '../../preload/contract/models.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { readCard } from './card.ts';
import { describeCarded } from './describe.ts';
import { fileFailure } from './file-failure.ts';
import { takeName } from './one-at-a-time.ts';
import { findModel, incomingFolder, type ModelPlaces } from './places.ts';
import { swapIn } from './swap-in.ts';
import type { OpenOnce } from './verify.ts';

/** Where models go, what tries them, and which names are being installed just now. */
export interface Installing {
  readonly places: ModelPlaces;
  readonly openOnce: OpenOnce;
  readonly busy: Set<string>;
}

/** A card and the files of its folder, by the name that each gets there; without a card.json among them it is written. */
export interface BroughtModel {
  readonly card: ModelCard;
  readonly files: ReadonlyMap<string, string>;
}

const cardFile = 'card.json';

/** Copied aside, opened and run there, then put in place. */
export async function install(brought: BroughtModel, installing: Installing): Promise<Outcome<ModelEntry>> {
  const { card } = brought;
  const { places, busy } = installing;
  const taken = takeName(busy, card.name);
  if (!taken.ok) return taken;
  using _name = taken.value;
  const twice = await sameVersion(places, card);
  if (!twice.ok) return twice;
  const staging = join(incomingFolder(places), `${card.name}.imported`);
  const installed = await installIn(staging, brought, installing);
  if (!installed.ok) {
    await rm(staging, { recursive: true, force: true }).catch(() => undefined);
    return installed;
  }
  return succeed(await describeCarded({ folder: installed.value, card }, false));
}

async function sameVersion(places: ModelPlaces, card: ModelCard): Promise<Outcome<null>> {
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

async function installIn(
  staging: string,
  { card, files }: BroughtModel,
  { places, openOnce }: Installing,
): Promise<Outcome<string>> {
  try {
    await rm(staging, { recursive: true, force: true });
    await mkdir(staging, { recursive: true });
    for (const [file, path] of files) await copyFile(path, join(staging, file));
    if (!files.has(cardFile)) await writeFile(join(staging, cardFile), `${JSON.stringify(card, null, 2)}\n`);
  } catch (cause) {
    return fileFailure(cause, staging, 'a folder to write to');
  }
  // The copy is what is opened and what will be used, so a stick that is pulled out in between cannot matter.
  const opened = await openOnce(staging);
  return opened.ok ? swapIn(staging, places, card.name) : opened;
}
