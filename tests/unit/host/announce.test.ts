import { describe, expect, it } from 'vitest';
import { farewell, greeting } from '../../../main/host/announce.ts';
import { browserOpener } from '../../../main/host/open-browser.ts';

const ready = {
  kind: 'ready',
  address: 'http://127.0.0.1:7420',
  link: 'http://127.0.0.1:7420/enter?token=t',
  note: '',
} as const;
const place = { logFile: '/data/station.log', otherStation: undefined };

describe('what the person at the terminal reads', () => {
  it('is the address, the one-time link and how to stop', () => {
    expect(greeting(ready, '127.0.0.1')).toEqual([
      'Caracal runs at http://127.0.0.1:7420',
      'Open http://127.0.0.1:7420/enter?token=t (lets one screen in, once)',
      'Ctrl-C stops it.',
    ]);
  });

  it('says first that another port was taken, and warns where others can reach it', () => {
    const lines = greeting({ ...ready, note: 'Port 7420 is in use.' }, '0.0.0.0');
    expect(lines[0]).toBe('Port 7420 is in use.');
    expect(lines.join(' ')).toContain('unencrypted');
  });
});

describe('how it ends', () => {
  it('is silent and 0 where all went as asked', () => {
    expect(farewell({ kind: 'stopped', inTime: true }, place)).toEqual({ exitCode: 0, sentence: '' });
  });

  it('names the station that has the data folder already', () => {
    const failure = {
      code: 'wrong_state',
      message: 'The folder is in use.',
      thing: 'a',
      expected: 'b',
      remedy: 'c',
    } as const;
    const { exitCode, sentence } = farewell(
      { kind: 'refused', failure },
      { ...place, otherStation: 'http://127.0.0.1:7420' },
    );
    expect({ exitCode, sentence }).toEqual({
      exitCode: 1,
      sentence: expect.stringContaining('at http://127.0.0.1:7420;'),
    });
  });
});

describe('the browser of the desktop', () => {
  it.each([
    ['linux', { DISPLAY: ':0' }, 'xdg-open'],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
    ['linux', {}, undefined],
    ['linux', { DISPLAY: ':0', SSH_CONNECTION: 'x' }, undefined],
    ['linux', { DISPLAY: ':0', CI: 'true' }, undefined],
    ['darwin', {}, 'open'],
    ['win32', {}, 'rundll32'],
  ] as const)('on %s with %j is opened by %s', (platform, env, command) => {
    expect(browserOpener({ platform, env })?.command).toBe(command);
  });
});
