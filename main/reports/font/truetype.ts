import { Writer } from './bytes.ts';

const flavour = 0x00010000;

/** One file of all tables; their sums are left out, as nothing between here and the PDF asks for them. */
export function trueTypeOf(tables: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const sorted = [...tables].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const power = Math.floor(Math.log2(sorted.length));
  const out = new Writer();
  out.u32(flavour);
  for (const word of [sorted.length, 16 * 2 ** power, power, 16 * (sorted.length - 2 ** power)]) out.u16(word);
  let at = 12 + 16 * sorted.length;
  for (const [tag, bytes] of sorted) {
    for (const letter of tag) out.u8(letter.charCodeAt(0));
    for (const word of [0, at, bytes.length]) out.u32(word);
    at += 4 * Math.ceil(bytes.length / 4);
  }
  for (const [, bytes] of sorted) {
    out.put(bytes);
    out.pad();
  }
  return out.done();
}

const postScriptName = 6;
const [windows, unicode, english] = [3, 1, 0x409];

/** A table of names with one of our own: the pieces of a family share theirs, and pdfkit takes fonts of one name for one font. */
export function nameTable(name: string): Uint8Array {
  const out = new Writer();
  for (const word of [0, 1, 18, windows, unicode, english, postScriptName, 2 * name.length, 0]) out.u16(word);
  for (const letter of name) out.u16(letter.charCodeAt(0));
  return out.done();
}
