import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Tracker, usualTracker } from '../../../../main/domain/tracking/tracker.ts';
import type { Detection } from '../../../../preload/contract/values.ts';

const frameMs = 1000 / 30;
const thing = (x: number, y: number, score = 0.9, label = 'part'): Detection => ({
  label,
  score,
  box: { x, y, width: 40, height: 60 },
});

/** The ids by frame of things that move as told, at thirty frames a second. */
function follow(frames: number, at: (frame: number) => readonly Detection[]) {
  const tracker = new Tracker();
  return Array.from({ length: frames }, (_, frame) => tracker.see(at(frame), frame * frameMs));
}

describe('tracking', () => {
  it('keeps the ids of two things that pass each other', () => {
    const ids = follow(60, (frame) => [thing(frame * 8, 100), thing(480 - frame * 8, 150)]);
    expect(new Set(ids.map(([first]) => first))).toEqual(new Set([1]));
    expect(new Set(ids.map(([, second]) => second))).toEqual(new Set([2]));
  });

  it('follows a thing through frames in which it is seen faintly, and begins nothing with a faint one', () => {
    const ids = follow(30, (frame) => [
      thing(frame * 5, 100, frame >= 10 && frame < 15 ? 0.2 : 0.9),
      thing(500, 300, 0.3),
    ]);
    expect(ids.map(([first]) => first)).toEqual(ids.map(() => 1));
    expect(ids.map(([, faint]) => faint)).toEqual(ids.map(() => undefined));
  });

  it('knows a thing again after half a second out of sight, but not after a long time', () => {
    const hidden = (from: number, to: number) => (frame: number) =>
      frame >= from && frame < to ? [] : [thing(100 + frame * 2, 100)];
    const short = follow(60, hidden(20, 35)).flat();
    expect(new Set(short)).toEqual(new Set([1]));
    const long = follow(120, hidden(20, 80)).flat();
    expect(new Set(long)).toEqual(new Set([1, 2]));
  });

  it('follows as well when frames are dropped: it counts time, not frames', () => {
    const tracker = new Tracker();
    const seen = [0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24];
    const ids = seen.flatMap((frame) => tracker.see([thing(frame * 12, 100)], frame * frameMs));
    expect(new Set(ids)).toEqual(new Set([1]));
  });

  it('never takes one kind of thing for another', () => {
    const ids = follow(10, (frame) => [thing(100, 100, 0.9, frame < 5 ? 'open' : 'short')]);
    expect(ids.flat()).toEqual([1, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
  });

  it('forgets what was seen once', () => {
    const tracker = new Tracker();
    tracker.see([thing(100, 100)], 0);
    tracker.see([], frameMs);
    expect(tracker.see([thing(100, 100)], frameMs * 2)).toEqual([2]);
  });

  it('tells what is in sight, steadier than it was detected', () => {
    const tracker = new Tracker();
    const tremble = [3, -3, 2, -2, 3, -3, 2, -2, 3, -3];
    for (const [frame, off] of tremble.entries()) tracker.see([thing(200 + off, 100)], frame * frameMs);
    const [seen] = tracker.inSight;
    expect(seen?.id).toBe(1);
    expect(Math.abs((seen?.box.x ?? 0) - 200)).toBeLessThan(3);
  });

  it('gives each id to one detection a frame, whatever comes', () => {
    const detection = fc.record({
      label: fc.constantFrom('a', 'b'),
      score: fc.double({ min: 0, max: 1, noNaN: true }),
      box: fc.record({
        x: fc.integer({ min: 0, max: 600 }),
        y: fc.integer({ min: 0, max: 400 }),
        width: fc.integer({ min: 1, max: 200 }),
        height: fc.integer({ min: 1, max: 200 }),
      }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(detection, { maxLength: 8 }), { maxLength: 12 }), (frames) => {
        const tracker = new Tracker(usualTracker);
        for (const [frame, detections] of frames.entries()) {
          const ids = tracker.see(detections, frame * frameMs);
          const given = ids.filter((id) => id !== undefined);
          expect(ids.length).toBe(detections.length);
          expect(new Set(given).size).toBe(given.length);
          for (const [at, { score }] of detections.entries()) {
            if (score < usualTracker.leastScore) expect(ids[at]).toBeUndefined();
          }
        }
      }),
    );
  });
});

describe('small things on a fast belt', () => {
  const onBelt = { ...usualTracker, sureScore: 0.4, beginScore: 0.4, reach: 2 };
  const sizePixels = 26;
  /** Two boards follow each other up the picture, each with its defects; some frames are dropped. */
  const belts = fc.record({
    perFrame: fc.integer({ min: 10, max: 30 }),
    kept: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 80, maxLength: 80 }),
    across: fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 }),
  });

  it('keep their numbers, though their boxes do not overlap from frame to frame and frames are dropped', () => {
    fc.assert(
      fc.property(belts, ({ perFrame, kept, across }) => {
        const tracker = new Tracker(onBelt);
        const numbers = new Map<string, Set<number | undefined>>();
        for (const [frame, dice] of kept.entries()) {
          // One of ten is dropped, and no two in a row.
          if (dice === 0 && kept[frame - 1] !== 0) continue;
          const seen = [0, 900].flatMap((behind) =>
            across.map((lane) => ({
              name: `${behind} ${lane}`,
              x: 40 + lane * 140,
              y: 700 + behind - frame * perFrame,
            })),
          );
          const inView = seen.filter(({ y }) => y > 0 && y < 640);
          const detections = inView.map(({ x, y }) => ({
            label: 'open',
            score: 0.8,
            box: { x, y, width: sizePixels, height: sizePixels },
          }));
          for (const [at, id] of tracker.see(detections, frame * 67).entries()) {
            const name = inView[at]?.name ?? '';
            numbers.set(name, (numbers.get(name) ?? new Set()).add(id));
          }
        }
        const all = [...numbers.values()];
        expect(all.every((ids) => ids.size === 1 && !ids.has(undefined))).toBe(true);
        expect(new Set(all.flatMap((ids) => [...ids])).size).toBe(all.length);
      }),
      { numRuns: 200 },
    );
  });

  it('are another thing when nobody looked for a while', () => {
    const tracker = new Tracker(onBelt);
    const here = [{ label: 'open', score: 0.8, box: { x: 100, y: 300, width: sizePixels, height: sizePixels } }];
    const [first] = tracker.see(here, 0);
    tracker.see(here, 67);
    expect(tracker.see(here, 67 + onBelt.forgetMs)[0]).not.toBe(first);
  });

  it('are another thing each time where they are not reached for', () => {
    const tracker = new Tracker({ ...onBelt, reach: 0 });
    const ids = [600, 550, 500].flatMap((y, frame) =>
      tracker.see(
        [{ label: 'open', score: 0.8, box: { x: 100, y, width: sizePixels, height: sizePixels } }],
        frame * 67,
      ),
    );
    expect(new Set(ids).size).toBe(3);
  });
});
