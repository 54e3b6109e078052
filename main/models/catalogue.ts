import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { fileSha256, modelName } from '../../preload/contract/model-card.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
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

export const entryBytes = (entry: CatalogueEntry): number =>
  entry.files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
