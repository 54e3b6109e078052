import { describe, expect, it } from 'vitest';
import { designForLine } from '../../../../main/capture/demo-line/line-design.ts';

const rim = 10;

describe('designForLine', () => {
  it('keeps a bare rim around the board', () => {
    const { width, height, values } = designForLine(3, 320, 200);
    const onRim = values.some((covered, at) => {
      const [x, y] = [at % width, Math.floor(at / width)];
      return covered > 0 && (x < rim || y < rim || x >= width - rim || y >= height - rim);
    });
    expect(onRim).toBe(false);
  });

  it('leaves no small piece of copper that the rim cut off', () => {
    for (let seed = 0; seed < 12; seed += 1) {
      const { width, values } = designForLine(seed, 320, 320);
      // Along the first row within the rim, whatever is there must go on further than a defect would.
      for (let x = rim; x < width - rim; x += 1) {
        if ((values[rim * width + x] ?? 0) === 0) continue;
        const reached = new Set([rim * width + x]);
        for (const at of reached) {
          for (const next of [at - 1, at + 1, at - width, at + width]) if ((values[next] ?? 0) > 0) reached.add(next);
        }
        const columns = [...reached].map((at) => at % width);
        const rows = [...reached].map((at) => Math.floor(at / width));
        const size = Math.max(Math.max(...columns) - Math.min(...columns), Math.max(...rows) - rim);
        expect(size).toBeGreaterThan(64);
        break;
      }
    }
  });
});
