import { describe, expect, it } from 'vitest';
import {
  filterSide,
  hasTexture,
  textureChannels,
  textureFilters,
  textureLevels,
} from '../../../../main/models/onnx/texture-bank.ts';

const filters = textureFilters();
const middle = (filterSide - 1) / 2;

const answer = (filter: readonly number[], picture: (x: number, y: number) => number): number =>
  filter.reduce(
    (sum, weight, at) => sum + weight * picture((at % filterSide) - middle, Math.floor(at / filterSide) - middle),
    0,
  );

describe('the filters of the texture bank', () => {
  it('are eight of one length, and the same turned over, that answer nothing to an even face', () => {
    expect(filters.length * textureLevels.length).toBe(textureChannels);
    expect(filters.slice(8)).toEqual(filters.slice(0, 8).map((filter) => filter.map((weight) => -weight)));
    for (const filter of filters) {
      expect(filter).toHaveLength(filterSide ** 2);
      expect(Math.hypot(...filter)).toBeCloseTo(1, 12);
      expect(answer(filter, () => 200)).toBeCloseTo(0, 10);
    }
  });

  it('answer an edge with the first derivative across it, and a line with the second', () => {
    const edge = filters.map((filter) => Math.abs(answer(filter, (x) => (x > 0 ? 1 : x < 0 ? -1 : 0))));
    const line = filters.map((filter) => Math.abs(answer(filter, (x) => (x === 0 ? 1 : 0))));
    expect(edge.indexOf(Math.max(...edge))).toBe(0);
    expect(line.indexOf(Math.max(...line))).toBe(1);
    // Along the edge nothing changes.
    expect(edge[4]).toBeCloseTo(0, 10);
  });

  it('are what they were: models that were taught with them compare patches by these numbers', () => {
    const corner = filters.slice(0, 8).map((filter) => Number(filter[0]?.toFixed(6)));
    expect(corner).toMatchInlineSnapshot(`
      [
        0.029293,
        0.048047,
        0.041427,
        0.095936,
        0.029293,
        0.048047,
        0,
        0.000236,
      ]
    `);
  });

  it('are left out where a picture does not come out even', () => {
    expect([hasTexture({ width: 320, height: 256 }), hasTexture({ width: 227, height: 227 })]).toEqual([true, false]);
  });
});
