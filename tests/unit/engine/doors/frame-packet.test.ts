import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packFrame, unpackFrame } from '../../../../main/engine/doors/frame-packet.ts';
import { frameHeadOf } from '../../../support/frame-head.ts';

describe('a frame packet', () => {
  it('gives back the head and the picture that went in, whatever they hold', () => {
    const detection = fc.record({
      label: fc.string({ unit: 'grapheme' }),
      score: fc.float({ min: 0, max: 1, noNaN: true }).map(Math.abs),
      box: fc.record({ x: fc.integer(), y: fc.integer(), width: fc.nat(), height: fc.nat() }),
    });
    fc.assert(
      fc.property(fc.array(detection, { maxLength: 5 }), fc.uint8Array({ maxLength: 300 }), (detections, jpeg) => {
        const head = { ...frameHeadOf('demo', 1), detections };
        expect(unpackFrame(packFrame(head, jpeg))).toEqual({ head, jpeg });
      }),
      { numRuns: 50 },
    );
  });

  it('begins with the length of its head, big endian', () => {
    const packet = packFrame(frameHeadOf('demo', 1), new Uint8Array([9]));
    const length = JSON.stringify(frameHeadOf('demo', 1)).length;
    expect([...packet.subarray(0, 4)]).toEqual([0, 0, length >> 8, length & 0xff]);
    expect(packet.at(-1)).toBe(9);
  });

  it('that is none is not taken for one', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(unpackFrame(bytes)).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });
});
