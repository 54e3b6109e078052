import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeTags, type TagWish } from '../../../../renderer/overlay/place-tags.ts';

const view = { width: 800, height: 600 };
const boxAt = (left: number, top: number, side = 30): TagWish => ({
  box: { left, top, right: left + side, bottom: top + side },
  wide: { width: 110, height: 24 },
  narrow: { width: 24, height: 24 },
});

describe('the tags of boxes', () => {
  it('stand above their box, and below it where the picture ends', () => {
    expect(placeTags([boxAt(100, 100)], view, 3)).toEqual([
      { left: 100, top: 73, right: 210, bottom: 97, hasWords: true },
    ]);
    expect(placeTags([boxAt(100, 5)], view, 3)[0]).toMatchObject({ top: 38, hasWords: true });
  });

  it('give way to the one that chose before them', () => {
    const [first, second] = placeTags([boxAt(100, 100), boxAt(140, 100)], view, 3);
    expect(first).toMatchObject({ top: 73 });
    expect(second).toMatchObject({ left: 140, top: 133, hasWords: true });
  });

  it('never lie over each other, over their own box, or outside the view', () => {
    const wish = fc
      .record({
        left: fc.integer({ min: 0, max: 770 }),
        top: fc.integer({ min: 0, max: 570 }),
        side: fc.integer({ min: 4, max: 300 }),
      })
      .map(({ left, top, side }) => boxAt(left, top, Math.min(side, 800 - left, 600 - top)));
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 25 }), (wishes) => {
        const placed = placeTags(wishes, view, 3).flatMap((tag, index) =>
          tag === null ? [] : [{ tag, wish: wishes[index] }],
        );
        for (const [index, { tag, wish: own }] of placed.entries()) {
          expect(tag.left >= 0 && tag.top >= 0 && tag.right <= view.width && tag.bottom <= view.height).toBe(true);
          const rivals = [
            ...placed.slice(index + 1).map((other) => other.tag),
            ...(own === undefined ? [] : [own.box]),
          ];
          for (const other of rivals) {
            const isApart =
              tag.right <= other.left || other.right <= tag.left || tag.bottom <= other.top || other.bottom <= tag.top;
            expect(isApart).toBe(true);
          }
        }
      }),
    );
  });
});
