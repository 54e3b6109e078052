import { describe, expect, it } from 'vitest';
import { type FittedCard, fitConfidence } from '../../../../main/domain/confidence/fit.ts';
import { keptPromise } from '../../../../main/domain/confidence/kept-promise.ts';
import { promisedBand } from '../../../../main/domain/confidence/promised-band.ts';
import { judgeDetections, type ReviewedPicture, realDefects } from '../../../../main/domain/confidence/reviewed.ts';
import { drawPictures } from '../../../support/drawn-line.ts';
import { uniform } from '../../../support/random-streams.ts';

const card: FittedCard = {
  task: 'detect',
  labels: ['open', 'short', 'spur'],
  thresholds: { score: 0.25, overlap: 0.5, unsure: [0.4, 0.7] },
};
const box = { x: 10, y: 10, width: 20, height: 20 };
const far = { x: 200, y: 200, width: 20, height: 20 };

function pictureOf(given: Partial<ReviewedPicture>, index = 0): ReviewedPicture {
  return { group: `part ${index}`, drawn: true, capturedAt: index, found: [], said: [], ...given };
}

/** So many pictures with one defect of this label each, seen with this score. */
const seen = (count: number, label: string, score: number, from = 0): readonly ReviewedPicture[] =>
  Array.from({ length: count }, (_, index) =>
    pictureOf({ said: [{ label, box }], found: score === 0 ? [] : [{ label, box, score }] }, from + index),
  );

describe('what a person said beside what the model found', () => {
  it('makes a detection right where both say the same, and wrong where it is elsewhere, another or found twice', () => {
    const picture = pictureOf({
      said: [
        { label: 'open', box },
        { label: 'spur', box: far },
      ],
      found: [
        { label: 'open', box: { ...box, x: 12 }, score: 0.9 },
        { label: 'open', box, score: 0.6 },
        { label: 'short', box: far, score: 0.8 },
      ],
    });
    const judged = judgeDetections(picture, card).map(({ score, isRight }) => [score, isRight]);
    expect(judged).toEqual([
      [0.9, true],
      [0.6, false],
      [0.8, false],
    ]);
    expect(realDefects(picture, card).map(({ found }) => found.map(({ score }) => score))).toEqual([[0.9, 0.6], [0.8]]);
  });

  it('is not of a defect that a recipe leaves out, unless something that counts lies on it too', () => {
    const said = [{ label: 'open', box: far }];
    expect(realDefects(pictureOf({ said, outside: [far] }), card)).toEqual([]);
    expect(realDefects(pictureOf({ said, outside: [box] }), card)).toMatchObject([{ found: [] }]);
    const found = [{ label: 'open', box: far, score: 0.6 }];
    expect(realDefects(pictureOf({ said, found, outside: [far] }), card)).toMatchObject([{ found: [{ score: 0.6 }] }]);
  });

  it('is of the whole picture where the model does not say where', () => {
    const grader: FittedCard = { ...card, task: 'grade', labels: ['ok', 'open'], goodLabels: ['ok'] };
    const picture = pictureOf({ said: [{ label: 'open', box: far }], found: [{ label: 'open', box, score: 0.8 }] });
    expect(judgeDetections(picture, grader)).toMatchObject([{ isRight: true }]);
    expect(realDefects(picture, grader)).toMatchObject([{ found: [{ score: 0.8 }] }]);
    expect(realDefects(pictureOf({ said: [{ label: 'ok', box }] }), grader)).toEqual([]);
  });
});

