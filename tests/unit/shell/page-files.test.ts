import { relative, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentPolicy } from '../../../main/engine/doors/content-policy.ts';
import { securityHeaders } from '../../../main/engine/doors/http/security-headers.ts';
import { answerFrom, declareScheme, fileOf, servePage } from '../../../main/shell/page-files.ts';

const root = `${sep}app${sep}out${sep}renderer`;
const files = new Map([
  [`${root}${sep}index.html`, '<!doctype html>'],
  [`${root}${sep}assets${sep}page.js`, 'start()'],
]);
const read = async (path: string) => {
  const text = files.get(path);
  return text === undefined ? null : new TextEncoder().encode(text);
};
const ask = (url: string, method = 'GET') => answerFrom(root, read, { url, method });

describe('the scheme of the page', () => {
  it('is declared standard and secure, and may neither skip the content policy nor hold service workers', () => {
    const declared: unknown[] = [];
    declareScheme({ registerSchemesAsPrivileged: (schemes) => void declared.push(...schemes) });
    expect(declared).toEqual([
      { scheme: 'caracal', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ]);
  });

  it('answers through one handler', async () => {
    const handlers = new Map<string, (request: Request) => Response | Promise<Response>>();
    servePage({ handle: (scheme, handler) => void handlers.set(scheme, handler) }, root, read);
    const request = new Request('caracal://station/index.html');
    expect(await (await handlers.get('caracal')?.(request))?.text()).toBe('<!doctype html>');
  });
});

describe('files of the page', () => {
  it('are served with their kind and the strict headers', async () => {
    const answer = await ask('caracal://station/assets/page.js?v=1#x');
    expect({ status: answer.status, text: await answer.text(), headers: Object.fromEntries(answer.headers) }).toEqual({
      status: 200,
      text: 'start()',
      headers: expect.objectContaining({
        'content-type': 'text/javascript; charset=utf-8',
        'content-length': '7',
        'content-security-policy': contentPolicy(),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      }),
    });
  });

  it.each([
    'caracal://station',
    'caracal://station/',
    'caracal://station/history',
    'caracal://station/models/pcb-defects',
  ])('answer %s, a place within the page, with the page itself', async (url) => {
    expect(await (await ask(url)).text()).toBe('<!doctype html>');
  });

  it('have a head without a body', async () => {
    const answer = await ask('caracal://station/index.html', 'HEAD');
    expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([200, '15', '']);
  });

  it.each([
    ['a file that is not there', 'caracal://station/assets/none.js'],
    ['a kind that the page has none of', 'caracal://station/assets/page.js.map'],
    ['another host', 'caracal://other/index.html'],
    ['another scheme', 'file:///app/out/renderer/index.html'],
    ['an encoded way up', 'caracal://station/%2e%2e%2fmain%2fshell.js'],
    ['a doubly encoded way up that decodes once', 'caracal://station/..%2f..%2fmain/shell.js'],
    ['a way up with backslashes', 'caracal://station/..%5cmain%5cshell.js'],
    ['a drive letter', 'caracal://station/C:/windows/win.js'],
    ['a stream of a file', 'caracal://station/index.html::$DATA.js'],
    ['a zero byte', 'caracal://station/index.html%00.js'],
    ['a broken escape', 'caracal://station/%zz.js'],
  ])('refuse %s', async (_what, url) => {
    expect((await ask(url)).status).toBe(404);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuse %s', async (method) => {
    expect((await ask('caracal://station/index.html', method)).status).toBe(405);
  });

  it('never lie outside the folder, whatever is asked', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e',
      '%2e%2e',
      '%2f',
      '%5c',
      '/',
      '\\',
      'a',
      'index.html',
      'x.js',
      '%00',
      ':',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const file = fileOf(root, `caracal://station/${pieces.join('')}`);
        return file === null || !relative(root, file.path).split(sep).includes('..');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the content policy', () => {
  it('is the same under the browser host, but for the address of its WebSocket', () => {
    const policy = securityHeaders('127.0.0.1:7420')['content-security-policy'] ?? '';
    expect(policy.replace(' ws://127.0.0.1:7420', '')).toBe(contentPolicy());
  });

  it('allows own files alone: no address of the web, nothing inline and nothing evaluated', () => {
    expect(contentPolicy()).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(contentPolicy()).not.toMatch(/unsafe|https?:|wss?:|\*/);
    for (const closed of ['object-src', 'frame-src', 'frame-ancestors', 'base-uri', 'form-action']) {
      expect(contentPolicy()).toContain(`${closed} 'none'`);
    }
  });
});
