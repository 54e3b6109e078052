import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Segmenter, type SegmenterOptions, type SpeechSegment } from '../../../../main/domain/speech/segmenter.ts';

const options: SegmenterOptions = {
  begin: 0.5,
  release: 0.35,
  windowMs: 10,
  leastSpeechMs: 30,
  leastSilenceMs: 40,
  padMs: 20,
  mostMs: 200,
};

function segmentsOf(probabilities: readonly number[], change: Partial<SegmenterOptions> = {}): SpeechSegment[] {
  const segmenter = new Segmenter({ ...options, ...change });
  const found = probabilities.map((probability) => segmenter.push(probability));
  return [...found, segmenter.end()].filter((segment) => segment !== undefined);
}

const windows = (count: number, probability: number): number[] => Array.from({ length: count }, () => probability);
const spans = (segments: readonly SpeechSegment[]) => segments.map(({ fromMs, toMs }) => [fromMs, toMs]);

describe('the segmenter', () => {
  it('finds a stretch between two silences, and keeps a little around it', () => {
    const [found, ...others] = segmentsOf([...windows(10, 0), ...windows(6, 0.8), ...windows(10, 0)]);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ fromMs: 100, toMs: 160, clipFromMs: 80, clipToMs: 180, peak: 0.8 });
    expect(found?.mean).toBeCloseTo(0.8, 12);
  });

  it('goes on while the probability stays above the lower bound, and over a pause that is short', () => {
    expect(spans(segmentsOf([...windows(3, 0.9), ...windows(5, 0.4), ...windows(9, 0)]))).toEqual([[0, 80]]);
    expect(spans(segmentsOf([...windows(4, 0.9), ...windows(3, 0), ...windows(4, 0.9), ...windows(9, 0)]))).toEqual([
      [0, 110],
    ]);
    expect(spans(segmentsOf([...windows(4, 0.9), ...windows(4, 0), ...windows(4, 0.9), ...windows(9, 0)]))).toEqual([
      [0, 40],
      [80, 120],
    ]);
  });

  it('does not begin between the bounds, and passes over a click', () => {
    expect(segmentsOf(windows(50, 0.49))).toEqual([]);
    expect(segmentsOf([...windows(9, 0), ...windows(2, 1), ...windows(9, 0)])).toEqual([]);
  });

  it('counts the windows of a pause into the mean of the speech around it', () => {
    const [found] = segmentsOf([0.9, 0.9, 0, 0.9, 0.9, ...windows(9, 0)]);
    expect(found?.mean).toBeCloseTo(0.72, 12);
  });

  it('ends what is open when no more comes', () => {
    expect(spans(segmentsOf(windows(5, 0.9)))).toEqual([[0, 50]]);
  });

  it('cuts long speech without losing a window of it', () => {
    expect(spans(segmentsOf(windows(50, 0.9)))).toEqual([
      [0, 200],
      [200, 400],
      [400, 500],
    ]);
  });

  it('says while it goes on whether somebody speaks', () => {
    const segmenter = new Segmenter(options);
    const told = [...windows(5, 0), ...windows(3, 0.9), ...windows(4, 0)].map((probability) => {
      segmenter.push(probability);
      return segmenter.speaking;
    });
    expect([told[4], told[5], told[10], told[11]]).toEqual([false, true, true, false]);
  });
});

describe('whatever is heard', () => {
  const stream = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.double({ min: 0, max: 1, noNaN: true })), {
    maxLength: 40,
  });
  const heard = stream.map((runs) => runs.flatMap(([count, probability]) => windows(count, probability)));

  it('segments lie in order, apart, within the stream, and are neither too short nor too long', () => {
    fc.assert(
      fc.property(heard, (probabilities) => {
        let before = { toMs: 0, clipToMs: 0 };
        for (const segment of segmentsOf(probabilities)) {
          const { fromMs, toMs, clipFromMs, clipToMs, mean, peak } = segment;
          expect(fromMs).toBeGreaterThanOrEqual(before.toMs);
          expect(clipFromMs).toBeGreaterThanOrEqual(before.clipToMs);
          expect(clipFromMs).toBeLessThanOrEqual(fromMs);
          expect(clipToMs).toBeGreaterThanOrEqual(toMs);
          expect(clipToMs).toBeLessThanOrEqual(probabilities.length * options.windowMs);
          expect(toMs - fromMs).toBeGreaterThanOrEqual(options.leastSpeechMs);
          expect(toMs - fromMs).toBeLessThanOrEqual(options.mostMs);
          const inside = probabilities.slice(fromMs / options.windowMs, toMs / options.windowMs);
          expect(mean).toBeCloseTo(inside.reduce((sum, one) => sum + one, 0) / inside.length, 9);
          expect(peak).toBe(Math.max(...inside));
          expect(inside[0]).toBeGreaterThanOrEqual(options.begin);
          expect(inside.at(-1)).toBeGreaterThanOrEqual(options.release);
          before = segment;
        }
      }),
    );
  });

  it('every window of clear speech that lasts long enough is in one of them', () => {
    fc.assert(
      fc.property(heard, (probabilities) => {
        // Without an upper length, since a rest behind a cut may be too short to count.
        const segments = segmentsOf(probabilities, { mostMs: Number.POSITIVE_INFINITY });
        const isIn = (ms: number): boolean => segments.some(({ fromMs, toMs }) => ms >= fromMs && ms < toMs);
        const least = options.leastSpeechMs / options.windowMs;
        for (let end = least; end <= probabilities.length; end += 1) {
          const run = probabilities.slice(end - least, end);
          if (run.every((probability) => probability >= options.begin)) expect(isIn((end - 1) * 10)).toBe(true);
        }
      }),
    );
  });
});
