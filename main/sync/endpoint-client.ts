import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import {
  type ChangesAnswer,
  changesAnswer,
  type ObjectAnswer,
  objectAnswer,
  type SyncAnswer,
  syncAnswer,
  syncMissing,
  syncPaths,
} from '../../preload/contract/sync.ts';
import type { StationKey } from '../../preload/contract/sync-signature.ts';
import { failure } from '../domain/outcome.ts';
import { type Answer, type Reply, readAnswer } from './read-answer.ts';
import { sha256Of, signatureHeaders } from './sign-request.ts';

export interface EndpointClientOptions {
  readonly address: string;
  readonly key: StationKey;
  readonly deadlineMs: number;
  readonly wallMs: () => number;
  /** Aborted when the station stops. */
  readonly signal: AbortSignal;
  /** Called before anything leaves. */
  readonly contacting: () => void;
}

interface Sending {
  readonly about: Reply['about'];
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly content?: string;
  readonly batch?: string;
}

const answerBytesMost = 16 * 1024 * 1024;

/** Speaks to one endpoint, each request signed and with a deadline. */
export class EndpointClient {
  readonly #options: EndpointClientOptions;

  constructor(options: EndpointClientOptions) {
    this.#options = options;
  }

  batch(body: string, content: string, batch: string): Promise<Answer<SyncAnswer>> {
    return this.#ask({ about: 'batch', method: 'POST', path: syncPaths.batch, body, content, batch }, syncAnswer);
  }

  put(sha256: string, body: Uint8Array<ArrayBuffer>): Promise<Answer<ObjectAnswer>> {
    return this.#ask(
      { about: 'object', method: 'PUT', path: `${syncPaths.objects}${sha256}`, body, content: sha256 },
      objectAnswer,
    );
  }

  missing(): Promise<Answer<{ missing: string[] }>> {
    return this.#ask({ about: 'question', method: 'GET', path: syncPaths.missing }, syncMissing);
  }

  changes(since: number): Promise<Answer<ChangesAnswer>> {
    return this.#ask({ about: 'question', method: 'GET', path: `${syncPaths.changes}?since=${since}` }, changesAnswer);
  }

  async #ask<S extends z.ZodType>(sending: Sending, schema: S): Promise<Answer<z.output<S>>> {
    const { address, deadlineMs, signal, wallMs } = this.#options;
    const overdue = AbortSignal.timeout(deadlineMs);
    const reply = await this.#send(sending, AbortSignal.any([signal, overdue]));
    if (reply !== undefined) return readAnswer(reply, schema, wallMs());
    const isLate = overdue.aborted && !signal.aborted;
    const received = isLate ? `none within ${deadlineMs / 1000} s` : 'none';
    const remedy = 'See that it runs and that the network leads there; it is tried again.';
    const thing = `The endpoint at ${address}`;
    return {
      kind: 'later',
      afterMs: 0,
      failure: failure(isLate ? 'deadline_exceeded' : 'unreachable', {
        thing,
        expected: 'an answer',
        received,
        remedy,
      }),
    };
  }

  /** Undefined where no whole answer came. A redirect comes back as what it is. */
  async #send(
    { about, method, path, body = '', ...sending }: Sending,
    signal: AbortSignal,
  ): Promise<Reply | undefined> {
    const { address, key, wallMs, contacting } = this.#options;
    const { content = sha256Of(body), batch = randomUUID() } = sending;
    const headers = signatureHeaders(key, { method, path, content, batch, timestamp: wallMs() });
    contacting();
    try {
      const response = await fetch(`${address}${path}`, {
        method,
        headers: {
          ...headers,
          'content-type': typeof body === 'string' ? 'application/json' : 'application/octet-stream',
        },
        ...(method === 'GET' ? {} : { body }),
        redirect: 'manual',
        signal,
      });
      const text = await readText(response);
      if (text === undefined) return undefined;
      return {
        about,
        status: response.status,
        contentType: response.headers.get('content-type') ?? '',
        retryAfter: response.headers.get('retry-after'),
        date: response.headers.get('date'),
        text,
      };
    } catch {
      return undefined;
    }
  }
}

/** Read no further than any answer of an endpoint is long. */
async function readText(response: Response): Promise<string | undefined> {
  if (response.body === null) return '';
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body) {
    bytes += piece.length;
    if (bytes > answerBytesMost) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
