import { createHash, createHmac } from 'node:crypto';
import { type StationKey, syncHeaders, textToSign } from '../../preload/contract/sync-signature.ts';

export const sha256Of = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export interface ToSign {
  readonly method: string;
  readonly path: string;
  readonly content: string;
  readonly batch: string;
  readonly timestamp: number;
}

export function signatureHeaders(
  { station, key, secret }: StationKey,
  { method, path, content, batch, timestamp }: ToSign,
): Record<string, string> {
  const text = textToSign({ method, path, station, key, timestamp, batch, content });
  return {
    [syncHeaders.station]: station,
    [syncHeaders.key]: key,
    [syncHeaders.timestamp]: String(timestamp),
    [syncHeaders.batch]: batch,
    [syncHeaders.content]: content,
    [syncHeaders.signature]: createHmac('sha256', secret).update(text).digest('hex'),
  };
}

/** The same for the same content, after any restart; another one once a person asked to have it judged anew. */
export const batchIdOf = (content: string, round: number): string => `b${round}-${content.slice(0, 48)}`;
