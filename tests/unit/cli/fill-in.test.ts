import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { fillIn } from '../../../main/cli/fill-in.ts';
import { standardInput } from '../../../main/cli/standard-input.ts';

const asked: string[] = [];
const fill = async (args: readonly string[], value = 'secret') => {
  asked.length = 0;
  const filled = await fillIn(args, async (flag) => {
    asked.push(flag);
    return value;
  });
  return filled.ok ? filled.value : filled.misuse.sentence;
};

describe('a flag whose value is a dash takes it from standard input', () => {
  it.each([
    [['sync', 'configure', '--station-key', '-'], ['sync', 'configure', '--station-key', 'secret'], '--station-key'],
    [['sync', 'configure', '--station-key', '@-'], ['sync', 'configure', '--station-key', 'secret'], '--station-key'],
    [['sync', 'configure', '--station-key=@-'], ['sync', 'configure', '--station-key=secret'], '--station-key'],
    [['sources', 'add', '--json', '-'], ['sources', 'add', '--json', 'secret'], '--json'],
  ])('%j', async (args, filled, flag) => {
    expect(await fill(args)).toEqual(filled);
    expect(asked).toEqual([flag]);
  });

  it.each([
    [['station', 'rename', '--name=-']],
    [['station', 'rename', '-']],
    [['--data', '-', 'station', 'health']],
    [['station', 'rename', '--name', 'a - b']],
  ])('and %j stays as it was typed', async (args) => {
    expect(await fill(args)).toEqual(args);
    expect(asked).toEqual([]);
  });

  it('takes one value only, and none that is empty', async () => {
    const two = ['sync', 'configure', '--address', '-', '--station-key', '-'];
    expect(await fill(two)).toBe('Expected one value from standard input, got two: --address and --station-key.');
    expect(asked).toEqual([]);
    expect(await fill(['sync', 'configure', '--station-key', '-'], '')).toBe(
      'Expected the value of --station-key on standard input, got nothing.',
    );
  });

  it.each([
    ['a key\n', 'a key'],
    ['a key\r\n', 'a key'],
    ['two\nlines\n\n', 'two\nlines\n'],
    ['', ''],
  ])('without the line end that is added: %j', async (text, value) => {
    const terminal = { write: () => true };
    expect(await standardInput(Readable.from([Buffer.from(text)]), terminal)('--name')).toBe(value);
  });
});
