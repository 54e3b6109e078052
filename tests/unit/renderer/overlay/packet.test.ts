import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packFrame } from '../../../../main/engine/doors/frame-packet.ts';
import type { FrameHead } from '../../../../preload/contract/frames.ts';
import { unpack } from '../../../../renderer/overlay/packet.ts';

const head: FrameHead = {
  frameId: 'demo-7',
  sourceId: 'demo',
  capturedAt: 1_767_600_000_000,
  width: 640,
  height: 480,
  part: 3,
  model: { name: 'pcb-defects', version: '1.0.0' },
  detections: [{ label: 'open', score: 0.9, box: { x: 1, y: 2, width: 3, height: 4 } }],
  verdict: 'fail',
  inferMs: 20,
  endToEndMs: 30,
};

describe('a packet of the frame feed', () => {
  it('comes out as the engine packed it, head and picture together', () => {
    const bytes = packFrame(head, new Uint8Array([1, 2, 3]));
    const packet = unpack(bytes.buffer);
    expect(packet?.head).toEqual(head);
    expect([...(packet?.jpeg ?? [])]).toEqual([1, 2, 3]);
  });

  it('is refused where its head is longer than itself', () => {
    expect(unpack(new Uint8Array([0, 0, 1, 0, 123]).buffer)).toBeNull();
  });

  it('is refused where the head is not what the contract says', () => {
    const bytes = packFrame({ ...head, verdict: 'pass' }, new Uint8Array());
    const text = new TextDecoder().decode(bytes).replace('"pass"', '"good"');
    expect(unpack(new TextEncoder().encode(text).buffer)).toBeNull();
  });

  it('never throws, whatever bytes arrive', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => unpack(new Uint8Array(bytes).buffer) === null));
  });
});
