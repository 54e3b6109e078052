import { z } from 'zod';
import { failureDetail } from '../../preload/contract/failures.ts';
import { clockSkewMostMs } from '../../preload/contract/sync-signature.ts';
import { type Failure, failure } from '../domain/outcome.ts';

/** What a request came to. `later` is tried again, `key` waits for a person, `content` concerns what was sent alone. */
export type Answer<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'later'; readonly failure: Failure; readonly afterMs: number }
  | { readonly kind: 'key'; readonly failure: Failure }
  | { readonly kind: 'content'; readonly failure: Failure; readonly isTooLarge: boolean };

export interface Reply {
  readonly about: 'batch' | 'object' | 'question';
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter: string | null;
  readonly date: string | null;
  readonly text: string;
}

const wired = z.object({ code: z.string(), message: z.string(), data: failureDetail });
const retryAfterMostMs = 60 * 60 * 1000;

const later = (failed: Failure, afterMs = 0): Answer<never> => ({ kind: 'later', failure: failed, afterMs });

/** Seconds, or the time of day of the one who says it. */
export function retryAfterMs(text: string | null, nowMs: number): number {
  if (text === null) return 0;
  const seconds = Number(text);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(text) - nowMs;
  return Number.isFinite(ms) ? Math.min(retryAfterMostMs, Math.max(0, ms)) : 0;
}

export function readAnswer<S extends z.ZodType>(reply: Reply, schema: S, nowMs: number): Answer<z.output<S>> {
  const { status, contentType, text } = reply;
  const json = contentType.includes('json') ? parseJson(text) : undefined;
  if (status === 200) {
    const read = schema.safeParse(json);
    return read.success ? { kind: 'done', value: read.data } : later(notAnEndpoint(contentType));
  }
  const told = wired.safeParse(json).data;
  const waitMs = retryAfterMs(reply.retryAfter, nowMs);
  if (status === 401) return refusedKey(reply, nowMs, told?.message);
  if (status === 413) return { kind: 'content', isTooLarge: true, failure: tooLarge };
  if (status === 429) return later(busy, waitMs);
  // 422: cut or changed on the way, so the same again may pass; a wrong request stays wrong.
  if (told !== undefined && (status === 400 || (status === 404 && reply.about === 'object'))) {
    return { kind: 'content', isTooLarge: false, failure: asFailure('bad_input', told) };
  }
  if (told !== undefined) return later(asFailure('unreachable', told), waitMs);
  if (status >= 300 && status < 400) return later(redirected);
  return later(status >= 500 ? broken(status) : notAnEndpoint(contentType), waitMs);
}

function refusedKey({ date }: Reply, nowMs: number, message: string | undefined): Answer<never> {
  const theirs = date === null ? Number.NaN : Date.parse(date);
  const apartMs = Math.abs(nowMs - theirs);
  // The header holds whole seconds and was written a little later than the judgement.
  if (apartMs > clockSkewMostMs - 5_000) return later(skewed(apartMs));
  if (message === undefined) return later(notAnEndpoint('a request for another sign-in'));
  return { kind: 'key', failure: wrongKey };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Told = z.output<typeof wired>;
const asFailure = (code: Failure['code'], { message, data }: Told): Failure => {
  const { received, ...rest } = data;
  return { code, message, ...rest, ...(received === undefined ? {} : { received }) };
};

const thing = 'The endpoint';
const wrongKey = failure('unauthorised', {
  thing,
  expected: 'a station key that it gave out and has not revoked',
  received: 'another',
  remedy: 'Enrol the station anew at the endpoint and set the key that it prints.',
});
const skewed = (apartMs: number): Failure =>
  failure('unauthorised', {
    thing: "The station's clock",
    expected: `a time within ${clockSkewMostMs / 60_000} minutes of the endpoint's`,
    received: `one ${Math.round(apartMs / 1000)} s apart`,
    remedy: 'Set the clock of the station, or that of the endpoint.',
  });
const notAnEndpoint = (contentType: string): Failure =>
  failure('unreachable', {
    thing,
    expected: 'an answer of a Caracal endpoint',
    received: contentType.includes('html') ? 'a web page' : 'something else',
    remedy: 'Correct its address; it is tried again.',
  });
const redirected = failure('unreachable', {
  thing,
  expected: 'an answer at its own address',
  received: 'a redirect, which is not followed',
  remedy: 'Set the address that it leads to, if that is right.',
});
const broken = (status: number): Failure =>
  failure('unreachable', {
    thing,
    expected: 'an answer',
    received: `the error ${status}`,
    remedy: 'See that it runs; it is tried again.',
  });
const busy = failure('overloaded', {
  thing,
  expected: 'to take what is sent',
  received: 'too many requests at a time',
  remedy: 'It is sent more slowly by itself.',
});
const tooLarge = failure('bad_input', {
  thing: 'What was sent',
  expected: 'no more than the endpoint takes at once',
  received: 'more',
  remedy: 'Raise the limit of the endpoint or of the proxy before it.',
});
