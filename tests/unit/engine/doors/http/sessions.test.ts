import { describe, expect, it } from 'vitest';
import { EntryLinks } from '../../../../../main/engine/doors/http/entry-links.ts';
import { Sessions } from '../../../../../main/engine/doors/http/sessions.ts';

const hour = 60 * 60 * 1000;
const tokenOf = (link: string): string => new URL(link).searchParams.get('token') ?? '';

describe('a session', () => {
  it('keeps the role that it was opened with, and no other cookie has one', () => {
    const sessions = new Sessions({ key: 'k', now: () => 0 });
    const cookie = sessions.open('operator');
    expect(sessions.roleOf(cookie)).toBe('operator');
    expect(
      ['', 'admin', `${cookie}x`, cookie.replace('operator', 'admin')].map((other) => sessions.roleOf(other)),
    ).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('lives as long as it is used and ends after twelve idle hours', () => {
    let now = 0;
    const sessions = new Sessions({ key: 'k', now: () => now });
    const cookie = sessions.open('kiosk');
    for (let used = 0; used < 5; used += 1) {
      now += 11 * hour;
      expect(sessions.roleOf(cookie)).toBe('kiosk');
    }
    now += 13 * hour;
    expect(sessions.roleOf(cookie)).toBeUndefined();
    expect(sessions.roleOf(cookie)).toBeUndefined();
  });

  it('outlasts a restart of the engine under the same host, and none under another', () => {
    const cookie = new Sessions({ key: 'of the host', now: () => 1000 }).open('supervisor');
    const restarted = new Sessions({ key: 'of the host', now: () => 2000 });
    const stranger = new Sessions({ key: 'of another', now: () => 2000 });
    expect([restarted.roleOf(cookie), stranger.roleOf(cookie)]).toEqual(['supervisor', undefined]);
  });

  it('makes room for new ones by the one longest unused', () => {
    const sessions = new Sessions({ key: 'k', now: () => 0 });
    const [first = '', second = ''] = [sessions.open('operator'), sessions.open('operator')];
    for (let more = 0; more < 254; more += 1) sessions.open('operator');
    sessions.roleOf(first);
    sessions.open('operator');
    const later = new Sessions({ key: 'k', now: () => 0 });
    expect([sessions.roleOf(first), later.roleOf(second)]).toEqual(['operator', 'operator']);
  });
});

describe('a one-time link', () => {
  it('gives its role once, within its time', () => {
    let now = 0;
    const links = new EntryLinks(() => now);
    const { link, expiresAt } = links.invite('operator', 'http://127.0.0.1:7420');
    expect({ link, expiresAt }).toEqual({
      link: expect.stringMatching(/^http:\/\/127\.0\.0\.1:7420\/enter\?token=[\w-]{43}$/),
      expiresAt: 600_000,
    });
    expect([links.redeem(tokenOf(link)), links.redeem(tokenOf(link))]).toEqual(['operator', 'refused']);
    const late = tokenOf(links.invite('admin', 'http://a').link);
    now = 600_001;
    expect(links.redeem(late)).toBe('refused');
  });

  it('is guarded against guessing for a minute, without shutting out who has a right one', () => {
    let now = 0;
    const links = new EntryLinks(() => now);
    const answers = Array.from({ length: 12 }, () => links.redeem('guess'));
    expect(answers.filter((answer) => answer === 'too many')).toHaveLength(2);
    expect(links.redeem(tokenOf(links.invite('kiosk', 'http://a').link))).toBe('kiosk');
    now = 61_000;
    expect(links.redeem('guess')).toBe('refused');
  });

  it('is forgotten when too many others were made', () => {
    const links = new EntryLinks(() => 0);
    const first = tokenOf(links.invite('admin', 'http://a').link);
    for (let more = 0; more < 64; more += 1) links.invite('operator', 'http://a');
    expect(links.redeem(first)).toBe('refused');
  });
});
