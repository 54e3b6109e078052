import type { Batch, BatchPart } from '../../preload/contract/batch.ts';

/** Of the worst parts with pictures, of those that did not pass, of those that did not decode: whoever needs every one has the CSV. */
export const mostReported = { worst: 60, bad: 2_000, broken: 500 } as const;

/** What the report worker can be asked, in this order. It lives for one report. */
export interface ReportVerbs {
  begin: { input: ReportBegin; output: null };
  /** A page of rows at a time, as the store gives them. */
  rows: { input: ReportPage; output: null };
  write: { input: { readonly file: string }; output: null };
}

export interface ReportBegin {
  readonly batch: Batch;
  readonly station: string;
  readonly version: string;
  readonly writtenAt: number;
  /** Folders of families of letters. */
  readonly fonts: readonly string[];
}

export interface ReportPage {
  readonly kind: 'worst' | 'bad' | 'broken';
  readonly parts: readonly { readonly part: BatchPart; readonly file: string | null }[];
}
