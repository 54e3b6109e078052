import { join } from 'node:path';
import { isSoundCard, type ModelCard, type PictureCard, type SoundCard } from '../../preload/contract/model-card.ts';
import type { ModelEntry, ModelToImport, TransferProgress, VerifyReport } from '../../preload/contract/models.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { type CardedModel, forPictures, forSound, readCard } from '../models/card.ts';
import { type CatalogueEntry, readCatalogue } from '../models/catalogue.ts';
import { pullModel } from '../models/fetch.ts';
import { importModel } from '../models/import.ts';
import { importFile } from '../models/import-file.ts';
import { install } from '../models/install.ts';
import { listModels } from '../models/list.ts';
import { findModel, type ModelPlaces } from '../models/places.ts';
import { restoreInterrupted } from '../models/swap-in.ts';
import { type OpenOnce, verifyModel } from '../models/verify.ts';
import type { Clock } from './clock.ts';
import type { AskSpeech, AskVision } from './workers/worker-link.ts';

export interface ModelShelfOptions {
  readonly bundled: string;
  readonly catalogue: string;
  readonly dataFolder: string;
  /** The folder in CARACAL_MODELS_FROM: an air-gapped site brings models this way. */
  readonly from: string | undefined;
  readonly threads: number;
  readonly ask: AskVision;
  readonly askSpeech: AskSpeech;
  readonly clock: Clock;
}

const verifyDeadlineMs = 60_000;
const stallMs = 30_000;

const byComma = (text: string): readonly string[] => text.split(',').map((label) => label.trim());

const saidOfFolder = (): Outcome<never> =>
  fail('bad_input', {
    thing: 'name, labels and good labels',
    expected: 'a path that ends in .onnx',
    received: 'a folder, whose card.json says them',
    remedy: 'Write them into card.json, or name the .onnx file itself.',
  });

/** The models of this station: what is here, what can be had, and the worker that tries them. */
export class ModelShelf {
  readonly #options: ModelShelfOptions;
  readonly #places: ModelPlaces;
  readonly #busy = new Set<string>();

  constructor(options: ModelShelfOptions) {
    this.#options = options;
    this.#places = { bundled: options.bundled, installed: join(options.dataFolder, 'models') };
  }

  /** Once, before anyone asks for a model: puts back what a power cut left aside. */
  restore(): Promise<Outcome<null>> {
    return restoreInterrupted(this.#places);
  }

  async find(name: string): Promise<Outcome<CardedModel>> {
    const found = await findModel(this.#places, name);
    return found.ok ? readCard(found.value.folder) : found;
  }

  async findForPictures(name: string): Promise<Outcome<CardedModel<PictureCard>>> {
    const found = await this.find(name);
    return found.ok ? forPictures(found.value) : found;
  }

  async findForSound(name: string): Promise<Outcome<CardedModel<SoundCard>>> {
    const found = await this.find(name);
    return found.ok ? forSound(found.value) : found;
  }

  async list(): Promise<Outcome<readonly ModelEntry[]>> {
    const catalogue = await readCatalogue(this.#options.catalogue);
    // Without its catalogue a station still has the models that are here.
    return succeed(await listModels(this.#places, catalogue.ok ? catalogue.value : []));
  }

  verify(name: string): Promise<Outcome<VerifyReport>> {
    return verifyModel(this.#places, name, (folder) => this.#openOnce(folder));
  }

  async import({ path, name, labels, good }: ModelToImport): Promise<Outcome<ModelEntry>> {
    const openOnce: OpenOnce = (copy) => this.#openOnce(copy);
    const installing = { places: this.#places, openOnce, busy: this.#busy };
    if (!path.toLowerCase().endsWith('.onnx')) {
      const isSaid = [name, labels, good].some((said) => said !== undefined);
      return isSaid ? saidOfFolder() : importModel(path, this.#places, openOnce, this.#busy);
    }
    return importFile({ path, name, labels: labels?.flatMap(byComma), goodLabels: good?.flatMap(byComma) }, installing);
  }

  /** What this station was taught: a model like any other from here on. */
  installTaught(card: ModelCard, files: ReadonlyMap<string, string>): Promise<Outcome<ModelEntry>> {
    const openOnce: OpenOnce = (copy) => this.#openOnce(copy);
    return install({ card, files }, { places: this.#places, openOnce, busy: this.#busy });
  }

  /** Progress as it comes; what it returns at the end tells whether the model is there. */
  async *pull(name: string, signal: AbortSignal): AsyncGenerator<TransferProgress, Outcome<unknown>> {
    const entry = await this.#inCatalogue(name);
    if (!entry.ok) return entry;
    const { from, clock } = this.#options;
    const now = (): number => clock.monotonicMs();
    return yield* pullModel({
      entry: entry.value,
      places: this.#places,
      from,
      fetch,
      now,
      stallMs,
      signal,
      busy: this.#busy,
    });
  }

  /** Where models are fetched from when a person asks for one; none where a folder takes their place. */
  async addresses(): Promise<readonly string[]> {
    const { from, catalogue } = this.#options;
    if (from !== undefined && from !== '') return [];
    const read = await readCatalogue(catalogue);
    return read.ok ? read.value.flatMap(({ files }) => files.map(({ address }) => address)) : [];
  }

  async #inCatalogue(name: string): Promise<Outcome<CatalogueEntry>> {
    const catalogue = await readCatalogue(this.#options.catalogue);
    if (!catalogue.ok) return catalogue;
    const entry = catalogue.value.find((candidate) => candidate.name === name);
    if (entry !== undefined) return succeed(entry);
    return fail('not_found', {
      thing: 'model',
      expected: 'the name of a model in the catalogue',
      received: name,
      remedy: 'See which there are with `caracal models list`.',
    });
  }

  /** By the worker that will run it: what looks by the one, what listens by the other. */
  async #openOnce(modelFolder: string): Promise<Outcome<{ readonly runsOn: string; readonly warmUpMs: number }>> {
    const model = await readCard(modelFolder);
    if (!model.ok) return model;
    const { ask, askSpeech, threads } = this.#options;
    return isSoundCard(model.value.card)
      ? askSpeech('verify', { modelFolder, threads }, verifyDeadlineMs)
      : ask('verify', { modelFolder, threads }, verifyDeadlineMs);
  }
}
