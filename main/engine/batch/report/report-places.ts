import type { BatchPart, PartsShown } from '../../../../preload/contract/batch.ts';
import { type Outcome, succeed } from '../../../domain/outcome.ts';
import type { Store } from '../../../store/store.ts';
import type { BatchPictures } from '../batch-pictures.ts';

export interface ReportPlaces {
  readonly store: Store;
  readonly pictures: BatchPictures;
  readonly station: { readonly name: string; readonly version: string };
  readonly now: () => number;
}

const pageRows = 500;

/** Page by page: a batch may have a hundred thousand parts, and the store answers others meanwhile. */
export async function allParts(
  store: Store,
  id: number,
  show: PartsShown,
  most = Number.POSITIVE_INFINITY,
): Promise<Outcome<BatchPart[]>> {
  const parts: BatchPart[] = [];
  for (let after: number | null | undefined; after !== null && parts.length < most; ) {
    const limit = Math.min(pageRows, most - parts.length);
    const page = await store.call('batches.parts', { id, show, after, limit });
    if (!page.ok) return page;
    parts.push(...page.value.rows);
    after = page.value.next;
  }
  return succeed(parts);
}
