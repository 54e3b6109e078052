import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../main/capture/demo-line/random.ts';
import { octilinearRoute, offsetRoute } from '../../../../main/capture/demo-line/routes.ts';

const style = { turns: 4, shortest: 20, longest: 200, squareBends: 0.3 };

describe('octilinearRoute', () => {
  it('runs in multiples of 45 degrees', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 7 }), (seed, heading) => {
        const points = octilinearRoute(createRandom(seed), { x: 0, y: 0 }, heading, style);
        points.slice(1).forEach((to, i) => {
          const before = points[i] ?? to;
          const eighths = Math.atan2(to.y - before.y, to.x - before.x) / (Math.PI / 4);
          expect(Math.abs(eighths - Math.round(eighths))).toBeLessThan(1e-6);
        });
      }),
    );
  });
});

describe('offsetRoute', () => {
  it('keeps every stretch at the asked distance, also around bends', () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: -30, max: 30, noNaN: true }), (seed, by) => {
        const points = octilinearRoute(createRandom(seed), { x: 0, y: 0 }, 0, style);
        const moved = offsetRoute(points, by);
        points.slice(1).forEach((to, i) => {
          const start = points[i] ?? to;
          const length = Math.hypot(to.x - start.x, to.y - start.y);
          const sideways = (p: { x: number; y: number }): number =>
            ((to.x - start.x) * (p.y - start.y) - (to.y - start.y) * (p.x - start.x)) / length;
          for (const end of [moved[i], moved[i + 1]]) expect(end && sideways(end)).toBeCloseTo(by, 6);
        });
      }),
    );
  });
});
