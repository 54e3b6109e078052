import { describe, expect, it } from 'vitest';
import { readFlags, shellHelp } from '../../../main/shell/launch-flags.ts';

const usual = {
  ask: 'run',
  kiosk: false,
  data: undefined,
  name: undefined,
  listen: '127.0.0.1',
  port: 7420,
  portIsWanted: false,
};
const messageOf = (args: readonly string[]): string => {
  const outcome = readFlags(args);
  return outcome.ok ? '' : outcome.failure.message;
};

describe('flags of the app', () => {
  it.each([
    [[], {}],
    [['.'], {}],
    [['--kiosk'], { kiosk: true }],
    [['--data=/srv/line 1=a'], { data: '/srv/line 1=a' }],
    [['--data', '/srv/line-1', '--name', 'Line 1'], { data: '/srv/line-1', name: 'Line 1' }],
    [['.', '--no-sandbox', '--remote-debugging-port=0', '--kiosk', '-psn_0_1'], { kiosk: true }],
    [['--listen', '0.0.0.0', '--port=8080'], { listen: '0.0.0.0', port: 8080, portIsWanted: true }],
    [['--help'], { ask: 'help' }],
    [['-h'], { ask: 'help' }],
    [['--version'], { ask: 'version' }],
  ])('%j are read', (args, flags) => {
    expect(readFlags(args)).toEqual({ ok: true, value: { ...usual, ...flags } });
  });

  it.each([
    [['--kioks'], 'The command line: expected a flag of the station, got --kioks. Did you mean --kiosk?'],
    [['--kiosk=yes'], '--kiosk: expected no value after it, got yes. See `npm start -- --help`.'],
    [['--data'], '--data: expected a value after it, got nothing. See `npm start -- --help`.'],
    [['--port', 'http'], '--port: expected a number from 0 to 65535, got http. See `npm start -- --help`.'],
    [['--listen=here'], '--listen: expected an IP address of this machine, got here. See `npm start -- --help`.'],
    [['--data='], '--data: expected a value after it, got nothing. See `npm start -- --help`.'],
    [
      ['--role', 'operator'],
      'The command line: expected a flag of the window, got --role. It is for the browser host: add --browser.',
    ],
  ])('%j are refused with a remedy', (args, message) => {
    expect(messageOf(['.', ...args])).toBe(message);
  });

  it.each(['-k', '--js-flags=--expose-gc', '--disable-web-security', '--', '--remote-allow-origins=*', '--proto__'])(
    '%s, which would loosen or bend the program, is refused',
    (arg) => {
      expect(messageOf([arg])).toMatch(/^The command line: expected a flag of the station/);
    },
  );

  it('are all in the help', () => {
    for (const flag of ['--data', '--name', '--port', '--listen', '--kiosk', '--browser', '--help', '--version'])
      expect(shellHelp).toContain(flag);
  });
});
