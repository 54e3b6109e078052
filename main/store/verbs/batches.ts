import { desc, eq } from 'drizzle-orm';
import type { BatchState } from '../../../preload/contract/batch.ts';
import { fail, type Outcome, succeed } from '../../domain/outcome.ts';
import { batches, batchParts } from '../batch-schema.ts';
import type { ReadableDb, WritableDb } from '../db.ts';

export type BatchRow = typeof batches.$inferSelect;

export interface NewBatch extends Pick<BatchRow, 'name' | 'path' | 'kind' | 'plan' | 'createdAt'> {
  /** Of the pictures of a folder, in their order. */
  readonly names?: readonly string[] | undefined;
}

const nothingFound = { counts: { pass: 0, fail: 0, unsure: 0 }, defectsByLabel: {} };

/** A folder's pictures are written down before the first is looked at: what is put there later is another batch's. */
export function createBatch(db: WritableDb, { names, ...wanted }: NewBatch): Outcome<BatchRow> {
  const fresh = {
    ...wanted,
    state: 'waiting',
    note: '',
    total: names?.length ?? null,
    done: 0,
    broken: 0,
    found: nothingFound,
    activeMs: 0,
  } as const;
  const row = db.insert(batches).values(fresh).returning().get();
  const waiting = db.write(`
    INSERT INTO batch_parts (batch_id, part_index, name, frames, state, reason, defects, width, height, detections, severity,
      has_picture)
    VALUES (?, ?, ?, 0, 'waiting', '', '[]', 0, 0, '[]', 0, 0)`);
  for (const [index, name] of (names ?? []).entries()) waiting.run(row.id, index, name);
  return succeed(row);
}

export const listBatches = (db: ReadableDb, _input: null): Outcome<BatchRow[]> =>
  succeed(db.select().from(batches).orderBy(desc(batches.id)).all());

export function getBatch(db: ReadableDb, { id }: { readonly id: number }): Outcome<BatchRow> {
  const row = db.select().from(batches).where(eq(batches.id, id)).get();
  return row === undefined ? unknownBatch(id) : succeed(row);
}

export interface BatchTurn {
  readonly id: number;
  readonly state: BatchState;
  readonly note: string;
  /** From no other states: two hands on one batch must not undo each other. */
  readonly from: readonly BatchState[];
  readonly at: number;
}

const isEnd = (state: BatchState): boolean => state === 'done' || state === 'cancelled' || state === 'failed';

export function turnBatch(db: WritableDb, { id, state, note, from, at }: BatchTurn): Outcome<BatchRow> {
  const known = getBatch(db, { id });
  if (!known.ok) return known;
  if (!from.includes(known.value.state)) return wrongState(known.value, from);
  const startedAt = known.value.startedAt ?? (state === 'running' ? at : null);
  const change = { state, note, startedAt, endedAt: isEnd(state) ? at : null };
  return succeed(db.update(batches).set(change).where(eq(batches.id, id)).returning().get());
}

/** Its parts too; what stands in the history stays there. */
export function removeBatch(db: WritableDb, { id }: { readonly id: number }): Outcome<null> {
  const known = getBatch(db, { id });
  if (!known.ok) return known;
  const { state } = known.value;
  if (state === 'running' || state === 'waiting')
    return wrongState(known.value, ['paused', 'done', 'cancelled', 'failed']);
  db.delete(batchParts).where(eq(batchParts.batchId, id)).run();
  db.delete(batches).where(eq(batches.id, id)).run();
  return succeed(null);
}

const unknownBatch = (id: number): Outcome<never> =>
  fail('not_found', {
    thing: 'Batch',
    expected: 'the id of a batch',
    received: String(id),
    remedy: 'List the batches and use one of their ids.',
  });

const wrongState = ({ id, state }: BatchRow, from: readonly BatchState[]): Outcome<never> =>
  fail('wrong_state', {
    thing: `Batch ${id}`,
    expected: `one that is ${from.join(' or ')}`,
    received: `one that is ${state}`,
    remedy: 'Look at it again: somebody else may have acted on it.',
  });
