const mostLetters = 1 << 18;

const string = String.raw`'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"`;
const numbered = new RegExp(String.raw`\s*['"]?(\d{1,6})['"]?\s*:\s*(?:${string})\s*(,|$)`, 'suy');
const listed = new RegExp(String.raw`\s*(?:${string})\s*(,|$)`, 'suy');

const short: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

const unescaped = (text: string): string =>
  text.replace(/\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/gsu, (whole, two, four, eight, letter) => {
    const code = Number.parseInt(two ?? four ?? eight ?? '', 16);
    if (Number.isNaN(code)) return short[letter] ?? letter ?? whole;
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
  });

/** Labels as Python prints them, `{0: 'open', 1: 'short'}` or `['open', 'short']`; undefined where it is neither. */
export function readPythonNames(text: string): readonly string[] | undefined {
  const trimmed = text.trim();
  if (trimmed.length > mostLetters) return undefined;
  const isNumbered = trimmed.startsWith('{') && trimmed.endsWith('}');
  if (!isNumbered && !(trimmed.startsWith('[') && trimmed.endsWith(']'))) return undefined;
  const entries = readEntries(trimmed.slice(1, -1).trim(), isNumbered);
  if (entries === undefined) return undefined;
  const names = Array.from({ length: entries.size }, (_, place) => entries.get(place));
  return names.every((name) => name !== undefined) ? names : undefined;
}

function readEntries(inner: string, isNumbered: boolean): ReadonlyMap<number, string> | undefined {
  const entries = new Map<number, string>();
  const form = isNumbered ? numbered : listed;
  form.lastIndex = 0;
  while (form.lastIndex < inner.length) {
    const from = form.lastIndex;
    const match = form.exec(inner);
    if (match === null) return undefined;
    const [place, single, double] = isNumbered
      ? [Number(match[1]), match[2], match[3]]
      : [entries.size, match[1], match[2]];
    if (entries.has(place) || form.lastIndex === from) return undefined;
    entries.set(place, unescaped(single ?? double ?? ''));
  }
  return entries;
}
