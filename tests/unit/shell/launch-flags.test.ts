import { describe, expect, it } from 'vitest';
import { readFlags } from '../../../main/shell/launch-flags.ts';

describe('flags of the app', () => {
  it.each([
    [[], { kiosk: false, dataFolder: undefined }],
    [['.'], { kiosk: false, dataFolder: undefined }],
    [['--kiosk'], { kiosk: true, dataFolder: undefined }],
    [['--data=/srv/line 1=a'], { kiosk: false, dataFolder: '/srv/line 1=a' }],
    [['.', '--no-sandbox', '--remote-debugging-port=0', '--kiosk', '-psn_0_1'], { kiosk: true, dataFolder: undefined }],
  ])('%j is read as %j', (args, value) => {
    expect(readFlags(args)).toEqual({ ok: true, value });
  });

  it.each([
    '--kioskk',
    '--kiosk=yes',
    '--data',
    '--data=',
    '-k',
    '--js-flags=--expose-gc',
    '--disable-web-security',
    '--',
  ])('%s is refused with a remedy', (arg) => {
    const outcome = readFlags(['.', arg]);
    expect(outcome.ok ? '' : outcome.failure.message).toBe(
      `The command line: expected --kiosk or --data=FOLDER, got ${arg}. Use --kiosk and --data=FOLDER, or start without flags`,
    );
  });
});
