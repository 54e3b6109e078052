import { expect, it } from 'vitest';
import type { PictureOfFrame } from '../../../main/vision/families/family.ts';
import { SampleDesk } from '../../../main/vision/sample-desk.ts';

const frame = {
  id: 'frame-1',
  sourceId: 'camera',
  sequence: 1,
  capturedAt: 0,
  wallTime: 0,
  part: null,
  width: 2,
  height: 2,
  format: 'nv12' as const,
  planes: [
    { data: Uint8Array.of(1, 2, 3, 4), stride: 2 },
    { data: Uint8Array.of(5, 6), stride: 2 },
  ],
  yuv: { matrix: 'bt709' as const, range: 'full' as const },
};

it('encodes a copy of the frame, with what its colours mean, after the frame was let go', async () => {
  const encoded: PictureOfFrame[] = [];
  const encoder = {
    encode: (picture: PictureOfFrame) => {
      encoded.push(picture);
      return Promise.resolve(Uint8Array.of(9));
    },
  };
  const told: string[] = [];
  const desk = new SampleDesk(encoder, undefined, (frameId, reason) => told.push(`${frameId} ${reason}`));
  desk.keep(frame, 'unsure');
  for (const plane of frame.planes) plane.data.fill(0);
  await desk.idle();
  expect(told).toEqual(['frame-1 unsure']);
  expect(encoded[0]?.yuv).toEqual({ matrix: 'bt709', range: 'full' });
  expect(encoded[0]?.planes.map(({ data }) => [...data])).toEqual([
    [1, 2, 3, 4],
    [5, 6],
  ]);
});
