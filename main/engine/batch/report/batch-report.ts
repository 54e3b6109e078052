import type { Batch, BatchPart, ReportFormat } from '../../../../preload/contract/batch.ts';
import { csvLine } from '../../../domain/batch/csv.ts';
import { defectsOf } from '../../../domain/batch/words.ts';
import { type Outcome, succeed } from '../../../domain/outcome.ts';
import { pdfReport } from './pdf-report.ts';
import { allParts, type ReportPlaces } from './report-places.ts';

/** What a batch has found so far, as a file. */
export async function batchReport(batch: Batch, format: ReportFormat, places: ReportPlaces): Promise<Outcome<File>> {
  const name = `batch-${batch.id}.${format}`;
  switch (format) {
    case 'csv': {
      const parts = await allParts(places.store, batch.id, 'all');
      return parts.ok ? succeed(new File([csvOf(batch, parts.value)], name, { type: 'text/csv' })) : parts;
    }
    case 'json': {
      const parts = await allParts(places.store, batch.id, 'all');
      if (!parts.ok) return parts;
      const { name: station, version } = places.station;
      const told = { station, version, writtenAt: new Date(places.now()).toISOString(), batch, parts: parts.value };
      return succeed(new File([JSON.stringify(told, undefined, 1)], name, { type: 'application/json' }));
    }
    case 'pdf': {
      const bytes = await pdfReport(batch, places);
      return bytes.ok ? succeed(new File([bytes.value], name, { type: 'application/pdf' })) : bytes;
    }
  }
}

const heads = [
  'part',
  'file',
  'at_seconds',
  'pictures',
  'verdict',
  'defects',
  'worst_label',
  'worst_score',
  'reason',
  'inspection',
  'models',
  'recipe',
];

function csvOf({ models, recipe }: Batch, parts: readonly BatchPart[]): string {
  const looked = models.map(({ name, version }) => `${name} ${version}`).join(' + ');
  const judged = recipe === null ? '' : `${recipe.id} ${recipe.version}`;
  const lines = parts.map((part) => {
    const [worst] = part.defects;
    return csvLine([
      part.index + 1,
      part.name,
      part.atMs === null ? null : Math.round(part.atMs) / 1000,
      part.frames,
      part.isBroken ? 'broken' : part.verdict,
      defectsOf(part),
      worst?.label ?? null,
      worst === undefined ? null : Math.round(worst.score * 10_000) / 10_000,
      part.reason,
      part.inspectionId,
      looked,
      judged,
    ]);
  });
  // Spreadsheets take a file without the mark for one of the machine's old character set.
  return `\ufeff${csvLine(heads)}${lines.join('')}`;
}
