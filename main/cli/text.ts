import { z } from 'zod';

const record = z.record(z.string(), z.unknown());
type Entry = z.infer<typeof record>;
const entryOf = (value: unknown): Entry | undefined =>
  Array.isArray(value) ? undefined : record.safeParse(value).data;

/** A value as a person reads it in a terminal: lists as tables, the rest as lines of name and value. */
export function asText(value: unknown): string {
  if (Array.isArray(value)) return asTable(value);
  const entry = entryOf(value);
  if (entry === undefined) return value === undefined ? '' : scalar('', value);
  const flat = flatten(entry, '');
  const width = Math.max(0, ...flat.filter(([, item]) => !isList(item)).map(([name]) => name.length));
  return flat
    .map(([name, item]) =>
      isList(item) ? `${name}:\n${asTable(item)}` : `${name.padEnd(width)}  ${scalar(name, item)}`,
    )
    .join('\n');
}

/** A value on one line, for what comes again and again. */
export function asLine(value: unknown): string {
  const entry = entryOf(value);
  if (entry === undefined) return scalar('', value);
  const { name = '', step = '', doneBytes, totalBytes } = entry;
  if (typeof doneBytes === 'number' && typeof totalBytes === 'number' && totalBytes > 0) {
    const share = Math.floor((100 * doneBytes) / totalBytes);
    return `${name}  ${step}  ${share} %  ${bytes(doneBytes)} of ${bytes(totalBytes)}`;
  }
  return flatten(entry, '')
    .filter(([, item]) => !isList(item) && item !== '' && item !== null)
    .map(([name, item]) => `${name} ${scalar(name, item)}`)
    .join('  ');
}

const isList = (value: unknown): value is readonly Entry[] =>
  Array.isArray(value) && value.some((item) => entryOf(item) !== undefined);

function flatten(entry: Entry, prefix: string): readonly (readonly [string, unknown])[] {
  return Object.entries(entry).flatMap(([key, value]) => {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    const inner = entryOf(value);
    return inner === undefined ? [[name, value] as const] : flatten(inner, name);
  });
}

function asTable(rows: readonly unknown[]): string {
  if (rows.length === 0) return '(none)';
  const entries = rows.map((row) => new Map(cellsOf(entryOf(row) ?? { value: row })));
  const names = [...new Set(entries.flatMap((entry) => [...entry.keys()]))].filter((name) =>
    entries.some((entry) => isShort(entry.get(name))),
  );
  const cells = entries.map((entry) => names.map((name) => scalar(name, entry.get(name))));
  const widths = names.map((name, column) =>
    Math.max(heading(name).length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const rowsOfText = cells.map((row, index) => [line(row), ...sentencesOf(entries[index], names)].join('\n'));
  return [line(names.map(heading)), ...rowsOfText].join('\n');
}

/** Why something failed is often too long for a cell: it stands beneath its row. */
function sentencesOf(entry: ReadonlyMap<string, unknown> | undefined, columns: readonly string[]): readonly string[] {
  const long = [...(entry ?? [])].flatMap(([name, value]) =>
    typeof value === 'string' && value.includes(' ') && !columns.includes(name) ? [value] : [],
  );
  return long
    .filter((text) => !long.some((other) => other !== text && other.includes(text)))
    .map((text) => `  ${text}`);
}

/** A small thing inside a row gets a column for each of its values, a large one only for what kind it is. */
function cellsOf(row: Entry): readonly (readonly [string, unknown])[] {
  return Object.entries(row).flatMap(([key, value]) => {
    const inner = entryOf(value);
    if (inner === undefined) return [[key, value] as const];
    const isSmall = Object.keys(inner).length <= 3;
    return Object.entries(inner).flatMap(([name, item]) =>
      entryOf(item) === undefined && (isSmall || name === 'kind') ? [[`${key}.${name}`, item] as const] : [],
    );
  });
}

const heading = (name: string): string => name.replace(/[A-Z]/g, ' $&').toUpperCase();

/** Columns hold what fits one cell and says something in at least one row. */
const isShort = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !isList(value) && String(value).length <= 60;

function scalar(name: string, value: unknown): string {
  if (value === undefined || value === null) return '-';
  if (isList(value)) return String(value.length);
  if (Array.isArray(value)) return value.map((item: unknown) => scalar('', item)).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'number') return String(value);
  if (/(^at|At|^since|\.since)$/.test(name)) return new Date(value).toISOString();
  if (/(^b|B)ytes$/.test(name)) return bytes(value);
  return Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1);
}

function bytes(count: number): string {
  const power = Math.min(4, Math.floor(Math.log10(Math.max(1, count)) / 3));
  const unit = ['B', 'kB', 'MB', 'GB', 'TB'][power] ?? 'B';
  return power === 0 ? `${count} B` : `${(count / 1000 ** power).toFixed(1)} ${unit}`;
}
