import { Bytes } from './bytes.ts';

/** The characters that a font has a shape for, by its table `cmap`. */
export function lettersOf(cmap: Uint8Array): ReadonlySet<number> {
  const head = new Bytes(cmap);
  head.take(2);
  const count = head.u16();
  const letters = new Set<number>();
  for (let table = 0; table < count; table += 1) {
    head.take(4);
    const at = head.u32();
    const format = new Bytes(cmap, at).u16();
    if (format === 4) addRanges(letters, cmap, at);
    if (format === 12) addGroups(letters, cmap, at);
  }
  return letters;
}

const lastOfAll = 0xffff;

/** Format 4: ranges of two-byte characters, each with a shift of its own or a list of glyphs. */
function addRanges(letters: Set<number>, cmap: Uint8Array, at: number): void {
  const segments = new Bytes(cmap, at + 6).u16() / 2;
  const column = (place: number): Bytes => new Bytes(cmap, at + 14 + place * 2 * segments + (place === 0 ? 0 : 2));
  const [ends, starts, shifts, lists] = [column(0), column(1), column(2), column(3)];
  for (let segment = 0; segment < segments; segment += 1) {
    const [end, start, shift] = [ends.u16(), starts.u16(), shifts.u16()];
    const listAt = lists.at;
    const list = lists.u16();
    for (let letter = start; letter <= end && letter !== lastOfAll; letter += 1) {
      const glyph =
        list === 0 ? (letter + shift) & 0xffff : new Bytes(cmap, listAt + list + 2 * (letter - start)).u16();
      if (glyph !== 0) letters.add(letter);
    }
  }
}

/** Format 12: ranges of any characters, one glyph after the other. */
function addGroups(letters: Set<number>, cmap: Uint8Array, at: number): void {
  const bytes = new Bytes(cmap, at + 12);
  const groups = bytes.u32();
  for (let group = 0; group < groups; group += 1) {
    const [start, end, glyph] = [bytes.u32(), bytes.u32(), bytes.u32()];
    for (let letter = start; letter <= end; letter += 1) if (glyph + letter - start !== 0) letters.add(letter);
  }
}
