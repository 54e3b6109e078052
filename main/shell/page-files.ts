import { join, normalize, sep } from 'node:path';
import type { Privileges, Protocol } from 'electron';
import { contentPolicy, pageHeaders } from '../engine/doors/content-policy.ts';
import { isOwnPage, ownScheme } from './own-page.ts';

const headersOfPage = pageHeaders(contentPolicy());

/** Files by ending; whatever else lies in the folder is not served. */
const mimeTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  png: 'image/png',
  svg: 'image/svg+xml; charset=utf-8',
  wasm: 'application/wasm',
  wav: 'audio/wav',
  webmanifest: 'application/manifest+json; charset=utf-8',
  webp: 'image/webp',
  woff2: 'font/woff2',
};

const privileges: Privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };

/** Must run before the app is ready: schemes are fixed from then on. */
export function declareScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([{ scheme: ownScheme, privileges }]);
}

/** The file of a page address, or null where the address leaves the folder or names what is not served. */
export function fileOf(root: string, url: string): { readonly path: string; readonly mime: string } | null {
  if (!isOwnPage(url)) return null;
  const asked = decoded(new URL(url).pathname);
  if (asked === null || /[\\:\0]/.test(asked) || asked.split('/').includes('..')) return null;
  // Addresses without an ending are places within the one page.
  const name = /\.[^/.]+$/.test(asked) ? asked : '/index.html';
  const mime = mimeTypes[name.slice(name.lastIndexOf('.') + 1).toLowerCase()];
  const path = normalize(join(root, name));
  return mime !== undefined && path.startsWith(normalize(root) + sep) ? { path, mime } : null;
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

export type ReadFile = (path: string) => Promise<Uint8Array<ArrayBuffer> | null>;

/** Answers one request of the page from the folder of the built renderer. */
export async function answerFrom(
  root: string,
  read: ReadFile,
  request: Pick<Request, 'method' | 'url'>,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405);
  const file = fileOf(root, request.url);
  const bytes = file === null ? null : await read(file.path);
  if (file === null || bytes === null) return refusal(404);
  const headers = { ...headersOfPage, 'content-type': file.mime, 'content-length': String(bytes.byteLength) };
  return new Response(request.method === 'HEAD' ? null : bytes, { status: 200, headers });
}

const refusal = (status: number): Response => new Response(null, { status, headers: headersOfPage });

export function servePage(protocol: Pick<Protocol, 'handle'>, root: string, read: ReadFile): void {
  protocol.handle(ownScheme, (request) => answerFrom(root, read, request));
}
