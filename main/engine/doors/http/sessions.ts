import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Role, roles } from '../../../../preload/contract/capability.ts';

const idleMs = 12 * 60 * 60 * 1000;
const sessionsMax = 256;

interface Session {
  readonly role: Role;
  seenAt: number;
}

interface SessionOptions {
  /** Lives as long as the host: sessions signed with it outlast a restart of the engine. */
  readonly key: string;
  readonly now: () => number;
}

/** Who is signed in, by the value of the cookie. Kept in memory; what was idle for twelve hours is forgotten. */
export class Sessions {
  readonly #open = new Map<string, Session>();
  readonly #key: string;
  readonly #now: () => number;
  readonly #openedAt: number;

  constructor({ key, now }: SessionOptions) {
    this.#key = key;
    this.#now = now;
    this.#openedAt = now();
  }

  /** A new session's cookie value. */
  open(role: Role): string {
    const claim = `${role}.${this.#now()}.${randomBytes(16).toString('base64url')}`;
    const cookie = `${claim}.${this.#sign(claim)}`;
    this.#keep(cookie, role);
    return cookie;
  }

  roleOf(cookie: string): Role | undefined {
    const now = this.#now();
    const session = this.#open.get(cookie) ?? this.#readmit(cookie);
    if (session === undefined) return undefined;
    this.#open.delete(cookie);
    if (now - session.seenAt > idleMs) return undefined;
    this.#keep(cookie, session.role);
    return session.role;
  }

  /** A session of this host's earlier engine; none of those can have been idle for too long within the first hours. */
  #readmit(cookie: string): Session | undefined {
    const now = this.#now();
    const [role, issuedAt, nonce, signature] = cookie.split('.');
    const known = roles.find((candidate) => candidate === role);
    if (known === undefined || signature === undefined || now - this.#openedAt > idleMs) return undefined;
    if (!(Number(issuedAt) <= this.#openedAt)) return undefined;
    const expected = Buffer.from(this.#sign(`${role}.${issuedAt}.${nonce}`));
    const given = Buffer.from(signature);
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
    return { role: known, seenAt: now };
  }

  /** Map order is the order of use: the one longest unused makes room. */
  #keep(cookie: string, role: Role): void {
    this.#open.set(cookie, { role, seenAt: this.#now() });
    const [oldest] = this.#open.keys();
    if (this.#open.size > sessionsMax && oldest !== undefined) this.#open.delete(oldest);
  }

  #sign(claim: string): string {
    return createHmac('sha256', this.#key).update(claim).digest('base64url');
  }
}
