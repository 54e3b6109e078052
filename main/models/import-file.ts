import { open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { type ModelCard, modelName } from '../../preload/contract/model-card.ts';
import type { ModelEntry } from '../../preload/contract/models.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { readCard } from './card.ts';
import { fileFailure } from './file-failure.ts';
import { hashFile } from './hash.ts';
import { type Installing, install } from './install.ts';
import { bytesOfFile } from './onnx/byte-source.ts';
import { type OnnxFacts, readOnnxFacts } from './onnx/onnx-facts.ts';
import { proposeCard } from './onnx/propose-card.ts';
import { findModel, type ModelPlaces } from './places.ts';

/** A file without a card, and what a person says of it. */
export interface BareFile {
  readonly path: string;
  readonly name?: string | undefined;
  readonly labels?: readonly string[] | undefined;
  readonly goodLabels?: readonly string[] | undefined;
}

const firstVersion = '1.0.0';

/** Installs a network that has no card: one is proposed from what the file says of itself, then tried like any other. */
export async function importFile(bare: BareFile, installing: Installing): Promise<Outcome<ModelEntry>> {
  const { path, labels, goodLabels } = bare;
  const name = nameFor(bare);
  if (!name.ok) return name;
  const facts = await factsOf(path);
  if (!facts.ok) return facts;
  const hashed = await hashOf(path);
  if (!hashed.ok) return hashed;
  const there = await installedCard(installing.places, name.value);
  if (there?.sha256 === hashed.value.sha256) return sameFile(there);
  const file = 'model.onnx';
  const version = there === undefined ? firstVersion : raised(there.version);
  const about = { name: name.value, version, file, from: basename(path), labels, goodLabels };
  const card = proposeCard(facts.value, { ...about, ...hashed.value });
  if (!card.ok) return card;
  if (there !== undefined && there.labels.join('\n') !== card.value.labels.join('\n'))
    return otherModel(there, card.value);
  return install({ card: card.value, files: new Map([[file, path]]) }, installing);
}

function nameFor({ path, name }: BareFile): Outcome<string> {
  const fromFile = basename(path, extname(path))
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 48);
  const checked = modelName.safeParse(name ?? fromFile);
  if (checked.success) return succeed(checked.data);
  const expected = 'lower case letters, digits and dashes';
  return fail('bad_input', { thing: 'name of the model', expected, remedy: 'Give it one with --name.' });
}

async function factsOf(path: string): Promise<Outcome<OnnxFacts>> {
  try {
    await using file = await open(path, 'r');
    const { size } = await file.stat();
    const facts = await readOnnxFacts(bytesOfFile(file, size));
    return facts === undefined ? noOnnx(path) : succeed(facts);
  } catch (cause) {
    return fileFailure(cause, path, 'an .onnx file');
  }
}

const noOnnx = (path: string): Outcome<never> =>
  fail('model_refused', {
    thing: basename(path),
    expected: 'a whole ONNX file',
    received: 'other bytes',
    remedy: 'Export it again, and copy it whole.',
  });

async function hashOf(path: string): Promise<Outcome<{ sha256: string; bytes: number }>> {
  try {
    return succeed(await hashFile(path));
  } catch (cause) {
    return fileFailure(cause, path, 'an .onnx file');
  }
}

async function installedCard(places: ModelPlaces, name: string): Promise<ModelCard | undefined> {
  const there = await findModel(places, name);
  if (!there.ok) return undefined;
  const known = await readCard(there.value.folder);
  return known.ok ? known.value.card : undefined;
}

const sameFile = ({ name, version }: ModelCard): Outcome<never> =>
  fail('already_exists', {
    thing: `model ${name}`,
    expected: 'another file than the one that is installed',
    received: `the same, as version ${version}`,
    remedy: 'Nothing is to be done; give it another name with --name to install it twice.',
  });

/** Every second export is called best.onnx: one that finds other things must not take the place of another. */
const otherModel = (there: ModelCard, { labels }: ModelCard): Outcome<never> =>
  fail('already_exists', {
    thing: `model ${there.name}`,
    expected: `the labels of the one that is installed (${there.labels.slice(0, 5).join(', ')})`,
    received: labels.slice(0, 5).join(', '),
    remedy: 'Give it a name of its own with --name.',
  });

/** A file says nothing of its version: another file under a name that is taken is the next one. */
function raised(version: string): string {
  const [major = 1, minor = 0, patch = 0] = version.split('.').map(Number);
  return `${major}.${minor}.${patch + 1}`;
}
