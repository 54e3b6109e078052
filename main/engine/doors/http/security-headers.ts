import { createHash } from 'node:crypto';
import { contentPolicy, pageHeaders } from '../content-policy.ts';

/** Sent with every answer. */
export const securityHeaders = (host: string): Readonly<Record<string, string>> => ({
  // Named beside 'self' for browsers that do not count a WebSocket as the same origin.
  ...pageHeaders(contentPolicy({ 'connect-src': `'self' ws://${host}` })),
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
});

/** For a page that carries its own style and its own forms: that very style is let through by its hash, no other. */
export function plainPageHeaders(html: string): Readonly<Record<string, string>> {
  const style = /<style>(?<css>[^<]*)<\/style>/.exec(html)?.groups?.css ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = contentPolicy({ 'style-src': `'sha256-${hash}'`, 'form-action': "'self'" });
  return { 'content-security-policy': policy, 'content-type': 'text/html; charset=utf-8' };
}
