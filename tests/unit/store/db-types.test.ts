import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../main/domain/outcome.ts';
import type { ReadableDb, WritableDb } from '../../../main/store/db.ts';
import type { keeps, reads } from '../../../main/store/verb.ts';
import type { InputOf, OutputOf } from '../../../main/store/verbs/all.ts';
import { openTestDatabase } from './open-test-database.ts';

/** The type check compiles this file: a handle that can do too much, or a verb typed wrongly, fails it. */
type Has<Handle, Key extends PropertyKey> = Key extends keyof Handle ? true : false;
type Takes<Wrap extends (run: never) => unknown, Run> = Run extends Parameters<Wrap>[0] ? true : false;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type ReadingVerb = (db: ReadableDb, input: null) => Outcome<null>;
type WritingVerb = (db: WritableDb, input: null) => Outcome<null>;

const readableCanInsert: Has<ReadableDb, 'insert' | 'update' | 'delete' | 'write' | 'releasePages'> = false;
const readableIsWritable: ReadableDb extends WritableDb ? true : false = false;
const writableIsReadable: WritableDb extends ReadableDb ? true : false = true;
const readsTakesAReader: Takes<typeof reads<null, null>, ReadingVerb> = true;
const readsTakesAWriter: Takes<typeof reads<null, null>, WritingVerb> = false;
const keepsTakesAWriter: Takes<typeof keeps<null, null>, WritingVerb> = true;
const outputIsInferred: Same<OutputOf<'outbox.count'>, number> = true;
const inputIsInferred: Same<InputOf<'sources.remove'>, { readonly id: string }> = true;

describe('the handle of a reading verb', () => {
  it('cannot write, as far as the compiler knows', () => {
    expect([readableCanInsert, readableIsWritable, readsTakesAWriter]).toEqual([false, false, false]);
    expect([writableIsReadable, readsTakesAReader, keepsTakesAWriter]).toEqual([true, true, true]);
    expect([outputIsInferred, inputIsInferred]).toEqual([true, true]);
  });

  it('refuses a statement by hand that would write', () => {
    const { db } = openTestDatabase();
    expect(() => db.read((handle) => ({ ok: true, value: handle.rows('DELETE FROM settings') }))).toThrow('only reads');
  });
});
