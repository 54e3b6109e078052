import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogueEntry } from '../../main/models/catalogue.ts';
import { type Pull, pullModel } from '../../main/models/fetch.ts';
import type { ModelPlaces } from '../../main/models/places.ts';
import type { TransferProgress } from '../../preload/contract/models.ts';
import { sha256Of } from './model-folder.ts';

export const catalogued = (
  address: string,
  bytes: Uint8Array,
  change: Partial<CatalogueEntry> = {},
): CatalogueEntry => ({
  name: 'finder',
  version: '1',
  title: 'Finder',
  task: 'find-faces',
  licence: 'MIT',
  commercial: true,
  note: '',
  files: [{ file: 'model.onnx', address, sha256: sha256Of(bytes), bytes: bytes.length }],
  ...change,
});

export const placesIn = (folder: string): ModelPlaces => ({
  bundled: join(folder, 'bundled'),
  installed: join(folder, 'data', 'models'),
});

export const pullOf = (entry: CatalogueEntry, places: ModelPlaces, change: Partial<Pull> = {}): Pull => ({
  entry,
  places,
  from: undefined,
  fetch,
  now: () => performance.now(),
  stallMs: 10_000,
  signal: new AbortController().signal,
  busy: new Set(),
  ...change,
});

/** Pulls to the end, and gives what was told on the way. */
export async function pulled(pull: Pull, onProgress: (progress: TransferProgress) => void = () => undefined) {
  const told: TransferProgress[] = [];
  const pulling = pullModel(pull);
  for (;;) {
    const step = await pulling.next();
    if (step.done === true)
      return { outcome: step.value, told, steps: [...new Set(told.map(({ step: name }) => name))] };
    told.push(step.value);
    onProgress(step.value);
  }
}

export const installedBytes = (places: ModelPlaces, file = 'model.onnx'): Uint8Array | undefined => {
  const path = join(places.installed, 'finder', file);
  return existsSync(path) ? Uint8Array.from(readFileSync(path)) : undefined;
};

/** Pulls from a server that is to break off once so many bytes have arrived. */
export async function pulledUntilCut(pull: Pull, after: number, arrived: () => void) {
  let tick = 0;
  // A clock that runs ahead has every piece told.
  const now = () => {
    tick += 1000;
    return tick;
  };
  return pulled({ ...pull, now }, ({ doneBytes }) => {
    if (doneBytes >= after) arrived();
  });
}
