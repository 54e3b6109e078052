import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cardOfEntry, readCatalogue } from '../../../main/models/catalogue.ts';
import { isCommercialLicence } from '../../../main/models/licence.ts';
import { listModels } from '../../../main/models/list.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const shipped = join(import.meta.dirname, '..', '..', '..', 'models', 'catalog.json');

describe('the catalogue that ships with the station', () => {
  it('names each model once, each with a pinned hash and an https address', async () => {
    const catalogue = await readCatalogue(shipped);
    if (!catalogue.ok) throw new Error(catalogue.failure.message);
    const names = catalogue.value.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining(['yunet', 'sface', 'minifasnet-v2', 'silero-vad', 'campplus-en', 'whisper-tiny']),
    );
  });

  it('has a whole card for each model that it gives one', async () => {
    const catalogue = await readCatalogue(shipped);
    if (!catalogue.ok) throw new Error(catalogue.failure.message);
    const carded = catalogue.value.filter(({ card }) => card !== undefined);
    expect(carded.map(({ name }) => name)).toContain('silero-vad');
    for (const entry of carded) expect(cardOfEntry(entry, 1)).toMatchObject({ ok: true, value: { name: entry.name } });
  });

  it('shows ahead which of its models a seat will be able to use', async () => {
    const catalogue = await readCatalogue(shipped);
    if (!catalogue.ok) throw new Error(catalogue.failure.message);
    const nowhere = join(temporaryFolder(), 'none');
    const listed = await listModels({ bundled: nowhere, installed: nowhere }, catalogue.value);
    const cards = new Map(listed.map(({ name, state, card }) => [name, { state, task: card?.task }]));
    expect(cards.get('yunet')).toEqual({ state: 'available', task: 'find-faces' });
    expect(cards.get('silero-vad')).toEqual({ state: 'available', task: 'find-speech' });
    expect(cards.get('sface')).toEqual({ state: 'available', task: undefined });
  });

  it('marks what may not be used commercially', async () => {
    const catalogue = await readCatalogue(shipped);
    const bound = catalogue.ok ? catalogue.value.filter(({ licence }) => !isCommercialLicence(licence)) : [];
    expect(bound.map(({ name }) => name)).toContain('insightface-2d106');
    expect(bound.filter(({ commercial }) => commercial)).toEqual([]);
  });
});

describe('a catalogue', () => {
  it('is refused by the field that is wrong', async () => {
    const path = join(temporaryFolder(), 'catalog.json');
    const file = { file: 'a.onnx', address: 'http://models.example/a.onnx', sha256: 'f'.repeat(64), bytes: 1 };
    const entry = {
      name: 'a',
      version: '1',
      title: 'A',
      task: 'detect',
      licence: 'MIT',
      commercial: true,
      note: '',
      files: [file],
    };
    writeFileSync(path, JSON.stringify({ models: [entry] }));
    expect(await readCatalogue(path)).toMatchObject({
      ok: false,
      failure: { code: 'model_refused', received: 'models.0.files.0.address: expected an https:// address' },
    });
  });

  it.each([
    ['MIT', true],
    ['GPL-3.0-or-later', true],
    ['AGPL-3.0', false],
    ['CC-BY-NC-4.0', false],
    ['InsightFace: non-commercial research', false],
  ])('%s may be sold: %s', (licence, commercial) => {
    expect(isCommercialLicence(licence)).toBe(commercial);
  });
});
