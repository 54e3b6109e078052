import { describe, expect, it } from 'vitest';
import { chosenLimit, resultOf, taughtCard } from '../../../../main/engine/teach/taught-card.ts';
import type { TeachBuilt } from '../../../../main/workers/teach-protocol.ts';

const built: TeachBuilt = {
  file: { name: 'model.onnx', bytes: 700_000, sha256: 'a'.repeat(64) },
  backbone: { name: 'pcb-defects', version: '1.1.0', sha256: 'b'.repeat(64), licence: 'GPL-3.0-or-later' },
  input: { name: 'picture', width: 320, height: 256 },
  output: { name: 'distances', shape: [1, 1, 32, 40] },
  colour: 'rgb',
  memory: { patches: 500, dimensions: 32, bytes: 64_000 },
  scores: Array.from({ length: 29 }, (_, index) => ({
    id: index.toString(16).padStart(16, '0'),
    score: (20 + index) / 128,
  })),
  tookMs: 8_000,
};

const about = { name: 'lid', version: '1.0.0', at: 1, from: ['gate'], rate: undefined };

describe('the card of what was taught', () => {
  it('promises two in n + 1 unless another rate is chosen, and says so with its interval', () => {
    const card = taughtCard(built, about);
    expect(card).toMatchObject({
      ok: true,
      value: {
        task: 'find-unusual',
        family: 'patch-memory',
        labels: ['unusual'],
        thresholds: { unsure: [0.5, 0.6] },
        taught: { limit: 47 / 128, falseRejects: { rate: 2 / 30, heldOut: 29 }, memory: { bytes: 64_000 } },
        numbers: [{ n: 29, value: 2 / 30, interval: [expect.any(Number), expect.any(Number)] }],
      },
    });
  });

  it.each([
    [0, 1 / 30],
    [0.01, 1 / 30],
    [0.1, 3 / 30],
    [0.49, 14 / 30],
  ])(
    'takes for a wish of %d the rate %d: never more than was asked for, unless less cannot be promised',
    (rate, taken) => {
      expect(chosenLimit(built, rate).rate).toBeCloseTo(taken, 10);
    },
  );

  it('shows the most unusual of the good ones first, and every limit that can be chosen', () => {
    const { scores, limits } = resultOf(built);
    expect(scores[0]?.score).toBe(48 / 128);
    expect(limits).toHaveLength(15);
    expect(limits[0]).toMatchObject({ rate: 1 / 30, limit: 48 / 128 });
  });
});
