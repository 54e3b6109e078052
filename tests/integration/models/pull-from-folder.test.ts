import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCard } from '../../../main/models/card.ts';
import { readCatalogue } from '../../../main/models/catalogue.ts';
import { incomingFolder } from '../../../main/models/places.ts';
import { itUnless, whyNoFullDevice, whyNotLinux } from '../../support/lacks.ts';
import { sha256Of, tinyListener, tinySoundCard } from '../../support/model-folder.ts';
import { catalogued, installedBytes, placesIn, pulled, pullOf } from '../../support/pulling.ts';
import { seededBytes } from '../../support/random-pictures.ts';
import { sharedModels, whyNoModels } from '../../support/shared-models.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const bytes = seededBytes(300_000, 4);
const entry = catalogued('https://models.invalid/model.onnx', bytes);
/** Any request is a mistake: a folder was brought so that none is needed. */
const noNetwork: typeof fetch = () => Promise.reject(new Error('Expected no request'));

function brought(files: Readonly<Record<string, Uint8Array>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

describe('pulling from a folder that a site brought', () => {
  it('finds the file by its hash, whatever it is called and however deep it lies', async () => {
    const from = brought({ 'model.onnx': seededBytes(300_000, 5), 'deep/down/renamed.bin': bytes });
    const places = placesIn(temporaryFolder());
    const { outcome, steps } = await pulled(pullOf(entry, places, { from, fetch: noNetwork }));
    expect(outcome.ok).toBe(true);
    expect(steps).toEqual(['looking', 'copying', 'checking', 'installed']);
    expect(installedBytes(places)).toEqual(bytes);
  });

  it.each([
    ['truncated', bytes.subarray(0, 1000), { code: 'hash_mismatch', received: '1000 bytes' }],
    ['of other bytes', seededBytes(300_000, 6), { code: 'hash_mismatch', received: sha256Of(seededBytes(300_000, 6)) }],
  ])('refuses a file of the right name that is %s', async (_what, content, failure) => {
    const places = placesIn(temporaryFolder());
    const { outcome } = await pulled(
      pullOf(entry, places, { from: brought({ 'model.onnx': content }), fetch: noNetwork }),
    );
    expect(outcome).toMatchObject({ ok: false, failure });
    expect(existsSync(join(places.installed, 'finder'))).toBe(false);
  });

  it('says so where the folder does not hold the file, or is not there', async () => {
    const empty = brought({ 'notes.txt': Uint8Array.of(1) });
    const missing = await pulled(pullOf(entry, placesIn(temporaryFolder()), { from: empty, fetch: noNetwork }));
    expect(missing.outcome).toMatchObject({ ok: false, failure: { code: 'not_found', received: '1 other files' } });
    const gone = await pulled(
      pullOf(entry, placesIn(temporaryFolder()), { from: join(empty, 'gone'), fetch: noNetwork }),
    );
    expect(gone.outcome).toMatchObject({
      ok: false,
      failure: { code: 'not_found', expected: 'the folder in CARACAL_MODELS_FROM' },
    });
  });
});

describe('pulling a model that the catalogue has a card for', () => {
  const { family, io, preprocessing, labels, thresholds, provenance, numbers } = tinySoundCard();
  const card = { family, io, preprocessing, labels, thresholds, provenance, numbers };
  const listener = catalogued('https://models.invalid/model.onnx', tinyListener, {
    version: '1.0.0',
    task: 'find-speech',
    title: 'Tiny listener',
    card,
  });

  it('yields a folder as an import does, also where the file alone was pulled before', async () => {
    const places = placesIn(temporaryFolder());
    const from = brought({ 'any-name.bin': tinyListener });
    const { card: _, ...plain } = listener;
    await pulled(pullOf(plain, places, { from, fetch: noNetwork }));
    expect(existsSync(join(places.installed, 'finder', 'card.json'))).toBe(false);
    const { outcome } = await pulled(pullOf(listener, places, { from, fetch: noNetwork }));
    expect(outcome.ok).toBe(true);
    const read = await readCard(join(places.installed, 'finder'));
    expect(read).toMatchObject({ ok: true, value: { card: { ...tinySoundCard(), name: 'finder' } } });
  });

  it('installs nothing where that card is wrong', async () => {
    const places = placesIn(temporaryFolder());
    const from = brought({ 'any-name.bin': tinyListener });
    const wrong = { ...listener, card: { ...card, labels: [] } };
    const { outcome } = await pulled(pullOf(wrong, places, { from, fetch: noNetwork }));
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'model_refused' } });
    expect(existsSync(join(places.installed, 'finder'))).toBe(false);
  });
});

describe('a disk that takes nothing', () => {
  itUnless(whyNoFullDevice)('that is full ends the pull, and nothing half-done is installed', async () => {
    const places = placesIn(temporaryFolder());
    mkdirSync(incomingFolder(places), { recursive: true });
    // Every write to this device answers ENOSPC.
    symlinkSync('/dev/full', join(incomingFolder(places), `${sha256Of(bytes)}.part`));
    const { outcome } = await pulled(
      pullOf(entry, places, { from: brought({ 'model.onnx': bytes }), fetch: noNetwork }),
    );
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'disk_full', received: 'ENOSPC' } });
    expect(existsSync(join(places.installed, 'finder'))).toBe(false);
  });

  itUnless(whyNotLinux)('that is read-only is named, with what to do', async () => {
    // The super-user may write anywhere but into the kernel's own tree.
    const readOnly = process.getuid?.() === 0 ? '/sys' : temporaryFolder();
    if (readOnly !== '/sys') chmodSync(readOnly, 0o500);
    const { outcome } = await pulled(
      pullOf(entry, placesIn(readOnly), { from: brought({ 'model.onnx': bytes }), fetch: noNetwork }),
    );
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'read_only' } });
  });
});

const root = join(import.meta.dirname, '..', '..', '..');

describe('a real folder of models', () => {
  itUnless(whyNoModels)('gives the catalogue its face detector by hash', async () => {
    const catalogue = await readCatalogue(join(root, 'models', 'catalog.json'));
    const yunet = catalogue.ok ? catalogue.value.find(({ name }) => name === 'yunet') : undefined;
    if (yunet === undefined) throw new Error('Expected yunet in the catalogue');
    const places = placesIn(temporaryFolder());
    expect((await pulled(pullOf(yunet, places, { from: sharedModels(), fetch: noNetwork }))).outcome.ok).toBe(true);
    expect(existsSync(join(places.installed, 'yunet', 'face_detection_yunet_2023mar.onnx'))).toBe(true);
  });
});
