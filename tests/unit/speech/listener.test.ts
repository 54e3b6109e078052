import { describe, expect, it } from 'vitest';
import { Listener, type ToldLevel, type ToldSpeech } from '../../../main/speech/listener.ts';
import { SoundRing } from '../../../main/speech/sound-ring.ts';
import { VoiceActivity } from '../../../main/speech/voice-activity.ts';

const rate = 1_000;
const windowSamples = 10;
const segmenting = {
  begin: 0.5,
  release: 0.35,
  windowMs: 10,
  leastSpeechMs: 30,
  leastSilenceMs: 40,
  padMs: 20,
  mostMs: 400,
};

/** A network that takes the first new sample for the probability, and can be held up. */
function listening() {
  const levels: ToldLevel[] = [];
  const heard: ToldSpeech[] = [];
  const inputs: number[][] = [];
  let resets = 0;
  let held: PromiseWithResolvers<void> | undefined;
  let nowMs = 0;
  const network = {
    run: async (samples: Float32Array) => {
      inputs.push([...samples]);
      await held?.promise;
      return Float32Array.of(samples[4] ?? 0);
    },
    reset: () => {
      resets += 1;
    },
  };
  const listener = new Listener({
    activity: new VoiceActivity(network, { windowSamples, contextSamples: 4 }),
    sampleRateHz: rate,
    windowSamples,
    segmenting,
    now: () => nowMs,
    wallNow: () => 1_000_000 + nowMs,
    level: (told) => levels.push(told),
    speech: (told) => heard.push(told),
    broke: (error) => {
      throw error;
    },
  });
  const say = async (value: number, count: number): Promise<void> => {
    for (let index = 0; index < count; index += 1) {
      nowMs += 10;
      listener.deliver(new Float32Array(windowSamples).fill(value));
      await listener.room();
    }
  };
  return {
    listener,
    levels,
    heard,
    inputs,
    say,
    resets: () => resets,
    hold: () => {
      held = Promise.withResolvers();
    },
    letGo: () => held?.resolve(),
  };
}

describe('a listener', () => {
  it('tells a stretch with its very samples and when it was', async () => {
    const { say, heard } = listening();
    await say(0, 10);
    await say(0.75, 6);
    await say(0, 4);
    expect(heard).toHaveLength(1);
    const [told] = heard;
    expect(told?.segment).toMatchObject({ fromMs: 100, toMs: 160, clipFromMs: 80, clipToMs: 180 });
    expect(told?.samples).toHaveLength(100);
    expect([told?.samples[19], told?.samples[20], told?.samples[79], told?.samples[80]]).toEqual([0, 0.75, 0.75, 0]);
    expect(told?.wallTime).toBe(1_000_080);
  });

  it('hands each window over with the end of the one before it', async () => {
    const { say, inputs } = listening();
    await say(0.25, 1);
    await say(0.5, 1);
    expect(inputs[0]?.slice(0, 5)).toEqual([0, 0, 0, 0, 0.25]);
    expect(inputs[1]?.slice(0, 5)).toEqual([0.25, 0.25, 0.25, 0.25, 0.5]);
  });

  it('tells levels ten times a second, not for each window', async () => {
    const { say, levels } = listening();
    await say(0.1, 100);
    expect(levels.length).toBeGreaterThanOrEqual(9);
    expect(levels.length).toBeLessThanOrEqual(11);
    expect(levels.at(-1)).toMatchObject({ speaking: false, droppedMs: 0 });
    expect(levels.at(-1)?.level.peakDb).toBeCloseTo(-20, 1);
  });

  it('ends speech where the sound breaks off, and forgets what it heard', async () => {
    const { say, listener, heard, resets } = listening();
    await say(0.75, 6);
    const before = resets();
    await listener.cut();
    expect(heard.map(({ segment }) => [segment.fromMs, segment.toMs])).toEqual([[0, 60]]);
    expect(resets()).toBe(before + 1);
    await say(0.75, 5);
    await say(0, 4);
    expect(heard[1]?.segment).toMatchObject({ fromMs: 0, toMs: 50 });
    expect(heard[1]?.samples.slice(0, 50)).toEqual(new Float32Array(50).fill(0.75));
  });

  it('gives up what waits too long for what is newer, and counts it', async () => {
    const { listener, levels, hold, letGo } = listening();
    hold();
    listener.deliver(new Float32Array(windowSamples));
    for (let index = 0; index < 300; index += 1) listener.deliver(new Float32Array(windowSamples));
    letGo();
    await listener.room();
    await listener.cut();
    expect(levels.at(-1)?.droppedMs).toBeGreaterThan(2_000);
    expect(levels.at(-1)?.heardMs).toBeLessThan(1_000);
  });
});

describe('the ring of the newest samples', () => {
  it('gives what was written, silence for what is gone, across its seam', () => {
    const ring = new SoundRing(8);
    for (let start = 0; start < 20; start += 5) {
      ring.write(Float32Array.from({ length: 5 }, (_, index) => start + index));
    }
    const into = new Float32Array(10);
    ring.read(11, into);
    expect([...into]).toEqual([0, 12, 13, 14, 15, 16, 17, 18, 19, 0]);
    ring.write(Float32Array.from({ length: 20 }, (_, index) => 100 + index));
    ring.read(32, into);
    expect([...into.subarray(0, 8)]).toEqual([112, 113, 114, 115, 116, 117, 118, 119]);
    expect([ring.written, ring.oldest]).toEqual([40, 32]);
  });
});
