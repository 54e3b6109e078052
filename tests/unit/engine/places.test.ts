import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placesFor } from '../../../main/engine/places.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

let temp: Awaited<ReturnType<typeof makeTempFolder>>;
beforeEach(async () => {
  temp = await makeTempFolder();
  await mkdir(join(temp.path, 'out', 'main'), { recursive: true });
  await writeFile(join(temp.path, 'package.json'), '{ "version": "1.2.3" }');
});
afterEach(() => temp.remove());

describe('where the files of the station lie', () => {
  it.each([
    ['bundled', 'out/main/engine.js', 'out/main/store-thread.js', 'out/main/vision-worker.js'],
    ['source', 'main/engine/main.ts', 'main/store/thread.ts', 'main/workers/vision.ts'],
  ])('is known for the %s layout', (_, entry, thread, worker) => {
    const places = placesFor(pathToFileURL(join(temp.path, entry)).href);
    expect(places.version).toBe('1.2.3');
    expect(places.storeThread.href).toBe(pathToFileURL(join(temp.path, thread)).href);
    expect(places.workers.vision).toBe(join(temp.path, worker));
    expect(places.models).toBe(join(temp.path, 'models'));
  });
});
