import type { Size } from './space.ts';

export interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface TagWish {
  readonly box: Edges;
  /** With its words. */
  readonly wide: Size;
  /** With its mark alone. */
  readonly narrow: Size;
}

export interface PlacedTag extends Edges {
  readonly hasWords: boolean;
}

const overlap = (a: Edges, b: Edges): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function places({ box }: TagWish, size: Size, view: Size, air: number): Edges[] {
  const keep = (from: number, most: number): number => Math.max(0, Math.min(from, most));
  const at = (x: number, y: number): Edges => {
    const left = keep(x, view.width - size.width);
    const top = keep(y, view.height - size.height);
    return { left, top, right: left + size.width, bottom: top + size.height };
  };
  const above = box.top - size.height - air;
  const below = box.bottom + air;
  const spots = [
    ...(above >= 0 ? [at(box.left, above)] : []),
    at(box.left, below),
    at(box.right + air, box.top),
    at(box.left - size.width - air, box.top),
    ...(above >= 0 ? [at(box.right - size.width, above)] : []),
  ];
  // Moved in from the rim, it may lie over its own box: there it would hide what it names.
  return spots.filter((spot) => !overlap(spot, box));
}

/** One place for each tag, in the order of the wishes: the first may choose. One that finds no room shows its mark alone, then nothing. */
export function placeTags(wishes: readonly TagWish[], view: Size, air: number): readonly (PlacedTag | null)[] {
  const taken: Edges[] = [];
  return wishes.map((wish) => {
    for (const [size, hasWords] of [
      [wish.wide, true],
      [wish.narrow, false],
    ] as const) {
      const free = places(wish, size, view, air).find((spot) => !taken.some((other) => overlap(other, spot)));
      if (free === undefined) continue;
      taken.push(free);
      return { ...free, hasWords };
    }
    return null;
  });
}
