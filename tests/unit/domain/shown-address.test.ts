import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameOfSource } from '../../../main/capture/source-name.ts';
import { shownAddress, veiledAddress } from '../../../main/domain/shown-address.ts';
import { sourceSettings } from '../../../preload/contract/sources.ts';

describe('an address in a sentence', () => {
  it.each([
    ['rtsp://admin:s3cret@10.0.0.5:554/stream1', 'rtsp://10.0.0.5:554/stream1'],
    ['http://cam.local/video?user=admin&password=s3cret', 'http://cam.local/video'],
    ['https://cam.local/', 'https://cam.local'],
    ['rtsp://s3cret@', 'an address that cannot be read'],
  ])('shows %s as %s', (address, shown) => {
    expect(shownAddress(address)).toBe(shown);
  });

  it('never shows a password, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (tail) => {
        const url = `rtsp://admin:s3cret${encodeURIComponent(tail.toWellFormed())}@camera/live`;
        expect(nameOfSource({ kind: 'address', url })).toBe('Address rtsp://camera/live');
      }),
    );
  });
});

describe('an address in a list', () => {
  it.each([
    ['rtsp://admin:s3cret@10.0.0.5:554/stream1', 'rtsp://***@10.0.0.5:554/stream1'],
    ['rtsp://s3cret@10.0.0.5/', 'rtsp://***@10.0.0.5/'],
    ['http://cam.local/video?user=admin&password=s3cret#s3cret', 'http://cam.local/video?***'],
    ['https://cam.local/live', 'https://cam.local/live'],
    ['rtsp://admin:s3cret@', 'rtsp://***'],
    ['rtsp://admin:s3@cret@camera/live', 'rtsp://***@camera/live'],
    ['rtsp://admin:s3/cret@camera/live', 'rtsp://***'],
    ['rtsp://admin:s3?cret@camera/live', 'rtsp://***'],
    ['rtsp://admin:s3#cret@camera/live', 'rtsp://***'],
  ])('shows where something of %s is hidden: %s', (address, shown) => {
    expect(veiledAddress(address)).toBe(shown);
    expect(sourceSettings.parse({ kind: 'address', url: shown })).toEqual({ kind: 'address', url: shown });
  });

  it('never shows a password or a query, and always stays an address of its kind', () => {
    const word = fc.stringMatching(/^[a-z0-9]{8,20}$/);
    fc.assert(
      fc.property(word, word, word, (user, password, key) => {
        const shown = veiledAddress(`rtsp://${user}:${password}@camera/live?token=${key}`);
        expect(shown).toBe('rtsp://***@camera/live?***');
      }),
    );
  });
});
