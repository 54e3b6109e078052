import type { Session, WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import {
  allowedPermissions,
  type GuardedSession,
  guardSession,
  mayRequest,
} from '../../../main/shell/session-guards.ts';
import { EmitterDouble } from './doubles/emitter-double.ts';
import { EventDouble } from './doubles/events.ts';

type Handler<K extends keyof GuardedSession> = GuardedSession[K] extends (handler: infer H, ...rest: never[]) => unknown
  ? NonNullable<H>
  : never;
type BeforeRequest = (details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void;

/** Keeps the handlers that it is given, so that a test can ask them. */
class SessionDouble extends EmitterDouble<Session> implements GuardedSession {
  request: Handler<'setPermissionRequestHandler'> | null = null;
  check: Handler<'setPermissionCheckHandler'> | null = null;
  device: Handler<'setDevicePermissionHandler'> | null = null;
  display: Handler<'setDisplayMediaRequestHandler'> | null = null;
  pairing: Handler<'setBluetoothPairingHandler'> | null = null;
  certificate: Handler<'setCertificateVerifyProc'> | null = null;
  beforeRequest: BeforeRequest | null = null;
  readonly spelling: unknown[] = [];

  readonly setPermissionRequestHandler: GuardedSession['setPermissionRequestHandler'] = (handler) => {
    this.request = handler;
  };
  readonly setPermissionCheckHandler: GuardedSession['setPermissionCheckHandler'] = (handler) => {
    this.check = handler;
  };
  readonly setDevicePermissionHandler: GuardedSession['setDevicePermissionHandler'] = (handler) => {
    this.device = handler;
  };
  readonly setDisplayMediaRequestHandler: GuardedSession['setDisplayMediaRequestHandler'] = (handler) => {
    this.display = handler;
  };
  readonly setBluetoothPairingHandler: GuardedSession['setBluetoothPairingHandler'] = (handler) => {
    this.pairing = handler;
  };
  readonly setCertificateVerifyProc: GuardedSession['setCertificateVerifyProc'] = (handler) => {
    this.certificate = handler;
  };
  readonly setSpellCheckerEnabled = (isEnabled: boolean): void => void this.spelling.push(isEnabled);
  readonly setSpellCheckerLanguages = (languages: string[]): void => void this.spelling.push(languages);
  readonly webRequest: GuardedSession['webRequest'] = {
    onBeforeRequest: (...args: readonly unknown[]) => {
      this.beforeRequest = args.at(-1) as BeforeRequest;
    },
  };
}

function guarded(): SessionDouble {
  const session = new SessionDouble();
  guardSession(session);
  return session;
}

type Permission = Parameters<Handler<'setPermissionRequestHandler'>>[1];
const contents = {} as WebContents;
const own = { isMainFrame: true, requestingUrl: 'caracal://station/index.html' };

function asks(permission: Permission, details: typeof own): boolean {
  let granted: boolean | undefined;
  guarded().request?.(contents, permission, (answer) => (granted = answer), details);
  expect(granted).toBeTypeOf('boolean');
  return granted === true;
}
const checks = (permission: Permission, origin: string, isMainFrame = true): boolean | undefined =>
  guarded().check?.(contents, permission, origin, { isMainFrame });

const denied: readonly Permission[] = [
  'media',
  'display-capture',
  'geolocation',
  'notifications',
  'midi',
  'midiSysex',
  'clipboard-read',
  'fileSystem',
  'hid',
  'idle-detection',
  'openExternal',
  'serial',
  'speaker-selection',
  'storage-access',
  'usb',
  'window-management',
  'unknown',
];

describe('permissions of the page', () => {
  it.each(denied)('%s is denied, asked for and looked up', (permission) => {
    expect([asks(permission, own), checks(permission, 'caracal://station')]).toEqual([false, false]);
  });

  it.each([...allowedPermissions])('%s is granted to the own page', (permission) => {
    expect([asks(permission, own), checks(permission, 'caracal://station/')]).toEqual([true, true]);
  });

  it('nothing is granted to another origin or to a frame within the page', () => {
    expect([
      asks('fullscreen', { ...own, requestingUrl: 'https://example.org/' }),
      asks('fullscreen', { ...own, isMainFrame: false }),
      checks('fullscreen', 'https://example.org'),
      checks('fullscreen', 'caracal://station', false),
    ]).toEqual([false, false, false, false]);
  });

  it('no device, no screen, no pairing, no certificate and no download is granted', () => {
    const session = guarded();
    const answers: unknown[] = [];
    const answer = (value: unknown): void => void answers.push(value);
    type Details<K extends keyof GuardedSession> = Parameters<Extract<Handler<K>, (...args: never[]) => unknown>>[0];
    answers.push(session.device?.({} as Details<'setDevicePermissionHandler'>));
    session.display?.({} as Details<'setDisplayMediaRequestHandler'>, answer);
    session.pairing?.({} as Details<'setBluetoothPairingHandler'>, answer);
    session.certificate?.({} as Details<'setCertificateVerifyProc'>, answer);
    expect(answers).toEqual([false, null, { confirmed: false }, -2]);
    const download = new EventDouble();
    session.emit('will-download', download);
    expect(download.defaultPrevented).toBe(true);
  });

  it('spelling is not checked, so that no dictionary is fetched', () => {
    expect(guarded().spelling).toEqual([false, []]);
  });
});

describe('requests of the page', () => {
  it.each([
    'http://localhost/',
    'http://127.0.0.1:4040/api',
    'https://example.org/x.js',
    'ws://example.org/',
    'wss://example.org/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'chrome://settings',
    'chrome-extension://abc/x.js',
    'caracal://other/x.js',
    'not an address',
  ])('%s is cancelled', (url) => {
    let cancelled: boolean | undefined;
    guarded().beforeRequest?.({ url }, ({ cancel }) => (cancelled = cancel));
    expect(cancelled).toBe(true);
  });

  it.each([
    'caracal://station/assets/x.js',
    'devtools://devtools/x.js',
    'blob:caracal://station/1',
    'data:image/png;base64,',
  ])('%s goes through', (url) => {
    expect(mayRequest(url)).toBe(true);
  });
});
