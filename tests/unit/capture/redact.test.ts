import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutSecrets } from '../../../main/capture/redact.ts';
import { nameOfSource } from '../../../main/capture/source-name.ts';

describe('an address in a sentence', () => {
  it.each([
    ['rtsp://admin:s3cret@10.0.0.5:554/stream1', 'rtsp://10.0.0.5:554/stream1'],
    ['http://cam.local/video?user=admin&password=s3cret', 'http://cam.local/video'],
    ['https://cam.local/', 'https://cam.local'],
    ['rtsp://s3cret@', 'an address that cannot be read'],
  ])('shows %s as %s', (address, shown) => {
    expect(withoutSecrets(address)).toBe(shown);
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
