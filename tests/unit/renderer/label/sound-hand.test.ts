import { describe, expect, it } from 'vitest';
import { msToView, tickStepMs, viewToMs } from '../../../../renderer/features/label/draw-sound.ts';
import { peaksOf } from '../../../../renderer/features/label/sample-sound.ts';
import { soundGripAt } from '../../../../renderer/features/label/sound-hand.ts';

const stretch = (id: number, x: number, width: number) =>
  ({ id, label: 'speech', box: { x, y: 0, width, height: 2 }, by: 'person', score: null }) as const;
const boxes = [stretch(1, 100, 400), stretch(2, 200, 50)];
const same = (ms: number): number => ms;

describe('a press on the wave', () => {
  it.each([
    [90, 'nothing'],
    [150, 1],
    [210, 2],
    [510, 'nothing'],
  ])('at %d, with nothing chosen, takes hold of %s', (x, found) => {
    const grip = soundGripAt(x, { boxes, selected: null }, same);
    expect(grip).toEqual(found === 'nothing' ? { kind: 'nothing' } : { kind: 'body', id: found });
  });

  it.each([
    [78, 'from'],
    [118, 'from'],
    [300, 'body'],
    [482, 'to'],
    [522, 'to'],
    [530, 'nothing'],
  ])('at %d takes the %s of the stretch that is chosen, as wide as a gloved finger', (x, kind) => {
    expect(soundGripAt(x, { boxes: boxes.slice(0, 1), selected: 1 }, same).kind).toBe(kind);
  });

  it('leaves a short stretch a middle to be moved by', () => {
    expect(soundGripAt(225, { boxes, selected: 2 }, same)).toEqual({ kind: 'body', id: 2 });
  });
});

describe('the strip', () => {
  it('has the same moment on screen and off it', () => {
    for (const ms of [0, 1, 700.5, 1_504]) expect(viewToMs(msToView(ms, 1_504, 800), 1_504, 800)).toBeCloseTo(ms, 9);
    expect([viewToMs(-50, 1_504, 800), viewToMs(9_999, 1_504, 800)]).toEqual([0, 1_504]);
  });

  it.each([
    [1_000, 800, 200],
    [3_000, 800, 500],
    [60_000, 800, 10_000],
    [90, 800, 100],
  ])('of %d ms on %d px is marked every %d ms', (durationMs, width, step) => {
    expect(tickStepMs(durationMs, width)).toBe(step);
  });

  it('shows the lowest and highest sample of each step, and loses none between two', () => {
    const samples = new Float32Array(1_000);
    samples[499] = 0.75;
    samples[500] = -0.5;
    const peaks = peaksOf(samples, 10);
    expect([...peaks.slice(8, 12)]).toEqual([0, 0.75, -0.5, 0]);
    expect(Math.max(...peaksOf(samples.subarray(0, 4), 10))).toBe(0);
  });
});
