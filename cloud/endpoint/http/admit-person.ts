import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { fail, type Outcome, succeed } from '../../../main/domain/outcome.ts';
import { type Role, roles } from '../../../preload/contract/capability.ts';

/** Sent with the key by one who wants fewer rights than the key gives; it can never give more. */
const asRoleHeader = 'caracal-as';

/** The role of a person or a program, by the key of the data folder. No cookie is ever read, so that no page can borrow one. */
export function admitPerson(headers: IncomingHttpHeaders, localKey: string): Outcome<Role> {
  const given = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
  if (given === undefined || !isSame(given, localKey)) return notKnown;
  const asked = headers[asRoleHeader];
  const role = asked === undefined ? 'admin' : roles.find((candidate) => candidate === asked);
  if (role !== undefined) return succeed(role);
  return fail('bad_input', {
    thing: asRoleHeader,
    expected: `one of ${roles.join(', ')}`,
    remedy: 'Name one of these roles.',
  });
}

const notKnown = fail('unauthorised', {
  thing: 'caller',
  expected: 'the key of this endpoint as bearer token',
  remedy: 'Send `Authorization: Bearer` with the content of the file local.key in its data folder.',
});

/** Compares digests, so that neither length nor time tells anything. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
