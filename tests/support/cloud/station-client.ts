import { createHash, createHmac, randomUUID } from 'node:crypto';
import { type SyncBatch, syncPaths } from '../../../preload/contract/sync.ts';
import { readStationKey, type StationKey, syncHeaders, textToSign } from '../../../preload/contract/sync-signature.ts';

export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

interface Sending {
  readonly batchId?: string;
  readonly timestamp?: number;
  /** What is sent in place of what was signed. */
  readonly sent?: string | Uint8Array;
}

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Signs as a station does, and can be told to do it wrong. */
export class StationClient {
  readonly #address: string;
  readonly #key: StationKey;

  constructor(address: string, key: string | StationKey) {
    const read = typeof key === 'string' ? readStationKey(key) : key;
    if (read === undefined) throw new Error('Expected a station key');
    this.#address = address;
    this.#key = read;
  }

  get key(): StationKey {
    return this.#key;
  }

  at(address: string): StationClient {
    return new StationClient(address, this.#key);
  }

  headers(method: string, path: string, body: string | Uint8Array, sending: Sending = {}): Record<string, string> {
    const { batchId = randomUUID(), timestamp = Date.now() } = sending;
    const { station, key, secret } = this.#key;
    const content = sha256(body);
    const text = textToSign({ method, path, station, key, timestamp, batch: batchId, content });
    return {
      [syncHeaders.station]: station,
      [syncHeaders.key]: key,
      [syncHeaders.timestamp]: String(timestamp),
      [syncHeaders.batch]: batchId,
      [syncHeaders.content]: content,
      [syncHeaders.signature]: createHmac('sha256', secret).update(text).digest('hex'),
    };
  }

  batch(batch: SyncBatch | string, sending: Sending = {}): Promise<Answered> {
    const body = typeof batch === 'string' ? batch : JSON.stringify(batch);
    return this.#call('POST', syncPaths.batch, body, sending);
  }

  put(bytes: Uint8Array, sending: Sending = {}): Promise<Answered> {
    return this.#call('PUT', `${syncPaths.objects}${sha256(bytes)}`, bytes, sending);
  }

  get(path: string): Promise<Answered> {
    return this.#call('GET', path, '', {});
  }

  async #call(method: string, path: string, body: string | Uint8Array, sending: Sending): Promise<Answered> {
    const sent = sending.sent ?? body;
    const response = await fetch(`${this.#address}${path}`, {
      method,
      headers: { ...this.headers(method, path, body, sending), 'content-type': 'application/json' },
      ...(method === 'GET' ? {} : { body: typeof sent === 'string' ? sent : new Uint8Array(sent) }),
    });
    return { status: response.status, body: await response.json() };
  }
}
