import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { fileSha256, type ModelCard, modelName } from '../../preload/contract/model-card.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { checkCard } from './card.ts';
import { fileFailure } from './file-failure.ts';

const catalogueFile = z.strictObject({
  file: z.string().regex(/^\w[\w.-]*$/, 'a plain file name'),
  address: z.url({ protocol: /^https$/, error: 'expected an https:// address' }),
  sha256: fileSha256,
  /** Null where only the hash was published. */
  bytes: z.number().int().positive().nullable(),
});
export type CatalogueFile = z.infer<typeof catalogueFile>;

export const catalogueEntry = z.strictObject({
  name: modelName,
  version: z.string().min(1),
  title: z.string().min(1),
  task: z.string().min(1),
  licence: z.string().min(1),
  /** False where the licence, or that of the training data, forbids commercial use or binds the whole product. */
  commercial: z.boolean(),
  note: z.string(),
  files: z.array(catalogueFile).min(1),
  /**
   * What the entry does not say of its card, for a family that this station runs: a pull then yields a whole model folder.
   * Checked as a card, when it is made one.
   */
  card: z.record(z.string(), z.unknown()).optional(),
});
export type CatalogueEntry = z.infer<typeof catalogueEntry>;

const catalogue = z.strictObject({ models: z.array(catalogueEntry) });

/** What can be fetched when a person asks for it: `models/catalog.json`. */
export async function readCatalogue(path: string): Promise<Outcome<readonly CatalogueEntry[]>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    return fileFailure(cause, path, 'the catalogue of models');
  }
  const parsed = parseJson(text);
  const checked = catalogue.safeParse(parsed);
  if (checked.success) return succeed(checked.data.models);
  const [issue] = checked.error.issues;
  return fail('model_refused', {
    thing: path,
    expected: 'a catalogue of models',
    received: `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'no JSON'}`,
    remedy: 'Restore the file from the release.',
  });
}

/** Undefined where it is no JSON: the schema then says what was expected. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The card of a model that was pulled: what the entry says, its first file, and the rest from `card`. Undefined where it has none. */
export function cardOfEntry(entry: CatalogueEntry, measuredBytes: number): Outcome<ModelCard> | undefined {
  const { name, version, title, task, licence, card } = entry;
  const [file] = entry.files;
  if (card === undefined || file === undefined) return undefined;
  const facts = { file: file.file, bytes: file.bytes ?? measuredBytes, sha256: file.sha256 };
  return checkCard({ ...card, name, version, title, task, licence, ...facts }, `the catalogue's ${name}`);
}

export const entryBytes = (entry: CatalogueEntry): number =>
  entry.files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
