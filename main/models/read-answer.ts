import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { shownAddress } from '../domain/shown-address.ts';
import { mismatch } from './hash.ts';

export interface Asked {
  readonly address: string;
  readonly file: string;
  readonly bytes: number | null;
  /** Bytes that were there already and not asked for again. */
  readonly from: number;
}

/** 'continues' appends to what is there, 'starts' begins anew, 'restart' means that what is there fits nothing. */
export type Answer = 'continues' | 'starts' | 'restart';

/** What a server's answer means for a file on its way; nothing of its body was read yet. */
export function readAnswer(response: Response, asked: Asked): Outcome<Answer> {
  const { status, headers } = response;
  const thing = shownAddress(asked.address);
  if (status === 416 && asked.from > 0) return succeed('restart');
  if (status === 404 || status === 410) {
    const remedy = 'Check the address, or bring the file in a folder (CARACAL_MODELS_FROM).';
    return fail('not_found', { thing, expected: asked.file, received: `HTTP ${status}`, remedy });
  }
  if (status !== 200 && status !== 206) {
    return fail('unreachable', { thing, expected: 'HTTP 200', received: `HTTP ${status}`, remedy: 'Try again later.' });
  }
  const kind = headers.get('content-type') ?? '';
  if (/^text\/html\b/i.test(kind)) {
    const remedy = 'A sign-in or error page came instead: check the network and the address.';
    return fail('unreachable', { thing, expected: 'a model file', received: `a web page (${kind})`, remedy });
  }
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '');
  if (status === 206 && (range === null || Number(range[1]) !== asked.from)) return succeed('restart');
  const total = status === 206 ? range?.[2] : headers.get('content-length');
  if (asked.bytes !== null && typeof total === 'string' && total !== '*' && Number(total) !== asked.bytes) {
    return mismatch(asked.file, `${asked.bytes} bytes`, `${total} bytes announced by ${thing}`);
  }
  return succeed(status === 206 ? 'continues' : 'starts');
}

/** What names this edition of the file for `If-Range`: weak tags do not promise equal bytes. */
export function editionTag({ headers }: Response): string {
  const tag = headers.get('etag');
  return tag !== null && !tag.startsWith('W/') ? tag : (headers.get('last-modified') ?? '');
}
