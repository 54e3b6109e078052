import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { admins, capability, leads, mayChange, mayRead, staff } from './capability.ts';
import { failures } from './failures.ts';
import { modelCard, modelName } from './model-card.ts';
import { filePath } from './values.ts';

export const modelStates = ['installed', 'available', 'broken'] as const;

export const modelEntry = z.object({
  name: z.string(),
  version: z.string(),
  title: z.string(),
  task: z.string(),
  licence: z.string(),
  /** False for licences that forbid commercial use or bind the whole product; such models are never a default. */
  commercial: z.boolean(),
  bytes: z.number().int(),
  state: z.enum(modelStates),
  builtIn: z.boolean(),
  note: z.string(),
  card: modelCard.nullable(),
});
export type ModelEntry = z.infer<typeof modelEntry>;

export const transferProgress = z.object({
  name: z.string(),
  step: z.enum(['looking', 'copying', 'checking', 'installed']),
  doneBytes: z.number().int(),
  totalBytes: z.number().int(),
  resumedAt: z.number().int(),
});
export type TransferProgress = z.infer<typeof transferProgress>;

export const verifyReport = z.object({
  name: z.string(),
  ok: z.boolean(),
  sha256: z.string(),
  runsOn: z.string(),
  warmUpMs: z.number(),
  note: z.string(),
});
export type VerifyReport = z.infer<typeof verifyReport>;

/** A comma stands between labels where one text holds several. */
const labelList = z.array(z.string().max(10_000)).max(10_000);

/** Of a folder its card says all; of an .onnx file this goes before what the file says of itself. */
export const modelToImport = z.object({
  path: filePath,
  name: modelName.optional(),
  /** In the network's order. */
  labels: labelList.optional(),
  /** Those that mean that nothing is wrong: with them a classifier judges. */
  good: labelList.optional(),
});
export type ModelToImport = z.infer<typeof modelToImport>;

const fetching = failures('not_found', 'hash_mismatch', 'unreachable', 'model_refused', 'cancelled');

export const models = {
  list: capability
    .route({ method: 'GET', path: '/api/models', summary: 'Models installed here and in the catalogue' })
    .meta(mayRead(staff))
    .output(z.array(modelEntry)),
  pull: capability
    .route({
      method: 'POST',
      path: '/api/models/{name}/pull',
      summary: 'Fetch a catalogue model from its address, or from the folder in CARACAL_MODELS_FROM',
    })
    .meta(mayChange(leads))
    .errors(fetching)
    .input(z.object({ name: z.string() }))
    .output(eventIterator(transferProgress)),
  import: capability
    .route({
      method: 'POST',
      path: '/api/models/import',
      summary: 'Install a model from a folder with card.json and its file, or from an .onnx file that explains itself',
    })
    .meta(mayChange(admins))
    .errors(fetching)
    .errors(failures('already_exists'))
    .input(modelToImport)
    .output(modelEntry),
  verify: capability
    .route({
      method: 'POST',
      path: '/api/models/{name}/verify',
      summary: 'Check the hash, load the model and run it once',
    })
    .meta(mayRead(leads))
    .errors(failures('not_found', 'hash_mismatch', 'model_refused'))
    .input(z.object({ name: z.string() }))
    .output(verifyReport),
};
