import { randomBytes } from 'node:crypto';
import type { Role } from '../../../../preload/contract/capability.ts';

const inviteMs = 10 * 60 * 1000;
const linksMax = 64;
const failuresPerMinute = 10;

export interface Invitation {
  readonly link: string;
  readonly role: Role;
  readonly expiresAt: number;
}

/** One-time links: each lets one screen in, in its role, until its time. */
export class EntryLinks {
  readonly #links = new Map<string, { readonly role: Role; readonly expiresAt: number }>();
  readonly #now: () => number;
  #failures: number[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  /** `origin` is the server's own address as the invited screen reaches it. */
  invite(role: Role, origin: string, lifeMs = inviteMs): Invitation {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = this.#now() + lifeMs;
    this.#links.set(token, { role, expiresAt });
    const [oldest] = this.#links.keys();
    if (this.#links.size > linksMax && oldest !== undefined) this.#links.delete(oldest);
    return { link: `${origin}/enter?token=${token}`, role, expiresAt };
  }

  /** Uses a token up. Guessing is slowed for all callers together: a right token is 256 bits, nobody types it. */
  redeem(token: string): Role | 'refused' | 'too many' {
    const now = this.#now();
    this.#failures = this.#failures.filter((at) => now - at < 60_000);
    const link = this.#links.get(token);
    this.#links.delete(token);
    if (link !== undefined && link.expiresAt > now) return link.role;
    if (this.#failures.length >= failuresPerMinute) return 'too many';
    this.#failures.push(now);
    return 'refused';
  }
}
