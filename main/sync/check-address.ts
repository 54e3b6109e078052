import { fail, type Outcome, succeed } from '../domain/outcome.ts';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);
const thing = 'The address of the endpoint';

/** The origin to send to. Only what nobody on the way can read is taken, unless a person allows otherwise. */
export function checkAddress(text: string, allowInsecure: boolean): Outcome<string> {
  if (!URL.canParse(text)) {
    return fail('bad_input', { thing, expected: 'one like https://sync.example.com', remedy: 'Correct the address.' });
  }
  const { protocol, hostname, origin, pathname, search, hash, username, password } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') {
    return fail('bad_input', { thing, expected: 'https', received: protocol, remedy: 'Use an https address.' });
  }
  if (pathname !== '/' || search !== '' || hash !== '' || username !== '' || password !== '') {
    const expected = 'scheme, host and port alone';
    return fail('bad_input', { thing, expected, received: 'more than that', remedy: 'Leave the rest out.' });
  }
  if (protocol === 'http:' && !loopback.has(hostname) && !allowInsecure) {
    return fail('bad_input', {
      thing,
      expected: 'https beyond this machine',
      received: 'http',
      remedy: 'Put the endpoint behind TLS, or allow the insecure address knowing that others can read what is sent.',
    });
  }
  return succeed(origin);
}
