import { type Outcome, succeed } from '../domain/outcome.ts';
import type { SampleFiles } from './sample-files.ts';

export interface SampleRecords {
  page(
    after: string,
    limit: number,
  ): Promise<Outcome<readonly { readonly sha256: string; readonly isQuarantined: boolean }[]>>;
  quarantine(sha256: string, note: string): Promise<Outcome<unknown>>;
  release(sha256: string): Promise<Outcome<unknown>>;
}

export interface SweepReport {
  readonly removedFiles: number;
  readonly quarantined: number;
  readonly released: number;
}

export const goneNote = 'The picture of this item is not on the disk any more.';

const pageLength = 500;

/**
 * Brings files and rows together after a sudden death: a file that no item names goes, an item without its file is set aside, and
 * one whose file came back is given back. To be run before anything is written.
 */
export async function sweepSamples(
  files: Pick<SampleFiles, 'list' | 'remove'>,
  records: SampleRecords,
): Promise<Outcome<SweepReport>> {
  const orphans = new Set(await files.list());
  let [quarantined, released] = [0, 0];
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page: Awaited<ReturnType<SampleRecords['page']>> = await records.page(after, pageLength);
    if (!page.ok) return page;
    for (const { sha256, isQuarantined } of page.value) {
      const isThere = orphans.delete(sha256);
      if (isThere === !isQuarantined) continue;
      const done = isThere ? await records.release(sha256) : await records.quarantine(sha256, goneNote);
      if (!done.ok) return done;
      if (isThere) released += 1;
      else quarantined += 1;
    }
    after = page.value.length === pageLength ? page.value.at(-1)?.sha256 : undefined;
  }
  for (const sha256 of orphans) await files.remove(sha256);
  return succeed({ removedFiles: orphans.size, quarantined, released });
}
