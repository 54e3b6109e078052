import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { usualSampling } from '../../../preload/contract/sampling.ts';
import type { SoundSourceSettings } from '../../../preload/contract/sources.ts';
import { describeUnless } from '../../support/lacks.ts';
import { tinySoundCard, writeModelFolder } from '../../support/model-folder.ts';
import {
  joined,
  noise,
  rateHz,
  samplesOf,
  silence,
  sileroFolder,
  speechFiles,
  whyNoSilero,
  whyNoSpeech,
  writeWav,
} from '../../support/sounds.ts';
import { SpeechWorker } from '../../support/speech-worker.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function begin(): SpeechWorker {
  const worker = new SpeechWorker();
  onTestFinished(() => worker.end());
  return worker;
}

const fileOf = (path: string, change: Partial<SoundSourceSettings> = {}): SoundSourceSettings =>
  ({ kind: 'sound-file', path, loop: false, pace: 'fast', ...change }) as SoundSourceSettings;

const { mostBytes: _, ...usual } = usualSampling;
const everything = { ...usual, controlShare: 1, perMinute: 1_000, perHour: 1_000 };
const wishFor = (on: boolean) => ({ settings: { ...everything, on }, seed: 1, kept: [0, 0, 0] });

async function heardIn(path: string, keep = false, keepMeanwhile = keep) {
  const worker = begin();
  const starting = worker.ask('start', {
    sourceId: 'desk',
    settings: fileOf(path),
    modelFolder: await sileroFolder(),
    threads: 1,
    ...(keep ? { sampling: wishFor(true) } : {}),
  });
  if (keepMeanwhile !== keep) await worker.ask('sampling', wishFor(keepMeanwhile));
  const started = await starting;
  if (!started.ok) throw new Error(started.failure.message);
  await worker.until(() => worker.all('source').some(({ state }) => state === 'ended'));
  return { worker, speech: worker.all('speech'), last: worker.all('level').at(-1) };
}

