import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { lettersOf } from './letters-of.ts';
import { nameTable, trueTypeOf } from './truetype.ts';
import { openWoff2, tableOf } from './woff2.ts';

/** One piece of a family: the letters of a script or two. */
export interface Face {
  readonly name: string;
  readonly letters: ReadonlySet<number>;
  /** As a file of its own; pdfkit embeds of it the letters that are used. */
  readonly trueType: Uint8Array;
}

interface Piece {
  readonly file: string;
  readonly ranges: readonly (readonly [from: number, to: number])[];
  face?: Face;
}

const family = z.object({ id: z.string() });
const ranges = z.record(z.string(), z.string());

/** Fonts as they come in packages: families cut into pieces, with a list of the characters that each may hold. */
export class Faces {
  readonly #pieces: readonly Piece[];
  readonly #found = new Map<number, Face | undefined>();

  /** Folders of families, the first that has a letter draws it. */
  constructor(folders: readonly string[]) {
    this.#pieces = folders.flatMap(piecesOf);
  }

  /** Which face has a letter; undefined where none does. Only the pieces that are asked for are ever opened. */
  of(letter: number): Face | undefined {
    if (this.#found.has(letter)) return this.#found.get(letter);
    const piece = this.#pieces.find(
      (one) => one.ranges.some(([from, to]) => letter >= from && letter <= to) && opened(one).letters.has(letter),
    );
    const face = piece === undefined ? undefined : opened(piece);
    this.#found.set(letter, face);
    return face;
  }
}

const readJson = <T>(folder: string, name: string, schema: z.ZodType<T>): T =>
  schema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));

function piecesOf(folder: string): Piece[] {
  const { id } = readJson(folder, 'metadata.json', family);
  return Object.entries(readJson(folder, 'unicode.json', ranges)).map(([name, listed]) => ({
    // Pieces without a name of their own stand as [12] in the list and as 12 in the names of files.
    file: join(folder, 'files', `${id}-${name.replaceAll(/[[\]]/g, '')}-wght-normal.woff2`),
    ranges: rangesOf(listed),
  }));
}

/** `U+0301,U+0400-045F` */
const rangesOf = (listed: string): Piece['ranges'] =>
  listed.split(',').map((range) => {
    const [from = '', to = from] = range.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  });

function opened(piece: Piece): Face {
  piece.face ??= openFace(piece.file);
  return piece.face;
}

/** Without them a font that varies is its usual weight: pdfkit's font reader cannot write the shapes of another. */
const ofVariation = ['fvar', 'gvar', 'avar', 'cvar', 'HVAR', 'MVAR', 'STAT'];

function openFace(file: string): Face {
  const tables = openWoff2(readFileSync(file));
  const name = basename(file).replace('-wght-normal.woff2', '');
  for (const tag of ofVariation) tables.delete(tag);
  tables.set('name', nameTable(name));
  return {
    name,
    letters: lettersOf(tableOf(tables, 'cmap')),
    trueType: trueTypeOf(tables),
  };
}
