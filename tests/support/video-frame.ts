import { openSource } from '../../main/capture/open-source.ts';
import { FrameStamper } from '../../main/capture/stamp.ts';
import type { Frame } from '../../main/domain/frame.ts';

/** One frame of a video, counted from nought, with planes of its own. */
export async function videoFrame(path: string, index: number): Promise<Frame> {
  const found = Promise.withResolvers<Frame>();
  const source = openSource(
    { kind: 'file', path, loop: false, pace: 'fast' },
    {
      stamper: new FrameStamper('test', 'session'),
      openDeadlineMs: 10_000,
      room: () => Promise.resolve(),
      skipped: () => undefined,
    },
  );
  const opened = await source.open(
    (frame) => {
      if (frame.sequence !== index) return;
      found.resolve({
        ...frame,
        planes: frame.planes.map(({ data, stride }) => ({ data: Uint8Array.from(data), stride })),
      });
    },
    () => found.reject(new Error(`Expected ${path} to have more than ${index} frames`)),
  );
  if (!opened.ok) throw new Error(opened.failure.message);
  const frame = await found.promise;
  await source.close();
  return frame;
}
