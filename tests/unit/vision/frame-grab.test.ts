import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../main/domain/frame.ts';
import type { PictureOfFrame } from '../../../main/vision/families/family.ts';
import { FrameGrab } from '../../../main/vision/frame-grab.ts';

const frame = (part: number | null | undefined, grey: number): Frame => ({
  id: `f${grey}`,
  sourceId: 'demo',
  sequence: grey,
  capturedAt: grey,
  wallTime: grey,
  width: 1,
  height: 1,
  format: 'gray8',
  planes: [{ data: Uint8Array.of(grey), stride: 1 }],
  part,
});

const encoder = { encode: async ({ planes }: PictureOfFrame) => Uint8Array.from(planes[0]?.data ?? []) };
const always = (): FrameGrab => new FrameGrab(encoder, () => 0);

describe('a grabbed frame', () => {
  it('is the next one, copied before its memory is used again', async () => {
    const grab = always();
    const taken = grab.ask('frame');
    const next = frame(3, 7);
    grab.see(next);
    next.planes[0]?.data.fill(0);
    grab.see(frame(3, 8));
    expect(await taken).toMatchObject({ ok: true, value: { jpeg: Uint8Array.of(7), part: 3, width: 1, height: 1 } });
  });

  it('of a part is one of a part that was seen from its beginning to its end', async () => {
    const grab = always();
    const taken = grab.ask('part');
    for (const [part, grey] of [
      [4, 1],
      [4, 2],
      [null, 3],
      [5, 4],
      [5, 5],
      [5, 6],
    ] as const)
      grab.see(frame(part, grey));
    let isSettled = false;
    void taken.then(() => {
      isSettled = true;
    });
    await Promise.resolve();
    expect(isSettled).toBe(false);
    grab.see(frame(null, 9));
    expect(await taken).toMatchObject({ ok: true, value: { jpeg: Uint8Array.of(6), part: 5 } });
  });

  it('of a part is drawn by lot, each of its frames with the same chance', async () => {
    const counts = [0, 0, 0];
    for (let round = 0; round < 600; round += 1) {
      const grab = new FrameGrab(encoder, Math.random);
      const taken = grab.ask('part');
      for (const [part, grey] of [
        [null, 9],
        [1, 0],
        [1, 1],
        [1, 2],
        [null, 9],
      ] as const)
        grab.see(frame(part, grey));
      const outcome = await taken;
      const [grey = 0] = outcome.ok ? outcome.value.jpeg : [];
      counts[grey] = (counts[grey] ?? 0) + 1;
    }
    for (const count of counts) expect(count).toBeGreaterThan(120);
  });

  it('of a part is just the next frame where a source does not know its parts', async () => {
    const grab = always();
    const taken = grab.ask('part');
    grab.see(frame(undefined, 2));
    expect(await taken).toMatchObject({ ok: true, value: { part: null } });
  });

  it('is answered for when the line ends, or when another one is asked for', async () => {
    const grab = always();
    const [first, second] = [grab.ask('part'), grab.ask('part')];
    expect(await first).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    await grab.end();
    expect(await second).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });
});
