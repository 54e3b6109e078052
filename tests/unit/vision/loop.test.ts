import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Frame } from '../../../main/domain/frame.ts';
import { FairTurns } from '../../../main/vision/fair-turns.ts';
import type { ModelAdapter } from '../../../main/vision/families/family.ts';
import { JpegEncoder, viewQuality } from '../../../main/vision/jpeg.ts';
import { Looker } from '../../../main/vision/look.ts';
import type { FrameFeed, HeldFrame } from '../../../main/vision/loop.ts';
import { VisionLoop } from '../../../main/vision/loop.ts';

const adapter: ModelAdapter = {
  tensorLength: 1,
  preprocess: (picture, into) => {
    into[0] = picture.width;
    return { scaleX: 1, scaleY: 1, padX: 0, padY: 0 };
  },
  heat: () => ({ columns: 1, rows: 1, values: [7], limit: 128 }),
  postprocess: ([output]) => [{ label: 'open', score: 0.5, box: { x: output?.[0] ?? -1, y: 0, width: 1, height: 1 } }],
};

const frameOf = (sequence: number): Frame => ({
  id: `cam-x-${sequence}`,
  sourceId: 'cam',
  sequence,
  capturedAt: sequence,
  wallTime: sequence,
  width: 16,
  height: 16,
  format: 'gray8',
  planes: [{ data: new Uint8Array(256), stride: 16 }],
  part: null,
});

/** Gives so many frames and knows which of them are still held. */
class CountedFeed implements FrameFeed {
  readonly drops = 3;
  readonly held = new Set<number>();
  mostHeld = 0;
  #next = 0;
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
  }

  take(): HeldFrame | undefined {
    if (this.#next === this.#count) return undefined;
    const sequence = this.#next;
    this.#next += 1;
    this.held.add(sequence);
    this.mostHeld = Math.max(this.mostHeld, this.held.size);
    return { frame: frameOf(sequence), release: () => this.held.delete(sequence) };
  }

  arrival(): Promise<void> {
    return nextTurn();
  }
}

async function runLoop(frames: number, wanted: boolean, perSecond = 1000) {
  const feed = new CountedFeed(frames);
  const predicted: [string, number, number][] = [];
  const heated = new Set<string>();
  const shown: string[] = [];
  const done = Promise.withResolvers<void>();
  const encoder = new JpegEncoder(viewQuality);
  onTestFinished(() => encoder.close());
  const looker = new Looker(adapter, {
    outputs: [{ name: 'out', shape: [1] }],
    run: (tensor) => Promise.resolve([tensor.map((value) => value * 2)]),
  });
  const loop = new VisionLoop({
    feed,
    lookers: [looker],
    turns: new FairTurns(),
    encoder,
    outlets: {
      prediction: ({ id }, [look], drops) => {
        predicted.push([id, look?.detections[0]?.box.x ?? -1, drops]);
        if (look?.heat !== undefined) heated.add(id);
        if (predicted.length === frames) done.resolve();
      },
      picture: (frameId) => shown.push(frameId),
      room: () => nextTurn(),
    },
    pictures: { perSecond, wanted },
  });
  await done.promise;
  return { feed, loop, predicted, heated, shown };
}

