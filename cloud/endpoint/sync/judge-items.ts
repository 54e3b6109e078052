import { z } from 'zod';
import { type Failure, failure } from '../../../main/domain/outcome.ts';
import { describeIssue } from '../../../main/serving/bad-input.ts';
import type { ItemKind, RefusedItem } from '../../../preload/contract/sync.ts';

const numbered = z.looseObject({ localId: z.number().int() });

export interface Judged<T> {
  readonly good: readonly { readonly index: number; readonly item: T }[];
  readonly refused: readonly RefusedItem[];
}

export const refuseItem = (kind: ItemKind, index: number, raw: unknown, why: Failure): RefusedItem => {
  const { code, message, ...data } = why;
  return { kind, index, localId: numbered.safeParse(raw).data?.localId ?? null, code, message, data };
};

/** Tells good items from bad ones, each by itself; `check` says what a schema cannot. */
export function judgeItems<S extends z.ZodType>(
  kind: ItemKind,
  schema: S,
  items: readonly unknown[],
  check: (item: z.output<S>) => Failure | undefined = () => undefined,
): Judged<z.output<S>> {
  const good: { index: number; item: z.output<S> }[] = [];
  const refused: RefusedItem[] = [];
  for (const [index, raw] of items.entries()) {
    const read = schema.safeParse(raw);
    const why = read.success ? check(read.data) : failure('bad_input', describeIssue(read.error.issues[0], raw));
    if (why !== undefined) refused.push(refuseItem(kind, index, raw, why));
    else if (read.success) good.push({ index, item: read.data });
  }
  return { good, refused };
}
