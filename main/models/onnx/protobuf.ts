/** One field of a protobuf message: where its content begins and ends, and its number where it is one. */
export interface Field {
  readonly tag: number;
  readonly kind: 'number' | 'bytes' | 'fixed';
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/** No head of a field is longer: a key and a length of ten bytes each. */
export const longestHead = 20;
const longestNumber = 10;

interface ReadNumber {
  readonly value: number;
  readonly next: number;
}

/** Loses what lies beyond 53 bits: no length or size that is meant does. */
function numberAt(bytes: Uint8Array, at: number): ReadNumber | undefined {
  let value = 0;
  for (let index = 0; index < longestNumber; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) return undefined;
    value += (byte % 128) * 2 ** (7 * index);
    if (byte < 128) return { value, next: at + index + 1 };
  }
  return undefined;
}

/** The field whose head stands at `at`; its content may lie beyond these bytes. Undefined where no field can begin so. */
export function fieldAt(bytes: Uint8Array, at: number): Field | undefined {
  const key = numberAt(bytes, at);
  if (key === undefined) return undefined;
  const tag = Math.floor(key.value / 8);
  const { next } = key;
  if (tag < 1 || tag >= 2 ** 29) return undefined;
  switch (key.value % 8) {
    case 0: {
      const number = numberAt(bytes, next);
      return number && { tag, kind: 'number', value: number.value, start: number.next, end: number.next };
    }
    case 1:
      return { tag, kind: 'fixed', value: 0, start: next, end: next + 8 };
    case 2: {
      const length = numberAt(bytes, next);
      return length && { tag, kind: 'bytes', value: 0, start: length.next, end: length.next + length.value };
    }
    case 5:
      return { tag, kind: 'fixed', value: 0, start: next, end: next + 4 };
    default:
      return undefined;
  }
}

/** All fields of a message that lies in memory; undefined where it is none. */
export function fieldsOf(bytes: Uint8Array): readonly Field[] | undefined {
  const fields: Field[] = [];
  for (let at = 0; at < bytes.length; ) {
    const field = fieldAt(bytes, at);
    if (field === undefined || field.end > bytes.length) return undefined;
    fields.push(field);
    at = field.end;
  }
  return fields;
}

const decoder = new TextDecoder();

/** The text of the first field with this tag; empty where there is none. */
export function textOf(bytes: Uint8Array, fields: readonly Field[], tag: number): string {
  const field = fields.find((candidate) => candidate.tag === tag && candidate.kind === 'bytes');
  return field === undefined ? '' : decoder.decode(bytes.subarray(field.start, field.end));
}

/** The messages within a message, under this tag. */
export const partsOf = (bytes: Uint8Array, tag: number): readonly Uint8Array[] =>
  (fieldsOf(bytes) ?? [])
    .filter((field) => field.tag === tag && field.kind === 'bytes')
    .map(({ start, end }) => bytes.subarray(start, end));
