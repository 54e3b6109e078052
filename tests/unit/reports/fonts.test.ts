import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { placesFor } from '../../../main/engine/places.ts';
import { Bytes } from '../../../main/reports/font/bytes.ts';
import { Faces } from '../../../main/reports/font/faces.ts';
import { lettersOf } from '../../../main/reports/font/letters-of.ts';
import { trueTypeOf } from '../../../main/reports/font/truetype.ts';
import { openWoff2, tableOf } from '../../../main/reports/font/woff2.ts';
import { spell } from '../../../main/reports/spell.ts';

const { fonts } = placesFor(new URL('../../../main/engine/main.ts', import.meta.url).href);
const [family = ''] = fonts;
const files = globSync('files/*-wght-normal.woff2', { cwd: family });
const faces = new Faces(fonts);
const open = (file: string) => openWoff2(readFileSync(path.join(family, file)));

/** Left, bottom, right and top of every outline, as each glyph begins with them. */
function boxesOf(tables: ReadonlyMap<string, Uint8Array>): number[][] {
  const count = new Bytes(tableOf(tables, 'maxp'), 4).u16();
  const places = new Bytes(tableOf(tables, 'loca'));
  const ends = Array.from({ length: count + 1 }, () => places.u32());
  const glyphs = tableOf(tables, 'glyf');
  return ends.slice(0, -1).flatMap((at, glyph) => {
    if (at === ends[glyph + 1]) return [];
    const bytes = new Bytes(glyphs, at + 2);
    return [[bytes.i16(), bytes.i16(), bytes.i16(), bytes.i16()]];
  });
}

describe('a packed font', () => {
  it.each(files)('%s has every outline where its own head says that all of them lie', (file) => {
    const tables = open(file);
    const boxes = boxesOf(tables);
    expect(boxes.length).toBeGreaterThan(10);
    const edge = (side: number, pick: (...values: number[]) => number): number =>
      pick(...boxes.map((box) => box[side] ?? 0));
    const head = new Bytes(tableOf(tables, 'head'), 36);
    const told = [head.i16(), head.i16(), head.i16(), head.i16()];
    expect([edge(0, Math.min), edge(1, Math.min), edge(2, Math.max), edge(3, Math.max)]).toEqual(told);
  });

  it('is written as one file whose list names each table where it lies', () => {
    const tables = open('files/inter-greek-wght-normal.woff2');
    const file = trueTypeOf(tables);
    const list = new Bytes(file, 4);
    const count = list.u16();
    list.take(6);
    expect(count).toBe(tables.size);
    for (let table = 0; table < count; table += 1) {
      const tag = String.fromCharCode(...list.take(4));
      list.take(4);
      const [at, length] = [list.u32(), list.u32()];
      expect([tag, at % 4, file.subarray(at, at + length)]).toEqual([tag, 0, tableOf(tables, tag)]);
    }
  });

  it('is refused when it is another kind of file', () => {
    expect(() => openWoff2(new Uint8Array(64))).toThrow('WOFF2');
  });
});

describe('the letters of a font', () => {
  it('are those of its table, in both of the forms that it may have', () => {
    const both = lettersOf(tableOf(open('files/inter-latin-wght-normal.woff2'), 'cmap'));
    expect([...'Aé€–'].every((letter) => both.has(letter.codePointAt(0) ?? 0))).toBe(true);
    expect(both.has('Ж'.codePointAt(0) ?? 0)).toBe(false);
    // Two groups of format 12: U+1F600 to U+1F601, and U+41 whose glyph is none.
    const groups = [0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12];
    const format = [0, 12, 0, 0, 0, 0, 0, 40, 0, 0, 0, 0, 0, 0, 0, 2];
    const ranges = [0, 1, 0xf6, 0, 0, 1, 0xf6, 1, 0, 0, 0, 5, 0, 0, 0, 0x41, 0, 0, 0, 0x41, 0, 0, 0, 0];
    expect([...lettersOf(Uint8Array.from([...groups, ...format, ...ranges]))]).toEqual([0x1f600, 0x1f601]);
  });

  it('are there for Polish, Turkish, Vietnamese, Greek and Cyrillic, and not for Chinese', () => {
    const has = (text: string): boolean => [...text].every((letter) => faces.of(letter.codePointAt(0) ?? 0));
    expect(
      ['zażółć gęślą jaźń', 'ığüşöçİ', 'Tiếng Việt', 'Ελλάδα', 'Жёлтый щит їґ'].filter((text) => !has(text)),
    ).toEqual([]);
    expect(has('中')).toBe(false);
  });
});

describe('a text', () => {
  const told = (text: string) => {
    const { runs, isSpeltOut } = spell(faces, text);
    return [runs.map((run) => [run.face.name, run.text]), isSpeltOut];
  };

  it('is cut by the faces that have its letters, and as seldom as that goes', () => {
    expect(told('Плата 7 B')).toEqual([
      [
        ['inter-cyrillic', 'Плата '],
        ['inter-latin', '7 B'],
      ],
      false,
    ]);
    expect(told('')).toEqual([[], false]);
  });

  it('stands as numbers where no face has its letters', () => {
    expect(told('中文 a')).toEqual([[['inter-latin', '[U+4E2D 6587] a']], true]);
    expect(told('😀')).toEqual([[['inter-latin', '[U+1F600]']], true]);
  });
});
