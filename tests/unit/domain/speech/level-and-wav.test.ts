import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUnsureSpeech } from '../../../../main/domain/speech/is-unsure.ts';
import { LevelMeter } from '../../../../main/domain/speech/level.ts';
import { wavOf } from '../../../../main/domain/speech/wav.ts';
import { PcmReader } from '../../../../main/speech/pcm-reader.ts';

const sine = (amplitude: number, count = 1_600): Float32Array =>
  Float32Array.from({ length: count }, (_, index) => amplitude * Math.sin((2 * Math.PI * 100 * index) / 16_000));

function levelOf(...pieces: readonly Float32Array[]) {
  const meter = new LevelMeter();
  for (const piece of pieces) meter.add(piece);
  return meter.take();
}

describe('the level meter', () => {
  it.each([
    ['a full sine', sine(1), -3.01, 0],
    ['a tenth of it', sine(0.1), -23.01, -20],
    ['silence', new Float32Array(100), -100, -100],
    ['nothing', new Float32Array(0), -100, -100],
    ['what is louder than can be', sine(3), 0, 0],
  ])('measures %s', (_what, samples, rmsDb, peakDb) => {
    const level = levelOf(samples);
    expect(level.rmsDb).toBeCloseTo(rmsDb, 1);
    expect(level.peakDb).toBeCloseTo(peakDb, 1);
  });

  it('does not mind how the sound was cut, and begins anew once it was read', () => {
    const whole = sine(0.5);
    const [cut, uncut] = [levelOf(whole.subarray(0, 7), whole.subarray(7)), levelOf(whole)];
    expect(cut.rmsDb).toBeCloseTo(uncut.rmsDb, 9);
    const meter = new LevelMeter();
    meter.add(whole);
    meter.take();
    expect(meter.take()).toEqual({ rmsDb: -100, peakDb: -100 });
  });
});

describe('a WAV file', () => {
  it('has the header that players expect', () => {
    const bytes = wavOf(new Float32Array(3), 16_000);
    const text = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
    const view = new DataView(bytes.buffer);
    expect([text(0, 4), text(8, 16), text(36, 40), bytes.length]).toEqual(['RIFF', 'WAVEfmt ', 'data', 50]);
    expect([view.getUint32(4, true), view.getUint32(24, true), view.getUint32(28, true)]).toEqual([42, 16_000, 32_000]);
    expect([view.getUint16(20, true), view.getUint16(22, true), view.getUint16(34, true)]).toEqual([1, 1, 16]);
    expect(view.getUint32(40, true)).toBe(6);
  });

  it('gives back the samples that went in, wherever its bytes are cut', () => {
    const sample = fc.double({ min: -1.2, max: 1.2, noNaN: true });
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1 }), fc.nat(), (numbers, place) => {
        const data = wavOf(Float32Array.from(numbers), 16_000).subarray(44);
        const cut = place % (data.length + 1);
        const reader = new PcmReader();
        const read: number[] = [];
        for (const piece of [data.subarray(0, cut), data.subarray(cut)]) {
          reader.read(piece, (samples) => read.push(...samples));
        }
        expect(read).toHaveLength(numbers.length);
        for (const [index, number] of numbers.entries()) {
          expect(read[index]).toBeCloseTo(Math.min(1, Math.max(-1, number)), 3);
        }
      }),
    );
  });
});

describe('a stretch of speech', () => {
  it.each([
    [{ mean: 0.55, peak: 0.9 }, true],
    [{ mean: 0.9, peak: 0.99 }, false],
    [{ mean: 0.39, peak: 0.69 }, true],
    [{ mean: 0.7, peak: 0.7 }, false],
  ])('with %j is unsure: %s', (scores, unsure) => {
    expect(isUnsureSpeech(scores, [0.4, 0.7])).toBe(unsure);
  });
});
