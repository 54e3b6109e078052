import { describe, expect, it } from 'vitest';
import { createPrinter } from '../../../main/cli/printer.ts';
import { asLine, asText } from '../../../main/cli/text.ts';
import { failure } from '../../../main/domain/outcome.ts';

describe('a value for a person', () => {
  it('is a table where it is a list', () => {
    const rows = [
      {
        name: 'demo',
        bytes: 3_100_000,
        builtIn: true,
        addedAt: 0,
        settings: { kind: 'demo', a: 1, b: 2, c: 3 },
        note: '',
      },
      { name: 'camera', bytes: 12, builtIn: false, addedAt: 0, settings: { kind: 'camera' }, note: '' },
    ];
    expect(asText(rows)).toBe(
      [
        'NAME    BYTES   BUILT IN  ADDED AT                  SETTINGS.KIND',
        'demo    3.1 MB  yes       1970-01-01T00:00:00.000Z  demo',
        'camera  12 B    no        1970-01-01T00:00:00.000Z  camera',
      ].join('\n'),
    );
  });

  it('is lines of name and value where it is a thing, with its lists as tables', () => {
    const value = { state: 'ready', disk: { freeBytes: 1500 }, parts: [{ part: 'store', restarts: 0 }], none: null };
    expect(asText(value)).toBe(
      [
        'state           ready',
        'disk.freeBytes  1.5 kB',
        'parts:',
        'PART   RESTARTS',
        'store  0',
        'none            -',
      ].join('\n'),
    );
  });

  it('says beneath its row what is too long for a cell, and what is part of it once', () => {
    const remedy = 'Make it, mount it, or give the account that runs the station the right to write there.';
    const message = `The folder /verdicts: expected a folder that is there, got none. ${remedy}`;
    const rows = [
      { id: 'plc', state: 'ready', message: '', remedy: '' },
      { id: 'mes', state: 'away', message, remedy, sha256: 'a'.repeat(64) },
    ];
    expect(asText(rows)).toBe(['ID   STATE', 'plc  ready', 'mes  away', `  ${message}`].join('\n'));
  });

  it.each([
    [[], '(none)'],
    [undefined, ''],
    ['text', 'text'],
    [[1, 2], 'VALUE\n1\n2'],
  ])('%j is %j', (value, text) => {
    expect(asText(value)).toBe(text);
  });
});

describe('a value that comes again and again', () => {
  it('is one line, and a share where it is a transfer', () => {
    expect(asLine({ name: 'yolo', step: 'copying', doneBytes: 500_000, totalBytes: 2_000_000, resumedAt: 0 })).toBe(
      'yolo  copying  25 %  500.0 kB of 2.0 MB',
    );
    expect(asLine({ state: 'ready', note: '', parts: [{ part: 'store' }] })).toBe('state ready');
  });

  it.each([
    [true, '\r\x1b[Kstate a\r\x1b[Kstate b\n'],
    [false, 'state a\nstate b\n'],
  ])('is written over in a terminal (%s)', (isTTY, expected) => {
    let written = '';
    const stdout = { isTTY, write: (text: string) => (written += text) };
    const printer = createPrinter('text', stdout, stdout);
    printer.next({ state: 'a' });
    printer.next({ state: 'b' });
    printer.end();
    expect(written).toBe(expected);
  });
});

describe('a failure', () => {
  const failed = failure('not_found', { thing: 'id', expected: 'a source', received: '"x"', remedy: 'See the list.' });
  it.each([
    ['text', 'id: expected a source, got "x". See the list.\n'],
    [
      'json',
      '{"code":"not_found","message":"id: expected a source, got \\"x\\". See the list.","data":{"thing":"id","expected":"a source","received":"\\"x\\"","remedy":"See the list."}}\n',
    ],
  ] as const)('as %s goes to the other stream', (output, expected) => {
    let out = '';
    let err = '';
    const stdout = { write: (text: string) => (out += text) };
    const stderr = { write: (text: string) => (err += text) };
    createPrinter(output, stdout, stderr).failure(failed);
    expect({ out, err }).toEqual({ out: '', err: expected });
  });
});
