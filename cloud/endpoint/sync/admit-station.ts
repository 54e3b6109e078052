import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { fail, failure, type Outcome, succeed } from '../../../main/domain/outcome.ts';
import { describeIssue } from '../../../main/serving/bad-input.ts';
import {
  clockSkewMostMs,
  type SignedHead,
  signedHead,
  syncHeaders,
  textToSign,
} from '../../../preload/contract/sync-signature.ts';

interface Knock {
  readonly method: string;
  /** As on the request line, with its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

interface Admitting {
  /** The secret of a key that opens; undefined where there is none such. */
  readonly secretOf: (station: string, key: string) => Promise<string | undefined>;
  readonly now: number;
}

/** Whether a request is from a station that was enrolled, judged by its head alone. */
export async function admitStation(
  { method, path, headers }: Knock,
  { secretOf, now }: Admitting,
): Promise<Outcome<SignedHead>> {
  const given = Object.fromEntries(Object.entries(syncHeaders).map(([part, header]) => [part, headers[header]]));
  const read = signedHead.safeParse(given);
  if (!read.success) {
    const [issue] = read.error.issues;
    const header = new Map<string, string>(Object.entries(syncHeaders)).get(String(issue?.path[0]));
    const { expected, remedy } = describeIssue(issue, given);
    return { ok: false, failure: failure('unauthorised', { thing: `The header ${header}`, expected, remedy }) };
  }
  const head = read.data;
  const apartMs = Math.abs(now - head.timestamp);
  const secret = await secretOf(head.station, head.key);
  const isSigned = isSameHash(sign(secret ?? 'no such key', textToSign({ ...head, method, path })), head.signature);
  // One answer for an unknown station, an unknown key and a wrong signature: none of them is anyone's business.
  if (secret === undefined || !isSigned) return notAdmitted;
  if (apartMs > clockSkewMostMs) return skewed(apartMs);
  return succeed(head);
}

const sign = (secret: string, text: string): string => createHmac('sha256', secret).update(text).digest('hex');

const isSameHash = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a, 'hex'), Buffer.from(b, 'hex'));

const notAdmitted = fail('unauthorised', {
  thing: 'station key',
  expected: 'a key that this endpoint gave out and has not revoked, and a signature made with it',
  received: 'something else',
  remedy: 'Enrol the station anew with `npm run cloud -- enrol --station NAME` and set the key that it prints.',
});

const skewed = (apartMs: number): Outcome<never> =>
  fail('unauthorised', {
    thing: "The station's clock",
    expected: `a time within ${clockSkewMostMs / 60_000} minutes of the endpoint's`,
    received: `one ${Math.round(apartMs / 1000)} s apart`,
    remedy: 'Set the clock of the station, or that of the endpoint.',
  });
