import type { Size } from '../../overlay/space.ts';

/** Width to height of a tile: a picture with its line of words above and below. */
const tileShape = 1.25;

/** As many abreast as make the tiles largest; every tile is as large as the others, so that none seems to matter more. */
export function wallColumns(tiles: number, { width, height }: Size): number {
  const choices = Array.from({ length: Math.max(1, tiles) }, (_, index) => index + 1);
  const areaOf = (columns: number): number => {
    const rows = Math.ceil(tiles / columns);
    const side = Math.min(width / columns, (height / rows) * tileShape);
    return side * side;
  };
  return choices.reduce((best, columns) => (areaOf(columns) > areaOf(best) + 1e-6 ? columns : best), 1);
}
