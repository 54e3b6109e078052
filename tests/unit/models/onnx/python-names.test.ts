import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPythonNames } from '../../../../main/models/onnx/python-names.ts';

/** A text as Python prints it. */
function repr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inner = [...text]
    .map((letter) => {
      const code = letter.codePointAt(0) ?? 0;
      if (letter === '\\' || letter === quote) return `\\${letter}`;
      if (letter === '\n') return String.raw`\n`;
      if (letter === '\t') return String.raw`\t`;
      if (letter === '\r') return String.raw`\r`;
      if (code < 32 || code === 127) return `\\x${code.toString(16).padStart(2, '0')}`;
      return code > 0xff_ff ? `\\U${code.toString(16).padStart(8, '0')}` : letter;
    })
    .join('');
  return `${quote}${inner}${quote}`;
}

const names = fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { maxLength: 30 });

describe('labels as Python prints them', () => {
  it.each([
    ["{0: 'open', 1: 'short'}", ['open', 'short']],
    ["{1: 'short', 0: 'open'}", ['open', 'short']],
    ['{0: "driver\'s seat"}', ["driver's seat"]],
    ["['open', 'short',]", ['open', 'short']],
    ['{"0": "open", "1": "a, b: c"}', ['open', 'a, b: c']],
    ['{}', []],
    [String.raw`{0: 'Stra\xdfe', 1: '\u2713'}`, ['Straße', '✓']],
  ])('%s are read', (text, expected) => {
    expect(readPythonNames(text)).toEqual(expected);
  });

  it.each([
    '',
    'open',
    "{0: 'open'",
    "{0: 'open', 2: 'short'}",
    "{0: 'a', 0: 'b'}",
    "{'open': 0}",
    '{0: open}',
    "{0: 'a' 1: 'b'}",
  ])('%s are none', (text) => {
    expect(readPythonNames(text)).toBeUndefined();
  });

  it('come back as they were, whatever letters they have, as numbered and as listed ones', () => {
    fc.assert(
      fc.property(names, (labels) => {
        const numbered = `{${labels.map((label, place) => `${place}: ${repr(label)}`).join(', ')}}`;
        expect(readPythonNames(numbered)).toEqual(labels);
        expect(readPythonNames(`[${labels.map(repr).join(', ')}]`)).toEqual(labels);
      }),
    );
  });

  it('never break, whatever text comes', () => {
    const letters = fc.string({
      unit: fc.constantFrom('{', '}', '[', ']', "'", '"', '0', '1', ':', ',', '\\', 'x', ' '),
    });
    fc.assert(
      fc.property(letters, (text) => {
        const found = readPythonNames(`{${text}}`);
        expect(found === undefined || Array.isArray(found)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
    expect(readPythonNames(`{0: '${'a'.repeat(1 << 20)}'}`)).toBeUndefined();
    expect(readPythonNames(`{0: '${'a'.repeat(200_000)}'}`)?.[0]).toHaveLength(200_000);
    expect(readPythonNames(`{0: '${'a'.repeat(200_000)}}`)).toBeUndefined();
  });
});
