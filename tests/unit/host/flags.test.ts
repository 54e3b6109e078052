import { describe, expect, it } from 'vitest';
import { readFlags } from '../../../main/host/flags.ts';

const read = (...args: readonly string[]) => {
  const flags = readFlags(args);
  return flags.ok ? flags.value : flags.failure.message;
};

describe('the flags of the browser host', () => {
  it('may all be left out', () => {
    expect(read()).toEqual({
      ask: 'run',
      data: undefined,
      name: undefined,
      listen: '127.0.0.1',
      port: 7420,
      portIsWanted: false,
      role: 'admin',
      opensBrowser: true,
    });
  });

  it.each([
    [['--port', '0'], { port: 0, portIsWanted: true }],
    [['--port=8080'], { port: 8080, portIsWanted: true }],
    [['--data', '/d', '--name=Line = 3'], { data: '/d', name: 'Line = 3' }],
    [['--listen', '0.0.0.0'], { listen: '0.0.0.0' }],
    [['--listen=::1'], { listen: '::1' }],
    [['--role', 'kiosk', '--no-open', '--browser'], { role: 'kiosk', opensBrowser: false }],
    [['--help'], { ask: 'help' }],
    [['--version'], { ask: 'version' }],
  ])('%j', (args, expected) => {
    expect(read(...args)).toMatchObject(expected);
  });

  it.each([
    [['--prot', '1'], 'The command line: expected a flag of the station, got --prot. Did you mean --port?'],
    [['start'], 'The command line: expected a flag of the station, got start. See `npm start -- --help`.'],
    [['--port'], '--port: expected a value after it, got nothing. See `npm start -- --help`.'],
    [['--port', '-1'], '--port: expected a number from 0 to 65535, got -1. See `npm start -- --help`.'],
    [['--port', '65536'], '--port: expected a number from 0 to 65535, got 65536. See `npm start -- --help`.'],
    [['--port', '1e3'], '--port: expected a number from 0 to 65535, got 1e3. See `npm start -- --help`.'],
    [
      ['--listen', 'everywhere'],
      '--listen: expected an IP address of this machine, got everywhere. See `npm start -- --help`.',
    ],
    [
      ['--role', 'king'],
      '--role: expected one of operator, supervisor, admin, kiosk, service, got king. See `npm start -- --help`.',
    ],
    [['--data', ' '], '--data: expected a text, got an empty one. See `npm start -- --help`.'],
    [['--no-open=yes'], '--no-open: expected no value after it, got yes. See `npm start -- --help`.'],
    [['__proto__'], 'The command line: expected a flag of the station, got __proto__. See `npm start -- --help`.'],
  ])('%j is refused in one sentence', (args, sentence) => {
    expect(read(...args)).toBe(sentence);
  });
});
