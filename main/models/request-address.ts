import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import { shownAddress } from '../domain/shown-address.ts';

const mostRedirects = 5;
const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Plain http is for this machine alone. */
const isAllowed = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname));

export interface AddressRequest {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
}

/** Asks an address and follows where it points, but never to where bytes could be changed on their way. */
export async function requestAddress({ address, headers, fetch, signal }: AddressRequest): Promise<Outcome<Response>> {
  let next = address;
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const url = URL.parse(next);
    if (url === null || !isAllowed(url)) {
      return fail('unreachable', {
        thing: shownAddress(address),
        expected: 'an https:// address, also after redirects',
        received: shownAddress(next),
        remedy: 'Bring the file in a folder instead (CARACAL_MODELS_FROM).',
      });
    }
    const response = await fetch(url, { headers, signal, redirect: 'manual' });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null) return succeed(response);
    await response.body?.cancel();
    next = URL.parse(location, url.href)?.href ?? location;
  }
  return fail('unreachable', {
    thing: shownAddress(address),
    expected: `at most ${mostRedirects} redirects`,
    received: 'more',
    remedy: 'Check the address.',
  });
}
