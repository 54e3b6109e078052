import { shellOrigin } from '../../preload/contract/handover.ts';

const own = new URL(shellOrigin);
export const ownScheme = own.protocol.slice(0, -1);
export const ownHost = own.host;
export const startPage = `${shellOrigin}/index.html`;

/** Node gives schemes of one's own the origin 'null', so scheme and host are compared instead of origins. */
export function isOwnPage(url: string): boolean {
  const parsed = URL.parse(url);
  return (
    parsed !== null &&
    parsed.protocol === own.protocol &&
    parsed.host === own.host &&
    parsed.username === '' &&
    parsed.password === ''
  );
}
