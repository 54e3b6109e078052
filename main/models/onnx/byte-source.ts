import type { FileHandle } from 'node:fs/promises';
import { type Field, fieldAt, longestHead } from './protobuf.ts';

/** A file, or bytes in memory, of which only what is asked for is read. */
export interface ByteSource {
  readonly length: number;
  /** Fewer bytes only at the end. */
  read(at: number, length: number): Promise<Uint8Array>;
}

export const bytesInMemory = (bytes: Uint8Array): ByteSource => ({
  length: bytes.length,
  read: async (at, length) => bytes.subarray(at, at + length),
});

export const bytesOfFile = (file: FileHandle, length: number): ByteSource => ({
  length,
  read: async (at, count) => {
    const buffer = new Uint8Array(Math.max(0, Math.min(count, length - at)));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
    return buffer.subarray(0, bytesRead);
  },
});

const windowBytes = 8_192;

/** The fields of a message between two places, stepping over their content; undefined where it is none, or has too many. */
export async function fieldsBetween(
  source: ByteSource,
  from: number,
  to: number,
  most: number,
): Promise<readonly Field[] | undefined> {
  const fields: Field[] = [];
  let window = new Uint8Array(0);
  let start = from;
  for (let at = from; at < to; ) {
    if (at < start || at + longestHead > start + window.length) {
      window = new Uint8Array(await source.read(at, Math.min(windowBytes, to - at)));
      start = at;
    }
    const field = fieldAt(window, at - start);
    if (field === undefined || field.end + start > to || fields.length >= most) return undefined;
    fields.push({ ...field, start: field.start + start, end: field.end + start });
    at = field.end + start;
  }
  return fields;
}
