import { describe, expect, it } from 'vitest';
import { nearest } from '../../../main/domain/nearest.ts';

describe('the nearest word', () => {
  it.each([
    ['lst', ['list', 'pull', 'import'], 'list'],
    ['pul', ['list', 'pull', 'import'], 'pull'],
    ['--prot', ['--port', '--data'], '--port'],
    ['VERIFY', ['verify', 'list'], 'verify'],
    ['models', ['models'], 'models'],
    ['zzzzzz', ['list', 'pull'], undefined],
    ['x', [], undefined],
  ])('to %s among %j is %s', (word, known, expected) => {
    expect(nearest(word, known)).toBe(expected);
  });
});
