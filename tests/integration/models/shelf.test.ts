import { existsSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fail, succeed } from '../../../main/domain/outcome.ts';
import { readPictureCard } from '../../../main/models/card.ts';
import { importModel } from '../../../main/models/import.ts';
import { listModels } from '../../../main/models/list.ts';
import type { ModelPlaces } from '../../../main/models/places.ts';
import { readReference } from '../../../main/models/reference.ts';
import { openSession } from '../../../main/models/session.ts';
import { restoreInterrupted } from '../../../main/models/swap-in.ts';
import { type OpenOnce, verifyModel } from '../../../main/models/verify.ts';
import { sha256Of, tinyCard, tinyNetwork, writeModelFolder } from '../../support/model-folder.ts';
import { catalogued, placesIn, pulled, pullOf } from '../../support/pulling.ts';
import { seededBytes } from '../../support/random-pictures.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** What the vision worker does, without a process of its own. */
const openOnce: OpenOnce = async (folder) => {
  const model = await readPictureCard(folder);
  if (!model.ok) return model;
  const session = await openSession(model.value, { providers: ['cpu'], threads: 1, now: () => performance.now() });
  if (!session.ok) return session;
  const { runsOn, warmUpMs } = session.value;
  await session.value.release();
  return succeed({ runsOn, warmUpMs });
};

const bytes = seededBytes(1000, 7);
const entry = catalogued('https://models.invalid/model.onnx', bytes);

async function pullFinder(places: ModelPlaces): Promise<void> {
  const from = temporaryFolder();
  writeFileSync(join(from, 'x'), bytes);
  await pulled(pullOf(entry, places, { from }));
}

const summary = async (places: ModelPlaces) =>
  (await listModels(places, [entry])).map(({ name, version, state, builtIn, note }) => ({
    name,
    version,
    state,
    builtIn,
    note,
  }));

describe('importing a model', () => {
  it('opens and runs it, then installs it before a bundled one of its name', async () => {
    const places = placesIn(temporaryFolder());
    writeModelFolder(join(places.bundled, 'tiny'));
    const brought = writeModelFolder(temporaryFolder(), tinyCard({ version: '1.1.0' }));
    const imported = await importModel(brought, places, openOnce, new Set());
    expect(imported).toMatchObject({
      ok: true,
      value: { name: 'tiny', version: '1.1.0', state: 'installed', builtIn: false },
    });
    expect(await summary(places)).toEqual([
      { name: 'tiny', version: '1.1.0', state: 'installed', builtIn: false, note: '' },
      { name: 'finder', version: '1', state: 'available', builtIn: false, note: '' },
    ]);
  });

  it('brings the sketches along that a card names, and refuses them where they are not what it says', async () => {
    const text = '{"layout":1}';
    const bytes = Buffer.from(text);
    const reference = {
      file: 'reference.json',
      bytes: bytes.length,
      sha256: sha256Of(bytes),
      drawnFrom: 'few pictures',
    };
    const brought = writeModelFolder(temporaryFolder(), tinyCard({ reference }));
    writeFileSync(join(brought, reference.file), text);
    const places = placesIn(temporaryFolder());
    expect((await importModel(brought, places, openOnce, new Set())).ok).toBe(true);
    const installed = await readPictureCard(join(places.installed, 'tiny'));
    expect(installed.ok && (await readReference(installed.value))).toEqual(succeed(text));
    writeFileSync(join(brought, reference.file), text.replace('1', '2'));
    expect(await importModel(brought, placesIn(temporaryFolder()), openOnce, new Set())).toMatchObject({
      ok: false,
      failure: { code: 'hash_mismatch', thing: 'reference.json' },
    });
  });

  it('refuses a version that is there already, bundled or installed', async () => {
    const places = placesIn(temporaryFolder());
    const brought = writeModelFolder(temporaryFolder());
    expect((await importModel(brought, places, openOnce, new Set())).ok).toBe(true);
    expect(await importModel(brought, places, openOnce, new Set())).toMatchObject({
      ok: false,
      failure: { code: 'already_exists', received: '1.0.0' },
    });
  });

  it('refuses a second import of a model while the first is under way, and the first is unharmed', async () => {
    const places = placesIn(temporaryFolder());
    const brought = writeModelFolder(temporaryFolder());
    const busy = new Set<string>();
    let second: Awaited<ReturnType<typeof importModel>> | undefined;
    const first = await importModel(
      brought,
      places,
      async (folder) => {
        second = await importModel(brought, places, openOnce, busy);
        return openOnce(folder);
      },
      busy,
    );
    expect(second).toMatchObject({ ok: false, failure: { code: 'overloaded', thing: 'tiny' } });
    expect(first.ok).toBe(true);
    expect(existsSync(join(places.installed, 'tiny', 'model.onnx'))).toBe(true);
    expect(busy.size).toBe(0);
  });

  it('leaves nothing behind where the network does not open', async () => {
    const places = placesIn(temporaryFolder());
    const refuse: OpenOnce = async () =>
      fail('model_refused', { thing: 'tiny', expected: 'a network', remedy: 'Bring another.' });
    expect(await importModel(writeModelFolder(temporaryFolder()), places, refuse, new Set())).toMatchObject({
      ok: false,
      failure: { code: 'model_refused' },
    });
    expect(existsSync(join(places.installed, 'tiny'))).toBe(false);
    expect(existsSync(join(places.installed, '.incoming', 'tiny.imported'))).toBe(false);
  });

  it('puts back what a power cut in the middle of a replacement left aside', async () => {
    const places = placesIn(temporaryFolder());
    writeModelFolder(join(places.installed, '.incoming', 'tiny.before'));
    await restoreInterrupted(places);
    expect((await summary(places))[0]).toMatchObject({ name: 'tiny', version: '1.0.0', state: 'installed' });
    const newer = writeModelFolder(temporaryFolder(), tinyCard({ version: '1.1.0' }));
    expect((await importModel(newer, places, openOnce, new Set())).ok).toBe(true);
    expect(readdirSync(join(places.installed, '.incoming'))).toEqual([]);
  });

  it('keeps the installed version where the new file is not what its card says', async () => {
    const places = placesIn(temporaryFolder());
    await importModel(writeModelFolder(temporaryFolder()), places, openOnce, new Set());
    const changed = writeModelFolder(
      temporaryFolder(),
      tinyCard({ version: '2.0.0' }),
      tinyNetwork.map((byte) => byte ^ 1),
    );
    expect(await importModel(changed, places, openOnce, new Set())).toMatchObject({
      ok: false,
      failure: { code: 'hash_mismatch' },
    });
    expect((await summary(places))[0]).toMatchObject({ name: 'tiny', version: '1.0.0', state: 'installed' });
  });
});

