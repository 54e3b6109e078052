import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wavOf } from '../../main/domain/speech/wav.ts';
import { readCatalogue } from '../../main/models/catalogue.ts';
import { openSound } from '../../main/speech/open-sound.ts';
import { pulled, pullOf } from './pulling.ts';
import { sharedData, whyNoData } from './shared-data.ts';
import { sharedModels, whyNoModels } from './shared-models.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const rateHz = 16_000;

/** Why silero cannot be run here; undefined where it can. */
export const whyNoSilero = whyNoModels;
/** Why there is no recorded speech here; undefined where there is. */
export const whyNoSpeech = whyNoData('speakers', 'singles');

/** The model folder that a pull from the offline mirror makes. */
export async function sileroFolder(): Promise<string> {
  const catalogue = await readCatalogue(join(import.meta.dirname, '../../models/catalog.json'));
  const entry = catalogue.ok ? catalogue.value.find(({ name }) => name === 'silero-vad') : undefined;
  const from = sharedModels();
  if (entry === undefined || from === undefined) throw new Error('Expected silero in the catalogue and a mirror');
  const data = temporaryFolder();
  const places = { bundled: join(data, 'none'), installed: join(data, 'models') };
  const { outcome } = await pulled(pullOf(entry, places, { from }));
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return join(places.installed, entry.name);
}

/** Recordings of one person speaking each, in order of their names. */
export function speechFiles(): readonly string[] {
  const folder = sharedData('speakers', 'singles');
  if (folder === undefined || !existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.flac'))
    .toSorted()
    .map((name) => join(folder, name));
}

/** All samples of a sound file, by the station's own reader. */
export async function samplesOf(path: string): Promise<Float32Array> {
  const pieces: Float32Array[] = [];
  const over = Promise.withResolvers<void>();
  const options = { sampleRateHz: rateHz, openDeadlineMs: 5_000, parecFile: '', room: () => Promise.resolve() };
  const source = openSound({ kind: 'sound-file', path, loop: false, pace: 'fast' }, options);
  const opened = await source.open(
    (samples) => pieces.push(samples.slice()),
    () => over.resolve(),
  );
  if (!opened.ok) throw new Error(opened.failure.message);
  await over.promise;
  await source.close();
  return joined(pieces);
}

export function joined(pieces: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

export const silence = (seconds: number): Float32Array => new Float32Array(Math.round(seconds * rateHz));

/** White noise that is the same for the same seed. */
export function noise(seconds: number, amplitude: number, seed = 1): Float32Array {
  let state = seed;
  return Float32Array.from({ length: Math.round(seconds * rateHz) }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return amplitude * (state / 2 ** 31 - 1);
  });
}

export function writeWav(samples: Float32Array, folder = temporaryFolder()): string {
  const path = join(folder, 'sound.wav');
  writeFileSync(path, wavOf(samples, rateHz));
  return path;
}
