import { inflateSync } from 'node:zlib';

const objects = /(\d+) 0 obj\n([\s\S]*?)\nendobj/g;
const streamOf = /stream\n([\s\S]*)\nendstream/;
const fontRefs = /\/(F\d+) (\d+) 0 R/g;
const tokens = /\/(F\d+) [\d.]+ Tf|1 0 0 1 [-\d.]+ ([-\d.]+) Tm|\[([^\]]*)\] TJ/g;

/** What a reader of the PDF copies out of it: line by line, by the fonts' own tables of characters. */
export function pdfText(pdf: Uint8Array): string {
  const file = Buffer.from(pdf).toString('latin1');
  const bodies = new Map([...file.matchAll(objects)].map(([, id = '', body = '']) => [id, body]));
  const plain = (id: string | undefined): string => {
    const body = bodies.get(id ?? '') ?? '';
    const data = streamOf.exec(body)?.[1] ?? '';
    return body.includes('/FlateDecode') ? inflateSync(Buffer.from(data, 'latin1')).toString('latin1') : data;
  };
  const fonts = new Map<string, readonly string[]>();
  for (const body of bodies.values()) {
    for (const [, name = '', id = ''] of body.matchAll(fontRefs)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(bodies.get(id) ?? '')?.[1];
      if (unicode !== undefined) fonts.set(name, charactersOf(plain(unicode)));
    }
  }
  const lines: string[] = [];
  for (const [id, body] of bodies) {
    if (!body.includes('stream\n') || body.includes('/Subtype')) continue;
    let [font, y, line]: [readonly string[], string, string] = [[], '', ''];
    for (const [, name, at, shown] of plain(id).matchAll(tokens)) {
      if (name !== undefined) font = fonts.get(name) ?? [];
      if (at !== undefined && at !== y) {
        lines.push(line);
        [y, line] = [at, ''];
      }
      for (const [, glyphs = ''] of (shown ?? '').matchAll(/<([0-9a-f]+)>/g)) {
        for (const glyph of glyphs.match(/.{4}/g) ?? []) line += font[Number.parseInt(glyph, 16)] ?? '\u0000';
      }
    }
    lines.push(line);
  }
  return lines.filter((line) => line !== '').join('\n');
}

/** Glyph by glyph in its order: `<0000> <00ff> [<0041> <d83d dc00>]`, block after block. */
const charactersOf = (cmap: string): string[] =>
  [...cmap.matchAll(/<[0-9a-f]{4}> <[0-9a-f]{4}> \[(.*)\]/g)].flatMap(([, list = '']) =>
    [...list.matchAll(/<([^>]*)>/g)].map(([, codes = '']) =>
      String.fromCharCode(...codes.split(' ').map((code) => Number.parseInt(code, 16))),
    ),
  );
