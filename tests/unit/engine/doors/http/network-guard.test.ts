import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import {
  createHostCheck,
  hostName,
  inUrl,
  isLoopback,
  isOwnOrigin,
  toldAddress,
} from '../../../../../main/engine/doors/http/network-guard.ts';

describe('the Host of a request', () => {
  it.each([
    ['127.0.0.1:7420', '127.0.0.1'],
    ['LOCALHOST:7420', 'localhost'],
    ['[::1]:7420', '[::1]'],
    ['station', 'station'],
    ['', undefined],
    [undefined, undefined],
    ['a b', undefined],
    ['user@localhost', undefined],
    ['localhost:7420:1', undefined],
    ['localhost/', undefined],
  ])('%s names %s', (host, name) => {
    expect(hostName(host)).toBe(name);
  });

  it('may be one of this machine alone where it listens to itself', () => {
    const isOwn = createHostCheck('127.0.0.1');
    const names = ['localhost', '127.0.0.1', '[::1]', '192.168.1.5', `${hostname()}.local`, 'evil.example'];
    expect(names.map(isOwn)).toEqual([true, true, true, false, false, false]);
  });

  it('may also be a name or address of the machine where it listens to all', () => {
    const isOwn = createHostCheck('0.0.0.0');
    expect([hostname().toLowerCase(), `${hostname().toLowerCase()}.local`, 'evil.example'].map(isOwn)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('may be the address that it listens at', () => {
    expect(createHostCheck('192.168.1.5')('192.168.1.5')).toBe(true);
  });
});

describe('the Origin of a request', () => {
  it.each([
    ['http://127.0.0.1:7420', '127.0.0.1:7420', true],
    ['https://station.local', 'station.local:80', true],
    ['http://127.0.0.1:7421', '127.0.0.1:7420', false],
    ['http://localhost:7420', '127.0.0.1:7420', false],
    ['http://127.0.0.1.evil.example:7420', '127.0.0.1:7420', false],
    ['null', '127.0.0.1:7420', false],
    [undefined, '127.0.0.1:7420', false],
  ])('%s is the own one of %s: %s', (origin, host, isOwn) => {
    expect(isOwnOrigin(origin, host)).toBe(isOwn);
  });
});

describe('an address that others are told', () => {
  it.each(['127.0.0.1', '192.168.1.5'])('is %s where it listens at that alone', (listen) => {
    expect(toldAddress(listen)).toBe(listen);
    expect(isLoopback(listen)).toBe(listen === '127.0.0.1');
  });
});

describe('an address in a URL', () => {
  it('stands in brackets where it has colons', () => {
    expect([inUrl('::1'), inUrl('127.0.0.1')]).toEqual(['[::1]', '127.0.0.1']);
  });
});