describe('the list of models', () => {
  it('shows a broken model with its reason instead of hiding it', async () => {
    const places = placesIn(temporaryFolder());
    truncateSync(join(writeModelFolder(join(places.bundled, 'tiny')), 'model.onnx'), 10);
    writeModelFolder(join(places.bundled, 'odd'), { name: 'odd' });
    const [odd, tiny] = await summary(places);
    expect(odd).toMatchObject({ name: 'odd', state: 'broken', builtIn: true });
    expect(odd?.note).toContain('field task');
    expect(tiny).toMatchObject({ name: 'tiny', state: 'broken' });
    expect(tiny?.note).toBe(
      `model.onnx has 10 bytes instead of ${tinyNetwork.length}: pull or import the model again.`,
    );
  });

  it('says of a pulled model that no seat uses it yet', async () => {
    const places = placesIn(temporaryFolder());
    await pullFinder(places);
    expect(await summary(places)).toEqual([
      { name: 'finder', version: '1', state: 'installed', builtIn: false, note: 'Installed; no seat uses it yet.' },
    ]);
  });
});

describe('verifying a model', () => {
  it('checks its hash, runs it once and says on what', async () => {
    const places = placesIn(temporaryFolder());
    writeModelFolder(join(places.bundled, 'tiny'));
    const report = await verifyModel(places, 'tiny', openOnce);
    expect(report).toMatchObject({
      ok: true,
      value: { name: 'tiny', ok: true, sha256: sha256Of(tinyNetwork), runsOn: 'cpu, 1 thread' },
    });
  });

  it('checks the bytes alone where no card says how to run them', async () => {
    const places = placesIn(temporaryFolder());
    await pullFinder(places);
    expect(await verifyModel(places, 'finder', openOnce)).toMatchObject({
      ok: true,
      value: { sha256: sha256Of(bytes), runsOn: '' },
    });
    writeFileSync(join(places.installed, 'finder', 'model.onnx'), bytes.toReversed());
    expect(await verifyModel(places, 'finder', openOnce)).toMatchObject({
      ok: false,
      failure: { code: 'hash_mismatch' },
    });
  });

  it.each(['absent', '../tiny', ''])('does not look for a model called "%s"', async (name) => {
    const places = placesIn(temporaryFolder());
    writeModelFolder(join(places.installed, '..', 'tiny'));
    expect(await verifyModel(places, name, openOnce)).toMatchObject({ ok: false, failure: { code: 'not_found' } });
  });
});
