import type { App, HandlerDetails, WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { type GuardedContents, guardApp } from '../../../main/shell/navigation-guards.ts';
import { EmitterDouble } from './doubles/emitter-double.ts';
import { EventDouble, UrlEvent } from './doubles/events.ts';

class ContentsDouble extends EmitterDouble<WebContents> implements GuardedContents {
  open: Parameters<GuardedContents['setWindowOpenHandler']>[0] | undefined;
  webRtc: string | undefined;

  readonly setWindowOpenHandler: GuardedContents['setWindowOpenHandler'] = (handler) => {
    this.open = handler;
  };
  readonly setWebRTCIPHandlingPolicy: GuardedContents['setWebRTCIPHandlingPolicy'] = (policy) => {
    this.webRtc = policy;
  };
}

function guarded(): { readonly app: EmitterDouble<App>; readonly contents: ContentsDouble } {
  const app = new EmitterDouble<App>();
  const contents = new ContentsDouble();
  guardApp(app);
  app.emit('web-contents-created', new EventDouble(), contents);
  return { app, contents };
}

const elsewhere = [
  'https://example.org/',
  'http://127.0.0.1/',
  'file:///etc/passwd',
  'data:text/html,x',
  'about:blank',
  'caracal://other/',
];

describe('whatever contents the app makes', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s elsewhere is prevented', (event) => {
    const { contents } = guarded();
    const prevented = elsewhere.map((url) => {
      const details = new UrlEvent(url);
      contents.emit(event, details);
      return details.defaultPrevented;
    });
    expect(prevented).toEqual(elsewhere.map(() => true));
  });

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s within the own page goes through', (event) => {
    const details = new UrlEvent('caracal://station/history');
    guarded().contents.emit(event, details);
    expect(details.defaultPrevented).toBe(false);
  });

  it.each([...elsewhere, 'caracal://station/index.html'])('opens no second window for %s', (url) => {
    expect(guarded().contents.open?.({ url } as HandlerDetails)).toEqual({ action: 'deny' });
  });

  it('embeds no browser and gives no address of the machine away', () => {
    const { contents } = guarded();
    const event = new EventDouble();
    contents.emit('will-attach-webview', event, {}, {});
    expect([event.defaultPrevented, contents.webRtc]).toEqual([true, 'disable_non_proxied_udp']);
  });
});

describe('what a remote server may ask of the app', () => {
  it('a certificate that does not hold is refused', () => {
    const event = new EventDouble();
    const answers: unknown[] = [];
    const answer = (trusted: boolean): void => void answers.push(trusted);
    guarded().app.emit('certificate-error', event, {}, 'https://example.org', 'expired', {}, answer);
    expect([event.defaultPrevented, answers]).toEqual([true, [false]]);
  });

  it('no client certificate and no password is given', () => {
    const { app } = guarded();
    const [choose, login] = [new EventDouble(), new EventDouble()];
    const answers: unknown[][] = [];
    const answer = (...given: unknown[]): void => void answers.push(given);
    app.emit('select-client-certificate', choose, {}, 'https://example.org', [{}], answer);
    app.emit('login', login, {}, {}, {}, answer);
    expect([choose.defaultPrevented, login.defaultPrevented, answers]).toEqual([true, true, [[], []]]);
  });
});