describeUnless(whyNoSilero, whyNoSpeech)('the speech worker with real weights', () => {
  it('finds the speech between two silences, and nothing in the noise behind it', async () => {
    const [recording = ''] = speechFiles();
    const spoken = await samplesOf(recording);
    const path = writeWav(joined([silence(2), spoken, silence(2), noise(4, 0.05)]));
    const { speech, last } = await heardIn(path);
    const totalMs = 8_000 + (spoken.length / rateHz) * 1000;
    expect(last?.heardMs).toBeGreaterThan(totalMs - 64);
    expect(last?.droppedMs).toBe(0);
    const spokenMs = (spoken.length / rateHz) * 1000;
    const markedMs = speech.reduce((sum, { marks: [mark] }) => sum + (mark?.toMs ?? 0) - (mark?.fromMs ?? 0), 0);
    expect(markedMs).toBeGreaterThan(0.4 * spokenMs);
    expect(markedMs).toBeLessThan(spokenMs);
    for (const { score, peak, durationMs, kept } of speech) {
      expect(score).toBeGreaterThan(0.35);
      expect(peak).toBeGreaterThanOrEqual(score);
      expect(durationMs).toBeLessThanOrEqual(15_400);
      expect(kept).toBeUndefined();
    }
  });

  it('tells speech from noise, silence and a tone in many voices', async () => {
    const tone = Float32Array.from({ length: 5 * rateHz }, (_, index) => 0.3 * Math.sin(index * 0.17));
    const quiet = await heardIn(writeWav(joined([silence(5), noise(5, 0.2), tone, noise(5, 0.01, 7)])));
    expect(quiet.speech).toEqual([]);
    expect(quiet.last?.speechMs).toBe(0);
    const voices = await Promise.all(
      speechFiles()
        .filter((_, index) => index % 18 === 0)
        .map(async (file) => joined([await samplesOf(file), silence(1)])),
    );
    const { speech } = await heardIn(writeWav(joined(voices)));
    expect(speech.length).toBeGreaterThanOrEqual(voices.length);
  });

  it('keeps a clip as the very sound that was heard, where it is asked to', async () => {
    const [recording = ''] = speechFiles();
    const spoken = await samplesOf(recording);
    const { speech } = await heardIn(writeWav(joined([silence(1), spoken, silence(1)])), true);
    const [first] = speech;
    expect(first?.kept?.reason).toBe('control');
    const clip = join(temporaryFolder(), 'clip.wav');
    writeFileSync(clip, first?.kept?.wav ?? new Uint8Array());
    expect(statSync(clip).size).toBe(44 + Math.round(((first?.durationMs ?? 0) / 1000) * rateHz) * 2);
    const kept = await samplesOf(clip);
    const whole = joined([silence(1), spoken, silence(1)]);
    // Found again in the sound, sample by sample.
    const near = (index: number, at: number): boolean => Math.abs((whole[at + index] ?? 9) - (kept[index] ?? 0)) < 1e-3;
    const places = Array.from({ length: whole.length - kept.length }, (_, at) => at);
    const loud = kept.findIndex((sample) => Math.abs(sample) > 0.05);
    expect(places.some((at) => near(loud, at) && near(loud + 1, at) && kept.every((_, index) => near(index, at)))).toBe(
      true,
    );
  });

  it.each([
    ['no clip where people took back that they agreed', true, false],
    ['clips where people have just agreed', false, true],
  ])('keeps %s while it was still starting', async (_what, before, meanwhile) => {
    const [recording = ''] = speechFiles();
    const { speech } = await heardIn(recording, before, meanwhile);
    expect(speech.length).toBeGreaterThan(0);
    expect(speech.map(({ kept }) => kept !== undefined)).toEqual(speech.map(() => meanwhile));
  });

  it('goes at the speed of the recording where that is asked for, and says how far it is', async () => {
    const worker = begin();
    const path = writeWav(noise(30, 0.1));
    await worker.ask('start', {
      sourceId: 'desk',
      settings: fileOf(path, { pace: 'real-time', loop: true }),
      modelFolder: await sileroFolder(),
      threads: 1,
    });
    await worker.until(() => worker.all('level').length >= 8);
    const heard = worker.all('level').map(({ heardMs }) => heardMs);
    expect(heard).toEqual(heard.toSorted((a, b) => a - b));
    expect(heard.at(-1)).toBeLessThan(15_000);
    expect(worker.all('level').at(-1)?.level.rmsDb).toBeGreaterThan(-30);
    expect(await worker.ask('stop', null)).toEqual({ ok: true, value: null });
  });

  it('reads any container and rate, and starts over where it loops', async () => {
    const worker = begin();
    const [recording = ''] = speechFiles();
    const probe = (path: string) => worker.ask('probe', { settings: fileOf(path), deadlineMs: 5_000 });
    expect(await probe(recording)).toMatchObject({ ok: true, value: { sampleRateHz: rateHz, format: 'flac' } });
    expect(await probe(writeWav(noise(1, 0.1)))).toMatchObject({ ok: true, value: { format: 'pcm_s16le' } });
    await worker.ask('start', {
      sourceId: 'desk',
      settings: fileOf(writeWav(noise(1, 0.1)), { loop: true }),
      modelFolder: await sileroFolder(),
      threads: 1,
    });
    await worker.until(() => (worker.all('level').at(-1)?.heardMs ?? 0) > 3_000);
    expect(worker.all('source').some(({ state }) => state === 'ended')).toBe(false);
  });
});

describe('what the speech worker refuses', () => {
  it.each([
    ['a file that is not there', join('/nowhere', 'sound.wav'), 'nothing at this path'],
    ['a file that is no sound', import.meta.filename, 'bytes that are no sound'],
  ])('%s, without its name', async (_what, path, received) => {
    const refused = await begin().ask('probe', { settings: fileOf(path), deadlineMs: 5_000 });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'source_unreachable', received } });
    expect(refused.ok ? '' : refused.failure.message).not.toContain(path);
  });

  it('a model for pictures, and a file that is not what its card says', async () => {
    const worker = begin();
    const pictures = join(import.meta.dirname, '../../../models/pcb-defects');
    expect(await worker.ask('verify', { modelFolder: pictures, threads: 1 })).toMatchObject({
      ok: false,
      failure: { code: 'model_refused', received: 'one for the task detect' },
    });
    const tiny = writeModelFolder(temporaryFolder(), tinySoundCard({ labels: ['speech'] }));
    expect(await worker.ask('verify', { modelFolder: tiny, threads: 1 })).toMatchObject({
      ok: false,
      failure: { code: 'hash_mismatch' },
    });
  });

  it('a message that is none', async () => {
    const worker = begin();
    expect(await worker.askAnything('start', { settings: { kind: 'camera' } })).toMatchObject({
      ok: false,
      failure: { code: 'bad_input' },
    });
    expect(await worker.askAnything('sing', null)).toMatchObject({ ok: false, failure: { code: 'bad_input' } });
    expect(await worker.ask('ping', null)).toEqual({ ok: true, value: null });
  });
});

describe('the end of a speech worker', () => {
  it('comes with that of whoever started it', async () => {
    const worker = begin();
    await worker.ask('ping', null);
    worker.process.disconnect();
    expect(await worker.exited).toEqual({ code: 0, signal: null });
  });
});
