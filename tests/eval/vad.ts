import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { interval95, resample } from '../../main/domain/bootstrap.ts';
import { readSoundCard } from '../../main/models/card.ts';
import { openSoundSession } from '../../main/models/sound-session.ts';
import { openSound } from '../../main/speech/open-sound.ts';
import { VoiceActivity } from '../../main/speech/voice-activity.ts';
import { areaUnderRoc, type ScoredWindow } from './roc.ts';

const usage = 'Expected --model DIR --data DIR [--noise-below DB] [--most N]';
/** Relative to the loudest window of a recording: above the first somebody speaks, below the second nobody does. */
const [speechDb, silenceDb] = [-30, -50];
const leadSeconds = 2;
const rounds = 500;
const soundFile = /\.(flac|wav|ogg|mp3|m4a|opus)$/i;

/**
 * How well windows of speech are told from those without, in recordings of somebody speaking under white noise, so many decibels
 * below their loudest window. What is speech is told by the loudness of the clean recording, which the network does not hear.
 */
export async function evaluateVad(args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { model, data, noiseBelowDb, most } = readRequest(args);
  const found = await readSoundCard(model);
  if (!found.ok) throw new Error(found.failure.message);
  const now = () => performance.now();
  const session = await openSoundSession(found.value, { providers: ['cpu'], threads: 1, now });
  if (!session.ok) throw new Error(session.failure.message);
  const { sampleRateHz, windowSamples } = found.value.card.preprocessing;
  const activity = new VoiceActivity(session.value, found.value.card.preprocessing);
  const files = (await readdir(data, { recursive: true })).filter((name) => soundFile.test(name)).toSorted();
  const windows: ScoredWindow[] = [];
  const step = Math.max(1, Math.floor(files.length / most));
  const chosen = files.filter((_, index) => index % step === 0).slice(0, most);
  for (const [group, name] of chosen.entries()) {
    const clean = await readSound(join(data, name), sampleRateHz);
    const lead = Math.floor((leadSeconds * sampleRateHz) / windowSamples) * windowSamples;
    const whole = new Float32Array(clean.length + 2 * lead);
    whole.set(clean, lead);
    const levels = levelsOf(whole, windowSamples);
    const loudest = Math.max(...levels);
    addNoise(whole, loudest - noiseBelowDb, group + 1);
    activity.reset();
    for (const [index, level] of levels.entries()) {
      const score = await activity.probabilityOf(whole.subarray(index * windowSamples, (index + 1) * windowSamples));
      const relative = level - loudest;
      if (relative > speechDb || relative < silenceDb) windows.push({ score, isPositive: relative > speechDb, group });
    }
  }
  await session.value.release();
  windows.sort((a, b) => a.score - b.score);
  const each = new Uint16Array(chosen.length).fill(1);
  const drawn = resample(chosen.length, rounds, 1).map((weights) => areaUnderRoc(windows, weights));
  const speech = windows.filter(({ isPositive }) => isPositive).length;
  return {
    data: basename(resolve(data)),
    n: chosen.length,
    windows: windows.length,
    speechShare: rounded(speech / windows.length),
    noiseBelowDb,
    auroc: rounded(areaUnderRoc(windows, each)),
    aurocCi: interval95(drawn).map(rounded),
  };
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

function readRequest(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { model: text, data: text, 'noise-below': text, most: text },
  });
  const [noiseBelowDb, most] = [Number(values['noise-below'] ?? 10), Number(values.most ?? 60)];
  const { model, data } = values;
  if (model === undefined || data === undefined || !Number.isFinite(noiseBelowDb) || !(most >= 1))
    throw new Error(usage);
  return { model, data, noiseBelowDb, most };
}

/** Of whole windows, in decibels below full scale. */
function levelsOf(samples: Float32Array, windowSamples: number): number[] {
  return Array.from({ length: Math.floor(samples.length / windowSamples) }, (_, index) => {
    const window = samples.subarray(index * windowSamples, (index + 1) * windowSamples);
    const power = window.reduce((sum, sample) => sum + sample * sample, 0) / windowSamples;
    return 10 * Math.log10(power + 1e-12);
  });
}

/** White noise of this level over all of it; the same for the same seed. */
function addNoise(samples: Float32Array, levelDb: number, seed: number): void {
  // Uniform noise from -a to a has the power a * a / 3.
  const amplitude = Math.sqrt(3 * 10 ** (levelDb / 10));
  let state = seed;
  for (let index = 0; index < samples.length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    samples[index] = (samples[index] ?? 0) + amplitude * (state / 2 ** 31 - 1);
  }
}

async function readSound(path: string, sampleRateHz: number): Promise<Float32Array> {
  const pieces: number[] = [];
  const over = Promise.withResolvers<void>();
  const options = { sampleRateHz, openDeadlineMs: 10_000, parecFile: '', room: () => Promise.resolve() };
  const source = openSound({ kind: 'sound-file', path, loop: false, pace: 'fast' }, options);
  const opened = await source.open(
    (samples) => {
      for (const sample of samples) pieces.push(sample);
    },
    () => over.resolve(),
  );
  if (!opened.ok) throw new Error(opened.failure.message);
  await over.promise;
  await source.close();
  return Float32Array.from(pieces);
}
