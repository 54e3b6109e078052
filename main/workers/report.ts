import { z } from 'zod';
import { batch, batchPart } from '../../preload/contract/batch.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { writePdf } from '../reports/pdf-report.ts';
import { type Verb, verb } from './answer.ts';
import { guardEdge } from './edge.ts';
import { mostReported, type ReportBegin, type ReportPage, type ReportVerbs } from './report-protocol.ts';
import { serveBehind } from './serve-behind.ts';

/** Entry of the report worker: it lives for one report, beside lines that go on. */
guardEdge('The report worker');

const beginInput = z.object({
  batch,
  station: z.string(),
  version: z.string(),
  writtenAt: z.number(),
  fonts: z.array(z.string()),
});
const pageInput = z.object({
  kind: z.enum(['worst', 'bad', 'broken']),
  parts: z.array(z.object({ part: batchPart, file: z.string().nullable() })),
});

type Rows = Record<ReportPage['kind'], ReportPage['parts'][number][]>;

const rowsShown = (rows: Rows, kind: 'bad' | 'broken') => ({
  parts: rows[kind].slice(0, mostReported[kind]).map(({ part }) => part),
  hasMore: rows[kind].length > mostReported[kind],
});

function verbs(): Record<keyof ReportVerbs, Verb> {
  const rows: Rows = { worst: [], bad: [], broken: [] };
  let begun: ReportBegin | undefined;
  const write = async (file: string): Promise<Outcome<null>> => {
    if (begun === undefined) throw new Error('Expected a report to be begun before it is written');
    const { batch: of, station, writtenAt: at, version, fonts } = begun;
    const { worst } = rows;
    const [bad, broken] = [rowsShown(rows, 'bad'), rowsShown(rows, 'broken')];
    try {
      await writePdf({ batch: of, written: { station, at }, version, fonts, worst, bad, broken }, file);
    } catch (error) {
      if (!isFullDisk(error)) throw error;
      return fullDisk();
    }
    return succeed(null);
  };
  return {
    begin: verb(beginInput, async (input) => {
      begun = input;
      return succeed(null);
    }),
    rows: verb(pageInput, async ({ kind, parts }) => {
      rows[kind].push(...parts);
      return succeed(null);
    }),
    write: verb(z.object({ file: z.string() }), ({ file }) => write(file)),
  };
}

const isFullDisk = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(ENOSPC|EDQUOT)$/.test(String(error.code));

const fullDisk = (): Outcome<never> =>
  fail('disk_full', {
    thing: 'The report',
    expected: 'room to write',
    received: 'a full disk',
    remedy: 'Free some space; nothing was half-written.',
  });

serveBehind('The report worker', verbs);
