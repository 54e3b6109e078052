import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaleBarOf } from '../../../../renderer/overlay/scale-bar.ts';

const shownAt = (scale: number) => ({
  picture: { width: 1_000, height: 500 },
  placement: { scale, left: 0, top: 0 },
  view: { width: 800, height: 400 },
});
const across = (mm: number) => ({ from: { x: 0.1, y: 0.5 }, to: { x: 0.6, y: 0.5 }, mm });

describe('the measure beside a calibrated picture', () => {
  it('is a round one, as long as the calibration says', () => {
    // 500 pixels of the picture are 400 of the view, and 50 mm: 8 pixels to the millimetre.
    expect(scaleBarOf(across(50), shownAt(0.8))).toEqual({ mm: 20, length: 160 });
    expect(scaleBarOf(across(50), shownAt(3.2))).toEqual({ mm: 5, length: 160 });
  });

  it('is none where the two places are one', () => {
    expect(scaleBarOf({ ...across(50), to: { x: 0.1, y: 0.5 } }, shownAt(1))).toBeNull();
  });

  it('fits whatever the camera sees, and is never lost', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 100_000, noNaN: true }),
        fc.double({ min: 0.05, max: 40, noNaN: true }),
        (mm, scale) => {
          const bar = scaleBarOf(across(mm), shownAt(scale));
          expect(bar?.length).toBeLessThanOrEqual(800 * 0.22 + 1e-6);
          expect(bar?.length).toBeGreaterThan((800 * 0.22) / 2.6);
        },
      ),
    );
  });
});
