import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TransferProgress } from '../../preload/contract/models.ts';
import { type Outcome, succeed } from '../domain/outcome.ts';
import type { Arrived } from './arrived.ts';
import { readCard } from './card.ts';
import { type CatalogueEntry, type CatalogueFile, cardOfEntry, entryBytes } from './catalogue.ts';
import { download } from './download.ts';
import { fileFailure } from './file-failure.ts';
import { verifyFile } from './hash.ts';
import { copyFromMirror, findInMirror } from './mirror.ts';
import { takeName } from './one-at-a-time.ts';
import { dropPart, type PartFile, partFile } from './part-file.ts';
import { incomingFolder, type ModelPlaces } from './places.ts';
import { pulledEntryFile } from './pulled.ts';
import { swapIn } from './swap-in.ts';

export interface Pull {
  readonly entry: CatalogueEntry;
  readonly places: ModelPlaces;
  /** The folder in CARACAL_MODELS_FROM: where it is set, no address is asked. */
  readonly from: string | undefined;
  readonly fetch: typeof fetch;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  readonly stallMs: number;
  readonly signal: AbortSignal;
  /** Names being pulled or imported by this process. */
  readonly busy: Set<string>;
}

const progressEveryMs = 200;

/** Fetches a model because a person asked for it: from its address or from a folder, checked, then put in place whole. */
export async function* pullModel(pull: Pull): AsyncGenerator<TransferProgress, Outcome<{ folder: string }>> {
  const taken = takeName(pull.busy, pull.entry.name);
  if (!taken.ok) return taken;
  using _name = taken.value;
  return yield* pullAlone(pull);
}

async function* pullAlone(pull: Pull): AsyncGenerator<TransferProgress, Outcome<{ folder: string }>> {
  const { entry, places } = pull;
  const progress = progressOf(entry);
  yield progress('looking', 0, 0);
  const folder = join(places.installed, entry.name);
  if (await isInstalled(folder, entry)) {
    yield progress('installed', entryBytes(entry), 0);
    return succeed({ folder });
  }
  const incoming = incomingFolder(places);
  try {
    await mkdir(incoming, { recursive: true });
  } catch (cause) {
    return fileFailure(cause, incoming, 'a folder to write to');
  }
  let before = 0;
  for (const file of entry.files) {
    const part = partFile(incoming, file.sha256);
    const obtained = yield* obtain(pull, file, part, before);
    if (!obtained.ok) return obtained;
    yield progress('checking', before + (file.bytes ?? 0), 0);
    const verified = await verifyFile(part.path, file);
    if (!verified.ok) {
      await dropPart(part);
      return verified.failure.code === 'hash_mismatch'
        ? { ok: false, failure: { ...verified.failure, thing: file.file } }
        : verified;
    }
    before += file.bytes ?? 0;
  }
  const installed = await install(entry, places);
  if (!installed.ok) return installed;
  yield progress('installed', entryBytes(entry), 0);
  return succeed({ folder: installed.value });
}

const progressOf =
  (entry: CatalogueEntry) =>
  (step: TransferProgress['step'], doneBytes: number, resumedAt: number): TransferProgress => ({
    name: entry.name,
    step,
    doneBytes,
    totalBytes: entryBytes(entry),
    resumedAt,
  });

async function isInstalled(folder: string, entry: CatalogueEntry): Promise<boolean> {
  for (const file of entry.files) {
    const verified = await verifyFile(join(folder, file.file), file);
    if (!verified.ok) return false;
  }
  // What was pulled before its family was known has no card yet.
  return entry.card === undefined || (await readCard(folder)).ok;
}

/** Brings one file into its part; a part that is whole already is left alone. */
async function* obtain(
  pull: Pull,
  file: CatalogueFile,
  part: PartFile,
  before: number,
): AsyncGenerator<TransferProgress, Outcome<null>> {
  const whole = await verifyFile(part.path, file);
  if (whole.ok) return whole;
  const progress = progressOf(pull.entry);
  const arriving = arrivals(pull, file, part);
  let told = Number.NEGATIVE_INFINITY;
  try {
    for (;;) {
      const arrived = await arriving.next();
      if (arrived.done === true) return arrived.value;
      if (pull.now() - told < progressEveryMs) continue;
      told = pull.now();
      yield progress('copying', before + arrived.value.doneBytes, arrived.value.resumedAt);
    }
  } finally {
    // Whoever stops listening to the progress stops the transfer too.
    await arriving.return(succeed(null));
  }
}

async function* arrivals(pull: Pull, file: CatalogueFile, part: PartFile): AsyncGenerator<Arrived, Outcome<null>> {
  const { from, fetch, stallMs, signal } = pull;
  if (from === undefined || from === '') return yield* download({ file, part, fetch, stallMs, signal });
  const found = await findInMirror(from, file.file, file);
  if (!found.ok) return found;
  return yield* copyFromMirror(found.value, part, signal);
}

/** All files together, or none: the folder is made whole aside and then takes its place. */
async function install(entry: CatalogueEntry, places: ModelPlaces): Promise<Outcome<string>> {
  const incoming = incomingFolder(places);
  const staging = join(incoming, `${entry.name}.pulled`);
  try {
    await rm(staging, { recursive: true, force: true });
    await mkdir(staging);
    for (const file of entry.files) await rename(partFile(incoming, file.sha256).path, join(staging, file.file));
    const card = cardOfEntry(entry, (await stat(join(staging, entry.files[0]?.file ?? ''))).size);
    if (card?.ok === false) return card;
    if (card !== undefined) await writeFile(join(staging, 'card.json'), `${JSON.stringify(card.value, null, 2)}\n`);
    await writeFile(join(staging, pulledEntryFile), `${JSON.stringify(entry, null, 2)}\n`);
    for (const file of entry.files) await dropPart(partFile(incoming, file.sha256));
  } catch (cause) {
    return fileFailure(cause, staging, 'a folder to write to');
  }
  return swapIn(staging, places, entry.name);
}
