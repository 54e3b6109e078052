import type { FileHandle } from 'node:fs/promises';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { shownAddress } from '../domain/shown-address.ts';
import type { Arrived } from './arrived.ts';
import type { CatalogueFile } from './catalogue.ts';
import { fileFailure } from './file-failure.ts';
import { mismatch } from './hash.ts';
import { dropPart, openPart, type PartFile, partBytes, readTag, writeTag } from './part-file.ts';
import { editionTag, readAnswer } from './read-answer.ts';
import { requestAddress } from './request-address.ts';

/** Where no size was published, more than this is not taken. */
const mostBytes = 4 * 2 ** 30;

export interface Download {
  readonly file: CatalogueFile;
  readonly part: PartFile;
  readonly fetch: typeof fetch;
  /** No byte for this long ends the attempt; what came so far is kept. */
  readonly stallMs: number;
  readonly signal: AbortSignal;
}

/** Fetches one file into its part, going on where an earlier attempt stopped; tells how far it is after each piece. */
export async function* download(wanted: Download): AsyncGenerator<Arrived, Outcome<null>> {
  const stall = new AbortController();
  const timer = setTimeout(() => stall.abort(), wanted.stallMs);
  const signal = AbortSignal.any([wanted.signal, stall.signal]);
  try {
    const answer = await ask(wanted, signal);
    if (!answer.ok) return answer;
    return yield* receive(wanted, answer.value, () => timer.refresh());
  } catch (cause) {
    if (cause instanceof ConnectionBroke) return broken(wanted, stall.signal, cause);
    throw cause;
  } finally {
    clearTimeout(timer);
    stall.abort();
  }
}

/** Marks what the network threw, so that nothing else is taken for it. */
class ConnectionBroke extends Error {
  /** Nothing ever answered: another try alone would not help. */
  readonly isUnanswered: boolean;

  constructor(cause: unknown) {
    super(reason(cause), { cause });
    this.isUnanswered = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH)\b/.test(this.message);
  }
}

const ofNetwork = (cause: unknown): never => {
  throw new ConnectionBroke(cause);
};

const reason = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? reason(cause.cause) : cause.message;
};

interface Begun {
  readonly response: Response;
  readonly from: number;
}

async function ask(wanted: Download, signal: AbortSignal): Promise<Outcome<Begun>> {
  const { file, part, fetch } = wanted;
  const held = await partBytes(part);
  const from = file.bytes !== null && held >= file.bytes ? 0 : held;
  const tag = await readTag(part);
  const resume = from > 0 ? { range: `bytes=${from}-`, ...(tag === undefined ? {} : { 'if-range': tag }) } : {};
  const headers = { 'accept-encoding': 'identity', ...resume };
  const requested = await requestAddress({ address: file.address, headers, fetch, signal }).catch(ofNetwork);
  if (!requested.ok) return requested;
  const response = requested.value;
  const answer = readAnswer(response, { ...file, from });
  if (answer.ok && answer.value === 'continues') return succeed({ response, from });
  if (answer.ok && answer.value === 'starts') return succeed({ response, from: 0 });
  await response.body?.cancel();
  if (!answer.ok) return answer;
  // Without a part nothing is asked to be continued, so this ends after one more round.
  await dropPart(part);
  return ask(wanted, signal);
}

async function* receive(
  { file, part }: Download,
  { response, from }: Begun,
  alive: () => void,
): AsyncGenerator<Arrived, Outcome<null>> {
  const body = response.body?.getReader();
  if (body === undefined)
    return fail('unreachable', {
      thing: shownAddress(file.address),
      expected: 'a file',
      received: 'nothing',
      remedy: 'Try again later.',
    });
  const most = file.bytes ?? mostBytes;
  let done = from;
  try {
    const opened = await openFor(part, from, editionTag(response));
    if (!opened.ok) return opened;
    await using handle = opened.value;
    for (;;) {
      const piece = await body.read().catch(ofNetwork);
      if (piece.done) break;
      alive();
      done += piece.value.length;
      if (done > most) break;
      const written = await append(handle, part, piece.value);
      if (!written.ok) return written;
      yield { doneBytes: done, resumedAt: from };
    }
    const kept = await flushed(handle, part);
    if (!kept.ok) return kept;
  } finally {
    await body.cancel().catch(() => undefined);
  }
  if (file.bytes === null ? done <= most : done === file.bytes) return succeed(null);
  await dropPart(part);
  return mismatch(file.file, `${most} bytes`, done > most ? 'more' : `${done} bytes`);
}

async function openFor(part: PartFile, from: number, tag: string): Promise<Outcome<FileHandle>> {
  try {
    const handle = await openPart(part, from);
    await writeTag(part, tag);
    return succeed(handle);
  } catch (cause) {
    return fileFailure(cause, part.path, 'a file to write to');
  }
}

async function append(handle: FileHandle, part: PartFile, piece: Uint8Array): Promise<Outcome<null>> {
  try {
    await handle.appendFile(piece);
    return succeed(null);
  } catch (cause) {
    return fileFailure(cause, part.path, 'room for the file');
  }
}

/** A disk that is full or gone may say so only now. */
async function flushed(handle: FileHandle, part: PartFile): Promise<Outcome<null>> {
  try {
    await handle.sync();
    return succeed(null);
  } catch (cause) {
    return fileFailure(cause, part.path, 'room for the file');
  }
}

function broken({ file, signal, stallMs }: Download, stalled: AbortSignal, cause: ConnectionBroke): Outcome<never> {
  const thing = shownAddress(file.address);
  const remedy = 'Pull again: it goes on from where it stopped.';
  if (signal.aborted)
    return fail('cancelled', { thing: file.file, expected: 'to be fetched', received: 'a stop', remedy });
  if (stalled.aborted) {
    return fail('deadline_exceeded', { thing, expected: `bytes within ${stallMs} ms`, received: 'none', remedy });
  }
  if (cause.isUnanswered) {
    return fail('unreachable', {
      thing,
      expected: 'a server that answers',
      received: `none (${cause.message})`,
      remedy: 'Check the network; without one, name a folder that holds the file in CARACAL_MODELS_FROM.',
    });
  }
  return fail('unreachable', { thing, expected: 'a connection until the end', received: cause.message, remedy });
}
