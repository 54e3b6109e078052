import { describe, expect, it } from 'vitest';
import { OutputGarbage } from '../../../main/models/output-garbage.ts';

const mebibyte = 1_048_576;

function sweeping() {
  const sweeps: string[] = [];
  return { sweeps, garbage: new OutputGarbage(() => void sweeps.push('young')) };
}

describe('the garbage that outputs leave', () => {
  it('is swept by the young generation alone, each time two mebibytes have piled up', () => {
    const { sweeps, garbage } = sweeping();
    for (let run = 0; run < 9; run += 1) garbage.add(mebibyte / 2);
    expect(sweeps).toEqual(['young', 'young']);
  });

  it('is swept at each run of a network whose outputs are that large', () => {
    const { sweeps, garbage } = sweeping();
    garbage.add(3 * mebibyte);
    garbage.add(3 * mebibyte);
    expect(sweeps).toHaveLength(2);
  });
});
