import { describe, expect, it } from 'vitest';
import { adapterFor } from '../../../main/vision/families/registry.ts';
import type { PictureCard, Teaching } from '../../../preload/contract/model-card.ts';
import { fixtureCard } from '../../support/fixture-card.ts';

const taught: Teaching = {
  at: 1,
  pictures: 30,
  from: ['demo'],
  backbone: { name: 'pcb-defects', version: '1.1.0', sha256: '0'.repeat(64) },
  memory: { patches: 500, dimensions: 32, bytes: 64_000 },
  limit: 0.4,
  spread: 0.05,
  falseRejects: { rate: 2 / 31, heldOut: 30 },
  heldOutScores: [0.2, 0.3],
};

const card: PictureCard = {
  ...fixtureCard,
  task: 'find-unusual',
  family: 'patch-memory',
  labels: ['unusual'],
  io: {
    input: { name: 'picture', layout: 'nchw', width: 80, height: 48 },
    outputs: [{ name: 'distances', shape: [1, 1, 6, 10] }],
  },
  preprocessing: { resize: 'stretch', padValue: 0, colour: 'rgb', mean: [0, 0, 0], std: [1, 1, 1] },
  taught,
};

const picture = { width: 800, height: 480 };
const transform = { scaleX: 0.1, scaleY: 0.1, padX: 0, padY: 0 };
const like = (): Float32Array => new Float32Array(60).fill(0.2);

function adapter(other: Partial<PictureCard> = {}) {
  const found = adapterFor({ ...card, ...other });
  if (!found.ok) throw new Error(found.failure.message);
  return found.value;
}

describe('a memory of good patches', () => {
  it('finds nothing in a picture that is like the good ones', () => {
    expect(adapter().postprocess([like()], transform, picture)).toEqual([]);
  });

  it('finds an unusual region where it lies in the picture, with the score of its distance', () => {
    const distances = like();
    distances[23] = 0.45;
    distances[24] = 0.4;
    const [found, ...others] = adapter().postprocess([distances], transform, picture);
    expect(others).toEqual([]);
    expect(found?.label).toBe('unusual');
    expect(found?.box).toEqual({ x: 240, y: 160, width: 160, height: 80 });
    expect(found?.score).toBeCloseTo(1 / (1 + Math.exp(-1)), 5);
  });

  it('tells how unusual each part of the picture is, with the limit in the middle', () => {
    const distances = like();
    distances[7] = 0.4;
    distances[8] = 2;
    const heat = adapter().heat?.([distances]);
    expect(heat).toMatchObject({ columns: 10, rows: 6, limit: 128 });
    expect(heat?.values).toHaveLength(60);
    expect([heat?.values[7], heat?.values[8]]).toEqual([128, 255]);
    expect(heat?.values[0]).toBeLessThan(10);
  });

  it('says what is wrong with distances that are none', () => {
    const distances = like();
    distances[3] = -1;
    expect(adapter().flaw?.([distances])).toMatchObject({ expected: 'distances', received: '-1' });
  });

  it.each([
    ['more cells than a heat map has', [1, 1, 65, 10]],
    ['several numbers a cell', [1, 2, 6, 10]],
    ['no grid', [1, 60]],
  ])('is refused with %s', (_what, shape) => {
    const refused = adapterFor({ ...card, io: { ...card.io, outputs: [{ name: 'distances', shape }] } });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'model_refused' } });
  });
});
