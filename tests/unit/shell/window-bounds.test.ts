import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeWindow, readBounds } from '../../../main/shell/window-bounds.ts';

const primary = { x: 0, y: 25, width: 1920, height: 1055 };
const right = { x: 1920, y: 0, width: 2560, height: 1440 };
const saved = { x: 2000, y: 100, width: 1400, height: 900, maximized: false };

describe('remembered bounds', () => {
  it('come back as they were kept', () => {
    expect(readBounds(JSON.stringify(saved))).toEqual(saved);
  });

  it.each([
    null,
    '',
    '{',
    '[]',
    '{"x":1}',
    JSON.stringify({ ...saved, width: 0 }),
    JSON.stringify({ ...saved, x: 'left' }),
  ])('of %j are none', (text) => {
    expect(readBounds(text)).toBeNull();
  });
});

describe('the place of the window', () => {
  it('is the middle of the first screen on the first day', () => {
    expect(placeWindow(null, [primary, right], primary)).toEqual({ x: 160, y: 52, width: 1600, height: 1000 });
  });

  it('is where it was left', () => {
    expect(placeWindow(saved, [primary, right], primary)).toEqual({ x: 2000, y: 100, width: 1400, height: 900 });
  });

  it('is the first screen when the one it was on is gone', () => {
    expect(placeWindow(saved, [primary], primary)).toEqual({ x: 160, y: 52, width: 1600, height: 1000 });
  });

  it('is never smaller than what the page needs where the screen has it', () => {
    expect(placeWindow({ ...saved, width: 300, height: 200 }, [right], right)).toMatchObject({
      width: 1280,
      height: 800,
    });
  });

  it('always lies within one screen, however odd the screens and the memory', () => {
    const span = fc.integer({ min: -5000, max: 5000 });
    const area = fc.record({
      x: span,
      y: span,
      width: fc.integer({ min: 320, max: 5120 }),
      height: fc.integer({ min: 240, max: 2880 }),
    });
    const memory = fc.record({
      x: span,
      y: span,
      width: fc.integer({ min: 1, max: 9000 }),
      height: fc.integer({ min: 1, max: 9000 }),
      maximized: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.option(memory), fc.array(area, { minLength: 1, maxLength: 3 }), (remembered, areas) => {
        const [first = primary] = areas;
        const place = placeWindow(remembered, areas, first);
        return areas.some(
          ({ x, y, width, height }) =>
            place.x >= x && place.y >= y && place.x + place.width <= x + width && place.y + place.height <= y + height,
        );
      }),
    );
  });
});
