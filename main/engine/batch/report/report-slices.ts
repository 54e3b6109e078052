import type { Batch, BatchPart, PartsShown } from '../../../../preload/contract/batch.ts';
import { csvLine } from '../../../domain/batch/csv.ts';
import { defectsOf } from '../../../domain/batch/words.ts';
import { type Outcome, succeed } from '../../../domain/outcome.ts';
import type { Store } from '../../../store/store.ts';
import type { OutputOf } from '../../../store/verbs/all.ts';
import type { PartsPage } from '../../../store/verbs/batch-parts.ts';

type Asked = Pick<Store, 'call'>;

type PartsGiven = OutputOf<'batches.parts'>;

const pageRows = 500;

/** Page by page: a batch may have a hundred thousand parts, and others are answered between two pages. */
export async function* partPages(
  store: Asked,
  id: number,
  show: PartsShown,
  most = Number.POSITIVE_INFINITY,
): AsyncGenerator<Outcome<readonly BatchPart[]>, void, undefined> {
  let [after, given]: [number | null | undefined, number] = [undefined, 0];
  while (after !== null && given < most) {
    const asked: PartsPage = { id, show, after, limit: Math.min(pageRows, most - given) };
    const page: Outcome<PartsGiven> = await store.call('batches.parts', asked);
    if (!page.ok) {
      yield page;
      return;
    }
    given += page.value.rows.length;
    after = page.value.next;
    if (page.value.rows.length > 0) yield succeed(page.value.rows);
  }
}

/** A text file piece by piece, none of them longer than a page of parts. */
export type Slices = AsyncGenerator<Outcome<string>, void, undefined>;

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

export async function* csvSlices(batch: Batch, store: Asked): Slices {
  const { models, recipe } = batch;
  const looked = models.map(({ name, version }) => `${name} ${version}`).join(' + ');
  const judged = recipe === null ? '' : `${recipe.id} ${recipe.version}`;
  // Spreadsheets take a file without the mark for one of the machine's old character set.
  yield succeed(`\ufeff${csvLine(heads)}`);
  for await (const page of partPages(store, batch.id, 'all')) {
    yield page.ok ? succeed(page.value.map((part) => csvLine([...cellsOf(part), looked, judged])).join('')) : page;
  }
}

function cellsOf(part: BatchPart): readonly (string | number | null)[] {
  const [worst] = part.defects;
  return [
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
  ];
}

export interface WrittenBy {
  readonly station: string;
  readonly version: string;
  readonly writtenAt: string;
}

/** One object, each of its parts a line of its own. */
export async function* jsonSlices(batch: Batch, store: Asked, by: WrittenBy): Slices {
  const head = JSON.stringify({ ...by, batch }, undefined, 1).replace(/\n\}$/, '');
  yield succeed(`${head},\n "parts": [`);
  let before = '\n';
  for await (const page of partPages(store, batch.id, 'all')) {
    if (!page.ok) {
      yield page;
      continue;
    }
    yield succeed(`${before}${page.value.map((part) => `  ${JSON.stringify(part)}`).join(',\n')}`);
    before = ',\n';
  }
  yield succeed('\n ]\n}\n');
}
