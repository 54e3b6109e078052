import { describe, expect, it } from 'vitest';
import { answerRange, readRange } from '../../../main/serving/byte-range.ts';

describe('a range of bytes', () => {
  it.each([
    ['bytes=0-', { first: 0, last: 99 }],
    ['bytes=10-19', { first: 10, last: 19 }],
    ['bytes=90-400', { first: 90, last: 99 }],
    ['bytes=-5', { first: 95, last: 99 }],
    ['bytes=-500', { first: 0, last: 99 }],
    ['bytes=100-', 'beyond'],
    ['bytes=-0', 'beyond'],
    ['bytes=5-2', 'none'],
    ['bytes=0-1,5-6', 'none'],
    ['bytes=-', 'none'],
    ['lines=1-2', 'none'],
  ] as const)('of a hundred, asked for as "%s", is %j', (header, range) => {
    expect(readRange(header, 100)).toEqual(range);
  });
});

describe('an answer', () => {
  const file = new File([new Uint8Array([0, 1, 2, 3, 4, 5])], 'a.wav', { type: 'audio/wav' });
  const headers: Record<string, string | undefined> = {};
  const whole = { status: 200, headers, body: file as unknown };

  it('is the stretch that was asked for, with its place and the type of the whole', async () => {
    const { status, headers: told, body } = answerRange(whole, { range: 'bytes=2-3' });
    expect({ status, headers: told }).toEqual({
      status: 206,
      headers: { 'accept-ranges': 'bytes', 'content-range': 'bytes 2-3/6' },
    });
    if (!(body instanceof File)) throw new Error('Expected a file');
    expect([body.name, body.type, [...new Uint8Array(await body.arrayBuffer())]]).toEqual([
      'a.wav',
      'audio/wav',
      [2, 3],
    ]);
  });

  it('says how long the file is where the range lies behind its end', () => {
    const { status, headers: told, body } = answerRange(whole, { range: 'bytes=6-' });
    expect([status, told['content-range'], body]).toEqual([416, 'bytes */6', undefined]);
  });

  it('that is no file, or failed, is left as it is', () => {
    const json = { status: 200, headers, body: { a: 1 } as unknown };
    expect(answerRange(json, { range: 'bytes=0-1' })).toBe(json);
    const failed = { ...whole, status: 404 };
    expect(answerRange(failed, { range: 'bytes=0-1' })).toBe(failed);
  });
});
