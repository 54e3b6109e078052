import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameVerdict, type PartVotes, partVerdict, usualVote } from '../../../main/domain/verdict.ts';
import type { Detection } from '../../../preload/contract/values.ts';

const band = { low: 0.4, high: 0.7 };
const seen = (...scores: number[]): Detection[] =>
  scores.map((score) => ({ label: 'open', score, box: { x: 0, y: 0, width: 8, height: 8 } }));

describe('the verdict of a frame', () => {
  it.each([
    ['pass when nothing was found', [], 'pass'],
    ['pass when all lies below the band', [0.39, 0.1], 'pass'],
    ['unsure from the lower edge of the band on', [0.4], 'unsure'],
    ['unsure just below the upper edge', [0.3, 0.6999], 'unsure'],
    ['fail from the upper edge on', [0.7], 'fail'],
    ['fail when the worst of many is sure', [0.1, 0.95, 0.5], 'fail'],
  ])('is %s', (_, scores, verdict) => {
    expect(frameVerdict(seen(...scores), band)).toBe(verdict);
  });

  it('goes by the ends of each label, and by the common ones where it has none', () => {
    const strict = { ...band, byLabel: { open: { low: 0.1, high: 0.2 }, spur: { low: 0.9, high: 0.9 } } };
    const one = (label: string, score: number) => [{ label, score, box: { x: 0, y: 0, width: 8, height: 8 } }];
    expect(frameVerdict(one('open', 0.15), strict)).toBe('unsure');
    expect(frameVerdict([...one('spur', 0.8), ...one('open', 0.2)], strict)).toBe('fail');
    expect(frameVerdict(one('spur', 0.8), strict)).toBe('pass');
    expect(frameVerdict(one('toString', 0.5), strict)).toBe('unsure');
  });
});

const votes = (over: Partial<PartVotes>): PartVotes => ({
  frames: 12,
  fail: 0,
  unsure: 0,
  topScore: 0,
  interrupted: false,
  ...over,
});

describe('the verdict of a part', () => {
  it.each([
    ['pass when every frame passes', {}, 'pass'],
    ['pass when a single frame of many was unsure', { unsure: 1, topScore: 0.5 }, 'pass'],
    ['unsure when two frames were', { unsure: 2, topScore: 0.5 }, 'unsure'],
    ['unsure when only one of many frames failed', { fail: 1, topScore: 0.75 }, 'unsure'],
    ['fail when two frames failed', { fail: 2, topScore: 0.75 }, 'fail'],
    ['fail when one frame is beyond doubt', { fail: 1, topScore: 0.9 }, 'fail'],
    ['fail when its only frame failed', { frames: 1, fail: 1, topScore: 0.75 }, 'fail'],
    ['unsure when its only frame was', { frames: 1, unsure: 1, topScore: 0.5 }, 'unsure'],
    ['unsure when it was not seen to its end', { interrupted: true }, 'unsure'],
    ['fail even when not seen to its end, where a defect was plain', { interrupted: true, fail: 3 }, 'fail'],
    ['unsure when no frame of it was seen', { frames: 0 }, 'unsure'],
  ] as const)('is %s', (_, over, verdict) => {
    expect(partVerdict(votes(over), usualVote)).toBe(verdict);
  });

  const severity = { pass: 0, unsure: 1, fail: 2 };
  const anyVotes = fc
    .record({
      frames: fc.integer({ min: 1, max: 40 }),
      fail: fc.nat(40),
      unsure: fc.nat(40),
      topScore: fc.double({ min: 0, max: 1, noNaN: true }),
      interrupted: fc.boolean(),
    })
    .filter(({ frames, fail, unsure }) => fail + unsure <= frames);

  it('never gets better by one more frame that fails', () => {
    fc.assert(
      fc.property(anyVotes, (before) => {
        const after = { ...before, frames: before.frames + 1, fail: before.fail + 1 };
        const [was, is] = [before, after].map((some) => severity[partVerdict(some, usualVote)]);
        expect(is).toBeGreaterThanOrEqual(was ?? 0);
      }),
    );
  });

  it('never passes a part that was interrupted', () => {
    fc.assert(
      fc.property(anyVotes, (some) => {
        expect(partVerdict({ ...some, interrupted: true }, usualVote)).not.toBe('pass');
      }),
    );
  });
});
