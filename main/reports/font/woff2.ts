import { brotliDecompressSync } from 'node:zlib';
import { Bytes } from './bytes.ts';
import { glyphTables } from './glyphs.ts';
import { bearingTable } from './side-bearings.ts';

/** Tables that a WOFF2 file names by a number, in the order of the standard. */
const knownTags = (
  'cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca prep CFF_ VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx ' +
  'BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG_ sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty ' +
  'just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill'
)
  .split(' ')
  .map((tag) => tag.replace('_', ' '));

const signature = 0x774f4632;
const headerBytes = 48;

interface Entry {
  readonly tag: string;
  readonly isTransformed: boolean;
  readonly packedBytes: number;
}

function entryOf(bytes: Bytes): Entry {
  const flags = bytes.u8();
  const known = flags & 0x3f;
  const tag = known === 0x3f ? String.fromCharCode(...bytes.take(4)) : (knownTags[known] ?? '');
  const transform = flags >> 6;
  const length = bytes.base128();
  // Of these two the number 3 says that they are as they were, of all others it is nought.
  const isTransformed = tag === 'glyf' || tag === 'loca' ? transform !== 3 : transform !== 0;
  return { tag, isTransformed, packedBytes: isTransformed ? bytes.base128() : length };
}

/**
 * The tables of a WOFF2 file as a TrueType font has them. pdfkit's font reader lays out text with such a file, but cannot put
 * its glyphs into a PDF, because they are packed in another way there.
 */
export function openWoff2(file: Uint8Array): Map<string, Uint8Array> {
  const head = new Bytes(file);
  if (head.u32() !== signature) throw new Error('Expected a WOFF2 font, got another kind of file');
  head.take(8);
  const count = head.u16();
  head.take(6);
  const packedBytes = head.u32();
  const directory = new Bytes(file, headerBytes);
  const entries = Array.from({ length: count }, () => entryOf(directory));
  const data = new Bytes(brotliDecompressSync(file.subarray(directory.at, directory.at + packedBytes)));
  const packed = new Map(entries.map((entry) => [entry.tag, { ...entry, bytes: data.take(entry.packedBytes) }]));
  const tables = new Map([...packed].map(([tag, { bytes }]) => [tag, bytes]));
  const glyf = packed.get('glyf');
  if (glyf?.isTransformed === true) {
    const { glyphs, places, leftEdges } = glyphTables(glyf.bytes);
    tables
      .set('glyf', glyphs)
      .set('loca', places)
      .set('head', withLongPlaces(tableOf(tables, 'head')));
    const hmtx = packed.get('hmtx');
    if (hmtx?.isTransformed === true) tables.set('hmtx', bearingTable(hmtx.bytes, tableOf(tables, 'hhea'), leftEdges));
  }
  return tables;
}

export function tableOf(tables: ReadonlyMap<string, Uint8Array>, tag: string): Uint8Array {
  const table = tables.get(tag);
  if (table === undefined) throw new Error(`Expected the font to have a table ${tag}, got none`);
  return table;
}

const placeFormatAt = 50;

/** Glyphs are found by whole offsets, whatever the file said before it was packed. */
function withLongPlaces(head: Uint8Array): Uint8Array {
  const changed = head.slice();
  new DataView(changed.buffer).setInt16(placeFormatAt, 1);
  return changed;
}
