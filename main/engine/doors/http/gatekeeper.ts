import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Role, roles } from '../../../../preload/contract/capability.ts';
import { type Failure, failure, type Outcome, succeed } from '../../../domain/outcome.ts';
import { hostName, isOwnOrigin, isSafe } from './network-guard.ts';
import type { Sessions } from './sessions.ts';

/** Sent with the local key by one who wants fewer rights than the key gives; it can never give more. */
export const asRoleHeader = 'caracal-as';

/** Cookies do not tell ports apart, so that two stations on one machine would sign each other out. */
export const cookieName = (host: string): string => `caracal_${/:(\d+)$/.exec(host)?.[1] ?? '80'}`;

export interface Admission {
  readonly role: Role;
  readonly by: 'session' | 'local key';
}

interface Knock {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** A WebSocket is as unsafe as a POST: browsers let any page open one. */
  readonly isUpgrade: boolean;
}

interface GatekeeperOptions {
  readonly isOwnHost: (name: string) => boolean;
  readonly sessions: Sessions;
  readonly localKey: string;
}

const refuse = (code: Failure['code'], thing: string, expected: string, remedy: string): Outcome<never> => ({
  ok: false,
  failure: failure(code, { thing, expected, remedy }),
});

/** Decides for every request who it is from and whether it may be looked at, before anything else happens. */
export class Gatekeeper {
  readonly #options: GatekeeperOptions;

  constructor(options: GatekeeperOptions) {
    this.#options = options;
  }

  /** A name that is not this station's own may have been rebound to it by a hostile page. */
  checkHost(host: string | undefined): Outcome<string> {
    const name = hostName(host);
    if (name !== undefined && host !== undefined && this.#options.isOwnHost(name)) return succeed(host);
    return refuse(
      'forbidden',
      'Host',
      'an address of this station',
      'Open the station by the address that it printed.',
    );
  }

  admit({ method, headers, isUpgrade }: Knock): Outcome<Admission> {
    const host = this.checkHost(headers.host);
    if (!host.ok) return host;
    const isForeign = headers.origin !== undefined && !isOwnOrigin(headers.origin, host.value);
    if (isForeign && (isUpgrade || !isSafe(method))) return foreignPage;
    if (headers.authorization !== undefined) return this.#byKey(headers);
    const role = this.#options.sessions.roleOf(cookieOf(headers.cookie, cookieName(host.value)) ?? '');
    if (role === undefined) return notSignedIn;
    if (headers.origin === undefined && (isUpgrade || !isSafe(method))) return foreignPage;
    return succeed({ role, by: 'session' });
  }

  #byKey(headers: IncomingHttpHeaders): Outcome<Admission> {
    const given = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
    if (given === undefined || !isSame(given, this.#options.localKey)) return notSignedIn;
    const asked = headers[asRoleHeader];
    const role = asked === undefined ? 'admin' : roles.find((candidate) => candidate === asked);
    if (role !== undefined) return succeed({ role, by: 'local key' });
    return refuse('bad_input', asRoleHeader, `one of ${roles.join(', ')}`, 'Name one of these roles.');
  }
}

const foreignPage = refuse(
  'forbidden',
  'Origin',
  'a page of this station',
  'Use the station from its own page, or with its local key.',
);
const notSignedIn = refuse(
  'unauthorised',
  'caller',
  'a session or the local key',
  'Open a one-time link; on the station itself `npx caracal access invite --role operator` makes one.',
);

/** Compares digests, so that neither length nor time tells anything. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1];
}
