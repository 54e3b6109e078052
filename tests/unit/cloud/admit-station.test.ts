import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admitStation } from '../../../cloud/endpoint/sync/admit-station.ts';
import { clockSkewMostMs, readStationKey, syncHeaders, textToSign } from '../../../preload/contract/sync-signature.ts';

const now = 1_800_000_000_000;
const secret = 's'.repeat(43);
const parts = {
  method: 'POST',
  path: '/sync/batch',
  station: 'line-1-abc',
  key: 'abcd1234',
  timestamp: now,
  batch: 'batch-0001',
  content: '0'.repeat(64),
};
type Parts = typeof parts;

const sign = (signed: Parts): string => createHmac('sha256', secret).update(textToSign(signed)).digest('hex');
const headersOf = ({ station, key, timestamp, batch, content }: Parts, signature: string) => ({
  [syncHeaders.station]: station,
  [syncHeaders.key]: key,
  [syncHeaders.timestamp]: String(timestamp),
  [syncHeaders.batch]: batch,
  [syncHeaders.content]: content,
  [syncHeaders.signature]: signature,
});
const admit = ({ method, path, ...rest }: Parts, signature: string, at = now) =>
  admitStation(
    { method, path, headers: headersOf({ method, path, ...rest }, signature) },
    {
      secretOf: async (station, key) => (station === parts.station && key === parts.key ? secret : undefined),
      now: at,
    },
  );

const text = (letters: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...letters), minLength, maxLength });

describe('a signed request', () => {
  it('is let in as signed', async () => {
    expect(await admit(parts, sign(parts))).toMatchObject({ ok: true, value: { station: 'line-1-abc' } });
  });

  it('is refused once any part of it was changed', async () => {
    const changed = fc.oneof(
      fc.constantFrom('GET', 'PUT').map((method) => ({ method })),
      text('abc/?=&', 1, 20).map((path) => ({ path: `/sync${path}` })),
      text('abcXYZ019_-', 8, 20).map((batch) => ({ batch })),
      text('0123456789abcdef', 64, 64).map((content) => ({ content })),
      fc.integer({ min: 1, max: 1_000 }).map((by) => ({ timestamp: now + by })),
      text('abc019-', 1, 20).map((station) => ({ station })),
    );
    await fc.assert(
      fc.asyncProperty(changed, async (change) => {
        const other = { ...parts, ...change };
        fc.pre(textToSign(other) !== textToSign(parts));
        expect(await admit(other, sign(parts))).toMatchObject({ ok: false, failure: { code: 'unauthorised' } });
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [-clockSkewMostMs, true],
    [clockSkewMostMs, true],
    [clockSkewMostMs + 1, false],
    [-clockSkewMostMs - 1, false],
  ])('with a clock %i ms off is let in: %s', async (apart, ok) => {
    const told = { ...parts, timestamp: now + apart };
    expect((await admit(told, sign(told))).ok).toBe(ok);
  });

  it('without one of its headers is told which', async () => {
    const { [syncHeaders.batch]: _left, ...headers } = headersOf(parts, sign(parts));
    const refused = await admitStation(
      { method: 'POST', path: parts.path, headers },
      { secretOf: async () => secret, now },
    );
    expect(refused).toMatchObject({ ok: false, failure: { thing: 'The header caracal-batch' } });
  });
});

describe('a station key as text', () => {
  it('is read back into its parts', () => {
    expect(readStationKey(` caracal.line-1.abcd1234.${secret}\n`)).toEqual({
      station: 'line-1',
      key: 'abcd1234',
      secret,
    });
  });

  it.each(['', 'caracal.line-1.abcd1234', `caracal.line-1.abcd1234.${secret}x`, `other.a.abcd.${secret}`])(
    'is not made of %j',
    (text) => {
      expect(readStationKey(text)).toBeUndefined();
    },
  );
});
