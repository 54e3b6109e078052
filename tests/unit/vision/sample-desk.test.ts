import { describe, expect, it } from 'vitest';
import { Sampler } from '../../../main/domain/sampling/sampler.ts';
import type { PictureOfFrame } from '../../../main/vision/families/family.ts';
import { SampleDesk } from '../../../main/vision/sample-desk.ts';
import { usualSampling } from '../../../preload/contract/sampling.ts';

const frameOf = (sequence: number) => ({
  id: `frame-${sequence}`,
  sourceId: 'camera',
  sequence,
  capturedAt: 0,
  wallTime: 0,
  part: null,
  width: 2,
  height: 2,
  format: 'nv12' as const,
  planes: [
    { data: Uint8Array.of(1, 2, 3, 4), stride: 2 },
    { data: Uint8Array.of(5, sequence), stride: 2 },
  ],
  yuv: { matrix: 'bt709' as const, range: 'full' as const },
});

const unsure = [{ label: 'open', score: 0.5, box: { x: 0, y: 0, width: 1, height: 1 } }];

/** With an encoder that holds each picture until it is told to go on. */
function deskThatDraws(controlShare: number, perMinute = 100) {
  const encoded: PictureOfFrame[] = [];
  const held: (() => void)[] = [];
  const told: string[] = [];
  const encode = (picture: PictureOfFrame): Promise<Uint8Array> => {
    const planes = picture.planes.map(({ data, stride }) => ({ data: data.slice(), stride }));
    const { promise, resolve } = Promise.withResolvers<Uint8Array>();
    encoded.push(picture);
    held.push(() => resolve(Uint8Array.from(planes.flatMap(({ data }) => [...data]))));
    return promise;
  };
  const settings = { ...usualSampling, perMinute, perHour: 100, perDay: 100, controlShare };
  const sampler = new Sampler({ settings, seed: 1, kept: [0, 0, 0] }, 0);
  const desk = new SampleDesk({ encode }, sampler, (id, reason, jpeg) => told.push(`${id} ${reason} ${[...jpeg]}`));
  /** As the loop does: decide, keep, and give the frame's memory to the next. */
  const see = (sequence: number, detections = unsure) => {
    const frame = frameOf(sequence);
    const choice = desk.decide(frame, detections, 0);
    if (choice.kept !== undefined) desk.keep(frame, choice.kept);
    for (const plane of frame.planes) plane.data.fill(0);
    return choice;
  };
  const finish = async (): Promise<void> => {
    held.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { desk, see, finish, told, encoded };
}

describe('the desk that keeps pictures for labelling', () => {
  it('encodes a copy of the frame, with what its colours mean, after the frame was let go', async () => {
    const { desk, see, finish, told, encoded } = deskThatDraws(0);
    expect(see(6)).toEqual({ kept: 'unsure' });
    await finish();
    await desk.idle();
    expect(told).toEqual(['frame-6 unsure 1,2,3,4,5,6']);
    expect(encoded[0]?.yuv).toEqual({ matrix: 'bt709', range: 'full' });
  });

  it('asks for no unsure frame while one is being encoded: the next of the part is as good', async () => {
    const { desk, see, finish, told } = deskThatDraws(0);
    expect([see(1), see(2)]).toEqual([{ kept: 'unsure' }, {}]);
    await finish();
    await desk.idle();
    expect(see(3)).toEqual({ kept: 'unsure' });
    await finish();
    expect(told.map((one) => one.split(' ')[0])).toEqual(['frame-1', 'frame-3']);
  });

  it('keeps no frame for the sake of what lies outside of the region that judges', () => {
    const { desk, see } = deskThatDraws(0);
    const right = [
      { x: 0.6, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 1 },
      { x: 0.6, y: 1 },
    ];
    const settings = { ...usualSampling, controlShare: 0 };
    desk.use(new Sampler({ settings, regions: [right], seed: 1, kept: [0, 0, 0] }, 0));
    expect(see(1)).toEqual({});
    expect(see(2, [{ label: 'open', score: 0.5, box: { x: 1, y: 0, width: 1, height: 1 } }])).toEqual({
      kept: 'unsure',
    });
  });

  it('lets a frame that was drawn by lot wait with a copy of its own, and says of a second one that it was missed', async () => {
    const { desk, see, finish, told, encoded } = deskThatDraws(1);
    expect([see(1), see(2), see(3), see(4)]).toEqual([
      { kept: 'control' },
      { kept: 'control' },
      { missed: true },
      { missed: true },
    ]);
    expect(encoded).toHaveLength(1);
    await finish();
    expect([see(5), see(6)]).toEqual([{ kept: 'control' }, { missed: true }]);
    await finish();
    await finish();
    await desk.idle();
    expect(told).toEqual([1, 2, 5].map((sequence) => `frame-${sequence} control 1,2,3,4,5,${sequence}`));
  });

  it('is idle only when what waits is encoded too', async () => {
    const { desk, see, finish, told } = deskThatDraws(1);
    see(1);
    see(2);
    let isIdle = false;
    const idle = desk.idle().then(() => {
      isIdle = true;
    });
    await finish();
    expect([told.length, isIdle]).toEqual([1, false]);
    await finish();
    await idle;
    expect(told).toHaveLength(2);
  });

  it('calls none missed for which the limits have no room anyway', () => {
    const { see } = deskThatDraws(1, 2);
    expect([see(1), see(2), see(3)]).toEqual([{ kept: 'control' }, { kept: 'control' }, {}]);
  });
});
