import { createHash } from 'node:crypto';
import { fail, type Outcome, succeed } from '../../../main/domain/outcome.ts';

/** The body of a request, if it is no longer than it may be and the one whose hash was signed. */
export async function readBody(
  source: AsyncIterable<Uint8Array>,
  { bytesMost, sha256 }: { readonly bytesMost: number; readonly sha256: string },
): Promise<Outcome<Buffer>> {
  const hash = createHash('sha256');
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const piece of source) {
      bytes += piece.length;
      // Read on to its end and thrown away: a sender that is cut off does not hear why. The server's time limit ends it.
      if (bytes > bytesMost) continue;
      hash.update(piece);
      pieces.push(piece);
    }
  } catch {
    return cutShort;
  }
  if (bytes > bytesMost) return tooLong(bytesMost);
  return hash.digest('hex') === sha256 ? succeed(Buffer.concat(pieces)) : cutShort;
}

const tooLong = (bytesMost: number): Outcome<never> =>
  fail('bad_input', {
    thing: 'batch',
    expected: `at most ${bytesMost} bytes`,
    received: 'more',
    remedy: 'Send fewer items at once.',
  });

const cutShort = fail('hash_mismatch', {
  thing: 'batch',
  expected: 'the content whose hash was signed',
  received: 'other content, or a part of it',
  remedy: 'Send the batch again; something on the way cuts or changes it where it stays so.',
});
