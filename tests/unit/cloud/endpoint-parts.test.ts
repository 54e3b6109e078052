import { describe, expect, it } from 'vitest';
import { sqlFailure } from '../../../cloud/endpoint/database/sql-failure.ts';
import { readFlags } from '../../../cloud/endpoint/flags.ts';
import { RateLimiter } from '../../../cloud/endpoint/http/rate-limit.ts';
import { createKeyWrap } from '../../../main/serving/key-wrap.ts';

describe('the flags of the endpoint', () => {
  it('run it on loopback when there are none', () => {
    expect(readFlags([])).toMatchObject({ ok: true, value: { verb: 'run', listen: '127.0.0.1', port: 7430 } });
  });

  it.each([
    [['enrol'], '--station'],
    [['dance'], 'The command'],
    [['--port', '70000'], '--port'],
    [['--listen', 'the.internet'], '--listen'],
    [['--colour'], 'The command line'],
  ])('%j are refused by name', (args, thing) => {
    expect(readFlags(args)).toMatchObject({ ok: false, failure: { code: 'bad_input', thing } });
  });
});

describe('a wrapped station key', () => {
  const wrap = createKeyWrap('a secret that is long enough for it');
  const wrapped = wrap.wrap('the key', 'line-1/abcd');

  it('opens for its owner alone, and shows nothing of itself', () => {
    expect(wrap.unwrap(wrapped, 'line-1/abcd')).toBe('the key');
    expect(wrap.unwrap(wrapped, 'line-2/abcd')).toBeUndefined();
    expect(createKeyWrap('another secret, as long as that one').unwrap(wrapped, 'line-1/abcd')).toBeUndefined();
    expect(Buffer.from(wrapped, 'base64').includes('the key')).toBe(false);
  });

  it.each(['', 'AAAA', wrapped.replace(/.$/, 'x').slice(4)])('that was changed does not open', (other) => {
    expect(wrap.unwrap(other, 'line-1/abcd')).toBeUndefined();
  });
});

describe('a rate limit', () => {
  it('lets a burst through, then so many a second, for each caller by itself', () => {
    let now = 0;
    const limiter = new RateLimiter({ perSecond: 2, burst: 3 }, () => now);
    const taken = (caller: string) => [1, 2, 3, 4].map(() => limiter.take(caller));
    expect(taken('a')).toEqual([true, true, true, false]);
    expect(limiter.take('b')).toBe(true);
    now = 1_000;
    expect(taken('a')).toEqual([true, true, false, false]);
  });
});

describe('an error of the database', () => {
  it.each([
    ['53100', 'disk_full'],
    ['25006', 'read_only'],
    ['40P01', 'overloaded'],
    ['57014', 'deadline_exceeded'],
    ['57P01', 'unreachable'],
    ['ECONNREFUSED', 'unreachable'],
  ])('with the code %s is the failure %s', (code, expected) => {
    expect(sqlFailure(Object.assign(new Error('x'), { code }))?.code).toBe(expected);
  });

  it('that a statement caused is a bug', () => {
    expect(sqlFailure(Object.assign(new Error('x'), { code: '42601' }))).toBeUndefined();
  });
});