describe('a fit', () => {
  it('is refused with how many more must be reviewed, and with what can be promised now', () => {
    const refused = fitConfidence(seen(22, 'open', 0.8), card, { missRate: 0.02 });
    expect(refused).toMatchObject({
      ok: false,
      failure: {
        code: 'wrong_state',
        received: '22',
        remedy: '27 more reviewed defects are needed to promise 2 in 100. From these 4.4 in 100 can be promised.',
      },
    });
    expect(fitConfidence([], card, { missRate: 0.02 })).toMatchObject({
      failure: { received: '0', remedy: '49 more reviewed defects are needed to promise 2 in 100.' },
    });
  });

  it('is refused where the model sees too few of the defects, however many are reviewed', () => {
    const pictures = [...seen(190, 'open', 0.8), ...seen(10, 'open', 0, 190)];
    expect(fitConfidence(pictures, card, { missRate: 0.02 })).toMatchObject({
      failure: {
        received: '10 of 200 reviewed defects where it saw nothing at all',
        remedy: 'Train it with these, or promise 5.5 in 100.',
      },
    });
    expect(fitConfidence(pictures, card, { missRate: 0.06 })).toMatchObject({ ok: true });
  });

  it('rests on pictures drawn by lot alone', () => {
    const chosen = seen(500, 'open', 0.5).map((picture) => ({ ...picture, drawn: false }));
    expect(fitConfidence(chosen, card, { missRate: 0.02 })).toMatchObject({ ok: false, failure: { received: '0' } });
    const fitted = fitConfidence([...chosen, ...seen(60, 'open', 0.8, 500)], card, { missRate: 0.02 });
    expect(fitted).toMatchObject({ value: { promise: { defects: 60 }, routes: { after: { pass: 0 } } } });
  });

  it('gives a label ends of its own where enough of it were reviewed, and lets the rare ones stand together', () => {
    const pictures = [...seen(60, 'open', 0.9), ...seen(30, 'short', 0.6, 60), ...seen(25, 'spur', 0.5, 90)];
    const fitted = fitConfidence(pictures, card, { missRate: 0.02 });
    if (!fitted.ok) throw new Error(fitted.failure.message);
    const { band, promise } = fitted.value;
    expect(promise.cells.map(({ labels, defects }) => [labels, defects])).toEqual([
      [['short', 'spur'], 55],
      [['open'], 60],
    ]);
    expect(band.low).toBe(0.5);
    expect(band.byLabel?.short?.low).toBe(0.5);
    // Where doubt would begin above the score from which a defect is sure, nothing of that label is in doubt.
    expect(band.byLabel?.open).toEqual({ low: 0.8, high: 0.8 });
  });

  it('promises of all together where one label alone cannot be promised of', () => {
    const pictures = [...seen(140, 'open', 0.9), ...seen(57, 'spur', 0.8, 140), ...seen(3, 'spur', 0, 197)];
    const fitted = fitConfidence(pictures, card, { missRate: 0.03 });
    expect(fitted).toMatchObject({ value: { promise: { cells: [{ labels: ['open', 'spur'], defects: 200 }] } } });
  });

  it('asks for good pictures where something is promised of them', () => {
    const refused = fitConfidence(seen(60, 'open', 0.8), card, { missRate: 0.02, falseRejectRate: 0.05 });
    expect(refused).toMatchObject({
      failure: { remedy: '19 more reviewed good pictures are needed to promise 5 in 100.' },
    });
    const good = Array.from({ length: 19 }, (_, index) => pictureOf({}, 100 + index));
    const fitted = fitConfidence([...seen(60, 'open', 0.8), ...good], card, { missRate: 0.02, falseRejectRate: 0.05 });
    expect(fitted).toMatchObject({ ok: true, value: { promise: { good: 19, falseRejectRate: 0.05 } } });
  });

  it('tells what scores are worth, before and after, on parts that the scaling was not fitted on', () => {
    const next = uniform(11);
    const sure = drawPictures(next, 900, { goodShare: 0.4 }).map((picture) => ({
      ...picture,
      // A model that is far too sure: its odds are the cube of what they should be.
      found: picture.found.map((each) => ({
        ...each,
        score: each.score ** 3 / (each.score ** 3 + (1 - each.score) ** 3),
      })),
    }));
    const fitted = fitConfidence(sure, { ...card, labels: ['open'] }, { missRate: 0.05 });
    if (!fitted.ok) throw new Error(fitted.failure.message);
    const { before, after, scaling } = fitted.value;
    expect(scaling?.temperature).toBeGreaterThan(1.2);
    expect(after.error?.value).toBeLessThan(before.error?.low ?? 0);
  });
});

describe('the band that keeps both promises', () => {
  const cell = (low: number) => ({ labels: ['open'], defects: 60, low, missed: 0 });

  it('leaves to a person what lies between them', () => {
    expect(promisedBand([cell(0.3)], 0.8)).toEqual({ low: 0.3, high: 0.8 });
  });

  it('is empty where good parts end below where defects begin', () => {
    expect(promisedBand([cell(0.8)], 0.4)).toEqual({ low: expect.closeTo(0.6), high: expect.closeTo(0.6) });
  });
});

describe('a promise in use', () => {
  const promise = { missRate: 0.02, falseRejectRate: 0.05, cells: [], defects: 60, good: 30 };
  const inUse = { band: { low: 0.5, high: 0.8 }, promise, since: 1_000 };
  const later = (pictures: readonly ReviewedPicture[]) =>
    pictures.map((picture) => ({ ...picture, capturedAt: picture.capturedAt + 1_000 }));

  it('is looked at on pictures that were drawn since', () => {
    const pictures = [...seen(400, 'open', 0.1), ...later([...seen(40, 'open', 0.9), ...seen(1, 'open', 0.4, 40)])];
    expect(keptPromise(pictures, card, inUse)).toEqual({ defects: 41, passed: 1, good: 0, failed: 0, isBroken: false });
  });

  it('is broken where more are passed than chance explains', () => {
    const pictures = later([...seen(40, 'open', 0.9), ...seen(6, 'open', 0.4, 40)]);
    expect(keptPromise(pictures, card, inUse)).toMatchObject({ passed: 6, isBroken: true });
    const failing = later(
      Array.from({ length: 20 }, (_, index) => pictureOf({ found: [{ label: 'open', box, score: 0.9 }] }, index)),
    );
    expect(keptPromise(failing, card, inUse)).toMatchObject({ good: 20, failed: 20, isBroken: true });
  });
});
