import { z } from 'zod';
import { sha256Hex } from './sync-values.ts';

/** Headers of a signed request, in lower case as servers see them. */
export const syncHeaders = {
  station: 'caracal-station',
  key: 'caracal-key',
  /** Wall time of the sender in milliseconds. */
  timestamp: 'caracal-timestamp',
  /** Names this one request; for a batch, the batch: sent again after a lost answer, it keeps its id. */
  batch: 'caracal-batch',
  /** SHA-256 of the body as sent, in hexadecimal; of the empty text where there is none. */
  content: 'caracal-content-sha256',
  /** HMAC-SHA256 of `textToSign` with the station's key, in hexadecimal. */
  signature: 'caracal-signature',
} as const;

/**
 * How far the clocks of a station and of the endpoint may be apart, either way. For so long a request that was overheard
 * could be sent again: a batch then changes nothing, a question gets the answer that was overheard too.
 */
export const clockSkewMostMs = 5 * 60 * 1000;

/** The body's hash stands in for the body, so that a signature is checked before a byte of the body is read. */
export const signedHead = z.object({
  station: z.string().regex(/^[a-z0-9-]{1,60}$/, 'the id of a station'),
  key: z.string().regex(/^[A-Za-z0-9_-]{4,40}$/, 'the id of a station key'),
  timestamp: z.coerce.number().int().nonnegative(),
  batch: z.string().regex(/^[A-Za-z0-9_-]{8,80}$/, '8 to 80 letters, digits, dashes'),
  content: sha256Hex,
  signature: sha256Hex,
});
export type SignedHead = z.infer<typeof signedHead>;

interface Signed extends Omit<SignedHead, 'signature'> {
  readonly method: string;
  /** With its query, as on the request line. */
  readonly path: string;
}

/** What is signed: one line for each part, so that no two requests share a text. */
export const textToSign = ({ method, path, station, key, timestamp, batch, content }: Signed): string =>
  ['caracal-sync-1', method.toUpperCase(), path, station, key, String(timestamp), batch, content].join('\n');

/** What `enrol` prints once: id of the station, id of the key, and the secret, in one text to paste. */
export const stationKeyText = z.string().regex(/^caracal\.[a-z0-9-]{1,60}\.[A-Za-z0-9_-]{4,40}\.[A-Za-z0-9_-]{43}$/, {
  message: 'a station key as `enrol` printed it',
});

export interface StationKey {
  readonly station: string;
  readonly key: string;
  /** 32 bytes as base64url; its text, not its bytes, is the key of the HMAC. */
  readonly secret: string;
}

export function readStationKey(text: string): StationKey | undefined {
  const [, station, key, secret] = stationKeyText.safeParse(text.trim()).data?.split('.') ?? [];
  return station === undefined || key === undefined || secret === undefined ? undefined : { station, key, secret };
}
