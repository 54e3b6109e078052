import { join } from 'node:path';
import type { Batch, BatchPart, ReportFormat } from '../../../../preload/contract/batch.ts';
import { fail, type Outcome, succeed } from '../../../domain/outcome.ts';
import type { Store } from '../../../store/store.ts';
import { mostReported, type ReportPage } from '../../../workers/report-protocol.ts';
import type { Clock } from '../../clock.ts';
import { Turns } from '../../line/turns.ts';
import type { WorkerLauncher } from '../../workers/launcher.ts';
import type { BatchPictures } from '../batch-pictures.ts';
import { withReportWorker } from './pdf-run.ts';
import { ReportFiles } from './report-files.ts';
import { csvSlices, jsonSlices, partPages } from './report-slices.ts';

export interface BatchReportsOptions {
  readonly store: Pick<Store, 'call'>;
  readonly pictures: BatchPictures;
  readonly launcher: WorkerLauncher;
  readonly clock: Clock;
  readonly dataFolder: string;
  /** Folders of families of letters for the PDF. */
  readonly fonts: readonly string[];
  readonly version: string;
}

const types: Readonly<Record<ReportFormat, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  pdf: 'application/pdf',
};

/** What a batch has found so far, as a file. However large it is, the lines go on: it is written piece by piece, and drawn elsewhere. */
export class BatchReports {
  readonly #options: BatchReportsOptions;
  readonly #files: ReportFiles;
  readonly #turns = new Turns();
  readonly #drawing = new Set<Promise<unknown>>();
  #endNow: () => void = () => undefined;
  #isClosed = false;

  constructor(options: BatchReportsOptions) {
    this.#options = options;
    this.#files = new ReportFiles(join(options.dataFolder, 'reports'), () => options.clock.wallMs());
  }

  /** Forgets what was fetched before the station was stopped. */
  sweep(): Promise<void> {
    return this.#files.sweep();
  }

  /** They show what its pictures showed. */
  forget(id: number): Promise<void> {
    return this.#files.dropOf(id);
  }

  /** What is being drawn is given up: nobody is there any more to fetch it. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#endNow();
    await Promise.all(this.#drawing);
  }

  async make(batch: Batch, station: string, format: ReportFormat): Promise<Outcome<File>> {
    const file = await this.#files.fresh(batch.id, format);
    if (!file.ok) return file;
    const written = await this.#write(batch, station, format, file.value);
    if (written.ok) return succeed(await this.#files.told(file.value, `batch-${batch.id}.${format}`, types[format]));
    await this.#files.drop(file.value);
    return written;
  }

  #write(batch: Batch, station: string, format: ReportFormat, file: string): Promise<Outcome<null>> {
    const { store, clock, version } = this.#options;
    switch (format) {
      case 'csv':
        return this.#files.write(file, csvSlices(batch, store));
      case 'json': {
        const writtenAt = new Date(clock.wallMs()).toISOString();
        return this.#files.write(file, jsonSlices(batch, store, { station, version, writtenAt }));
      }
      case 'pdf':
        return this.#inTurn(() => this.#draw(batch, station, file));
    }
  }

  /** One process at a time, however many ask, and no more of them than would be answered while they still wait. */
  async #inTurn(draw: () => Promise<Outcome<null>>): Promise<Outcome<null>> {
    if (this.#drawing.size >= mostDrawn) return tooMany(this.#drawing.size);
    const drawn = this.#turns.take(() => (this.#isClosed ? Promise.resolve(stopped) : draw()));
    this.#drawing.add(drawn);
    const outcome = await drawn;
    this.#drawing.delete(drawn);
    return outcome;
  }

  async #draw(batch: Batch, station: string, file: string): Promise<Outcome<null>> {
    const { store, clock, fonts, version, pictures } = this.#options;
    const { id } = batch;
    const worst = await store.call('batches.worst', { id, limit: mostReported.worst });
    if (!worst.ok) return worst;
    if (this.#isClosed) return stopped;
    return withReportWorker(this.#options, async (ask, endNow) => {
      this.#endNow = endNow;
      const begun = await ask('begin', { batch, station, version, writtenAt: clock.wallMs(), fonts });
      if (!begun.ok) return begun;
      const given = await ask('rows', {
        kind: 'worst',
        parts: worst.value.map((part) => ({ part, file: part.hasPicture ? pictures.fileOf(id, part.index) : null })),
      });
      if (!given.ok) return given;
      for (const kind of ['bad', 'broken'] as const) {
        // One more than is shown says that there are more.
        for await (const page of partPages(store, id, kind, mostReported[kind] + 1)) {
          const put = page.ok ? await ask('rows', rowsOf(kind, page.value)) : page;
          if (!put.ok) return put;
        }
      }
      return ask('write', { file });
    });
  }
}

/** With the one that is drawn. */
const mostDrawn = 3;

const tooMany = (waiting: number): Outcome<never> =>
  fail('overloaded', {
    thing: 'PDF reports',
    expected: `fewer than ${mostDrawn} at a time`,
    received: `${waiting} that are drawn or wait`,
    remedy: 'Ask again when one of them is there.',
  });

const stopped: Outcome<never> = fail('cancelled', {
  thing: 'The report',
  expected: 'a station that runs until it is written',
  received: 'one that is being stopped',
  remedy: 'Ask for it again when the station runs.',
});

/** Boxes stand beside pictures alone. */
const rowsOf = (kind: ReportPage['kind'], parts: readonly BatchPart[]): ReportPage => ({
  kind,
  parts: parts.map((part) => ({ part: { ...part, detections: [] }, file: null })),
});
