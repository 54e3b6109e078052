import { Bytes, Writer } from './bytes.ts';

const countAt = 34;

/** How wide each glyph is and where it begins; the beginnings that were left out are the left edges of the outlines. */
export function bearingTable(packed: Uint8Array, hhea: Uint8Array, leftEdges: readonly number[]): Uint8Array {
  const bytes = new Bytes(packed);
  const flags = bytes.u8();
  const widths = new Bytes(hhea, countAt).u16();
  const advances = Array.from({ length: widths }, () => bytes.u16());
  const proportional = (flags & 1) === 0 ? advances.map(() => bytes.i16()) : leftEdges.slice(0, widths);
  const others = leftEdges.slice(widths);
  const alike = (flags & 2) === 0 ? others.map(() => bytes.i16()) : others;
  const out = new Writer();
  for (const [glyph, advance] of advances.entries()) {
    out.u16(advance);
    out.i16(proportional[glyph] ?? 0);
  }
  for (const edge of alike) out.i16(edge);
  return out.done();
}
