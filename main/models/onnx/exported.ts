import { basename } from 'node:path';
import { readPythonNames } from './python-names.ts';

/** What an exporter of the Ultralytics kind writes into a file. */
export interface Exported {
  /** Its kind of work, e.g. detect or segment; undefined where the file does not say. */
  readonly task: string | undefined;
  readonly labels: readonly string[] | undefined;
  /** Undefined where the file says nothing of it. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
  readonly stride: number;
  readonly licence: string;
  readonly title: string | undefined;
  readonly author: string | undefined;
  readonly trainedOn: string;
  readonly exportedAt: string | undefined;
}

const usualStride = 32;
const mostStride = 1_024;
const longestWord = 200;

export function readExported(metadata: ReadonlyMap<string, string>): Exported {
  const said = (key: string): string | undefined => metadata.get(key)?.trim().slice(0, longestWord) || undefined;
  const names = metadata.get('names');
  const [, title, data] = /^Ultralytics (.+?) model(?: trained on (.+))?$/s.exec(said('description') ?? '') ?? [];
  return {
    task: said('task'),
    labels: names === undefined ? undefined : readPythonNames(names),
    size: sizeIn(metadata.get('imgsz') ?? ''),
    stride: strideIn(said('stride')),
    licence: said('license') ?? said('licence') ?? 'unknown: the file does not say',
    title,
    author: said('author'),
    // The rest of the path is of the machine that it was trained on.
    trainedOn: data === undefined ? 'unknown: the file does not say' : basename(data),
    exportedAt: said('date'),
  };
}

/** `[height, width]`, or one number for both. */
function sizeIn(text: string): Exported['size'] {
  const [, height, width] = /^\s*\[?\s*(\d{1,5})\s*(?:,\s*(\d{1,5})\s*)?\]?\s*$/.exec(text) ?? [];
  const [high, wide] = [Number(height ?? 0), Number(width ?? height ?? 0)];
  return high > 0 && wide > 0 ? { width: wide, height: high } : undefined;
}

function strideIn(text: string | undefined): number {
  const stride = Number(text ?? usualStride);
  return Number.isInteger(stride) && stride >= 8 && stride <= mostStride ? stride : usualStride;
}