describe('the vision loop', () => {
  it('tells what it saw in each frame, in order, with the drops of the feed', async () => {
    const { loop, predicted } = await runLoop(3, false);
    await loop.stop();
    expect(predicted).toEqual([
      ['cam-x-0', 32, 3],
      ['cam-x-1', 32, 3],
      ['cam-x-2', 32, 3],
    ]);
  });

  it('makes no picture while nobody watches, and lets every frame go', async () => {
    const { feed, loop, shown } = await runLoop(20, false);
    await loop.stop();
    expect(shown).toEqual([]);
    expect(feed.held.size).toBe(0);
    expect(feed.mostHeld).toBe(1);
  });

  it('works out heat for frames that are shown alone', async () => {
    const unseen = await runLoop(20, false);
    await unseen.loop.stop();
    expect(unseen.heated.size).toBe(0);
    const seen = await runLoop(200, true);
    while (seen.shown.length === 0) await nextTurn();
    await seen.loop.stop();
    expect(seen.shown.every((id) => seen.heated.has(id))).toBe(true);
    // One in a quarter of an hour: the first.
    const rare = await runLoop(200, true, 0.001);
    while (rare.shown.length === 0) await nextTurn();
    await rare.loop.stop();
    expect([...rare.heated]).toEqual(rare.shown);
  });

  it('shows every frame of a network that takes longer than a picture, where as many are wanted', async () => {
    const feed = new CountedFeed(12);
    const encoder = new JpegEncoder(viewQuality);
    onTestFinished(() => encoder.close());
    let encoded: Promise<unknown> = Promise.resolve();
    const encode = encoder.encode.bind(encoder);
    encoder.encode = (picture) => {
      const made = encode(picture);
      encoded = made;
      return made;
    };
    const looker = new Looker(adapter, {
      outputs: [{ name: 'out', shape: [1] }],
      run: async (tensor) => {
        await encoded;
        await nextTurn();
        return [tensor.slice()];
      },
    });
    const shown: string[] = [];
    const loop = new VisionLoop({
      feed,
      lookers: [looker],
      turns: new FairTurns(),
      encoder,
      outlets: { prediction: () => undefined, picture: (id) => shown.push(id), room: () => undefined },
      pictures: { perSecond: 1_000_000, wanted: true },
    });
    while (shown.length < 12) await nextTurn();
    await loop.stop();
    expect(new Set(shown).size).toBe(12);
  });

  it('shows frames that it predicted of while somebody watches, holding two at most', async () => {
    const { feed, loop, predicted, shown } = await runLoop(200, true);
    while (shown.length === 0) await nextTurn();
    await loop.stop();
    const ids = new Set(predicted.map(([id]) => id));
    expect(shown.every((id) => ids.has(id))).toBe(true);
    expect(feed.mostHeld).toBeLessThanOrEqual(2);
    expect(feed.held.size).toBe(0);
  });

  it('changes over to other models between two frames: each frame is told before that or after, with its own', async () => {
    const feed = new CountedFeed(400);
    const encoder = new JpegEncoder(viewQuality);
    onTestFinished(() => encoder.close());
    const lookerTimes = (factor: number) =>
      new Looker(adapter, {
        outputs: [{ name: 'out', shape: [1] }],
        run: async (tensor) => {
          await nextTurn();
          return [tensor.map((value) => value * factor)];
        },
      });
    const told: (string | number)[] = [];
    const enough = Promise.withResolvers<void>();
    const loop = new VisionLoop({
      feed,
      lookers: [lookerTimes(2)],
      turns: new FairTurns(),
      encoder,
      outlets: {
        prediction: (_, looks) => {
          told.push((looks[0]?.detections[0]?.box.x ?? -1) / 16);
          if (told.length === 60) enough.resolve();
        },
        picture: () => undefined,
        room: () => nextTurn(),
      },
      pictures: { perSecond: 1, wanted: false },
    });
    while (told.length < 20) await nextTurn();
    await loop.use([lookerTimes(3)], () => told.push('changed'));
    await enough.promise;
    await loop.stop();
    const at = told.indexOf('changed');
    expect(at).toBeGreaterThanOrEqual(20);
    expect(new Set(told.slice(0, at))).toEqual(new Set([2]));
    expect(new Set(told.slice(at + 1))).toEqual(new Set([3]));
  });

  it('takes its frame only when its turn has come, and lets no other take one while the listener lags', async () => {
    const turns = new FairTurns();
    const lag = Promise.withResolvers<void>();
    const told: string[] = [];
    const lines = ['left', 'right'].map((name) => {
      const feed = new CountedFeed(2);
      const encoder = new JpegEncoder(viewQuality);
      onTestFinished(() => encoder.close());
      const network = { outputs: [{ name: 'out', shape: [1] }], run: async (tensor: Float32Array) => [tensor.slice()] };
      const outlets = {
        prediction: ({ sequence }: Frame) => void told.push(`${name} ${sequence}`),
        picture: () => undefined,
        room: () => (told.length === 1 ? lag.promise : nextTurn()),
      };
      const pictures = { perSecond: 1, wanted: false };
      const lookers = [new Looker(adapter, network)];
      return { feed, loop: new VisionLoop({ feed, lookers, turns, encoder, outlets, pictures }) };
    });
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();
    expect([told, lines.map(({ feed }) => feed.mostHeld)]).toEqual([['left 0'], [1, 0]]);
    lag.resolve();
    while (told.length < 4) await nextTurn();
    await Promise.all(lines.map(({ loop }) => loop.stop()));
    expect(told).toEqual(['left 0', 'right 0', 'left 1', 'right 1']);
  });

  it('ends with the error of a network that breaks', async () => {
    const encoder = new JpegEncoder(viewQuality);
    const network = { outputs: [], run: () => Promise.reject(new Error('out of memory')) };
    const outlets = { prediction: () => undefined, picture: () => undefined, room: () => nextTurn() };
    const pictures = { perSecond: 1, wanted: false };
    const lookers = [new Looker(adapter, network)];
    const turns = new FairTurns();
    const loop = new VisionLoop({ feed: new CountedFeed(1), lookers, turns, encoder, outlets, pictures });
    await expect(loop.done).rejects.toThrow('out of memory');
  });
});
