import { describe, expect, it } from 'vitest';
import { fail, type Outcome, succeed } from '../../../../main/domain/outcome.ts';
import { Listening } from '../../../../main/engine/listen/listening.ts';
import type { NewPrediction } from '../../../../main/store/packed-predictions.ts';
import type { HeardLevel, HeardSpeech } from '../../../../main/workers/protocol.ts';
import type { Source } from '../../../../preload/contract/sources.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { tinySoundCard } from '../../../support/model-folder.ts';

const desk: Source = {
  id: 'desk',
  name: 'Desk',
  settings: { kind: 'microphone', device: 'default' },
  builtIn: false,
  addedAt: 1,
};
const started = succeed({ format: 'parec', runsOn: 'cpu, 1 thread', warmUpMs: 1 });
const unplugged = fail('source_unreachable', { thing: 'The microphone', expected: 'sound', remedy: 'Plug it in.' });
const absent = fail('not_found', { thing: 'model', expected: 'an installed one', remedy: 'See the list.' });

const level: HeardLevel = {
  level: { rmsDb: -20, peakDb: -6 },
  speaking: true,
  probability: 0.9,
  heardMs: 1_000,
  speechMs: 400,
  droppedMs: 0,
  inferMs: 0.3,
  latencyMs: 1,
};
const speech: HeardSpeech = {
  clipId: 'desk-1-0',
  sourceId: 'desk',
  wallTime: 1_000,
  endedAt: 900,
  durationMs: 1_000,
  marks: [{ label: 'speech', score: 0.6, fromMs: 200, toMs: 800 }],
  score: 0.6,
  peak: 0.9,
  isUnsure: true,
  inferMs: 9,
};

function opened({ hasModel = true, source = desk }: { hasModel?: boolean; source?: Source } = {}) {
  const clock = new FakeClock();
  const asked: string[] = [];
  const answers: Outcome<unknown>[] = [];
  const stored: NewPrediction[] = [];
  const kept: { readonly row: NewPrediction; readonly reason: string; readonly onDisk: () => void }[] = [];
  const listening = new Listening({
    clock,
    random: () => 0.5,
    ask: async (verb) => {
      asked.push(verb);
      return (verb === 'start' ? (answers.shift() ?? started) : succeed(null)) as never;
    },
    findSource: async () => succeed(source),
    findModel: async () => (hasModel ? succeed({ folder: '/models/tiny', card: tinySoundCard() }) : absent),
    storePrediction: (row) => stored.push(row),
    keepSample: (row, reason, _, onDisk) => kept.push({ row, reason, onDisk }),
    wish: async () => ({ settings: {} as never, seed: 1, kept: [] }),
    flush: async () => succeed(null),
    modelLoaded: () => undefined,
    threads: 1,
  });
  const tell = (event: string, value: unknown): void => listening.told({ kind: 'told', event, value });
  return { listening, clock, asked, answers, stored, kept, tell };
}
const wish = { sourceId: 'desk', model: 'tiny-listener' };

describe('listening', () => {
  it('tells level, speech and what was counted, and stores a row for each stretch', async () => {
    const { listening, tell, stored, kept } = opened();
    await listening.start(wish);
    tell('level', level);
    tell('speech', speech);
    tell('speech', { ...speech, clipId: 'desk-1-1', kept: { reason: 'unsure', wav: new Uint8Array(44) } });
    kept[0]?.onDisk();
    expect(await listening.read()).toMatchObject({
      state: 'running',
      runsOn: 'cpu, 1 thread',
      level: { rmsDb: -20 },
      speaking: true,
      heardMs: 1_000,
      segments: 2,
      unsure: 2,
      kept: 1,
      recent: [
        { clipId: 'desk-1-1', kept: 'unsure' },
        { clipId: 'desk-1-0', kept: null },
      ],
    });
    expect(stored.map(({ frameId, topLabel, sound }) => [frameId, topLabel, sound?.durationMs])).toEqual([
      ['desk-1-0', 'speech', 1_000],
    ]);
    expect(kept).toMatchObject([{ reason: 'unsure', row: { frameId: 'desk-1-1', verdict: null } }]);
  });

  it('calls a sound kept once it is on the disk, also when it gets there after the stop', async () => {
    const { listening, tell, kept } = opened();
    await listening.start(wish);
    tell('speech', { ...speech, kept: { reason: 'unsure', wav: new Uint8Array(44) } });
    expect(await listening.read()).toMatchObject({ kept: 0, recent: [{ kept: null }] });
    await listening.stop();
    kept[0]?.onDisk();
    expect(await listening.read()).toMatchObject({ state: 'stopped', kept: 1, recent: [{ kept: 'unsure' }] });
  });

  it('is wanted while it is tried again, and until it is stopped', async () => {
    const { listening, answers, tell } = opened();
    await listening.start(wish);
    tell('source', { sourceId: 'desk', state: 'failed', note: 'It is gone. Next try in 2 s.', stalls: 0 });
    expect(await listening.read()).toMatchObject({ state: 'failed', wanted: true });
    await listening.stop();
    answers.push(unplugged);
    await listening.start(wish);
    expect(await listening.read()).toMatchObject({ state: 'failed', wanted: false });
  });

  it('goes on where it was when a fresh worker answers, and adds up what both heard', async () => {
    const { listening, tell, asked } = opened();
    await listening.start(wish);
    tell('level', level);
    listening.workerLost('was ended by SIGKILL');
    expect(await listening.read()).toMatchObject({ state: 'failed', speaking: false, level: { rmsDb: -100 } });
    listening.workerReady();
    await listening.start(wish);
    tell('level', { ...level, heardMs: 500 });
    expect(await listening.read()).toMatchObject({ state: 'running', heardMs: 1_500, speechMs: 800 });
    expect(asked.filter((verb) => verb === 'start')).toHaveLength(2);
  });

  it('is refused while the model is not here, with how to get it', async () => {
    const { listening, asked } = opened({ hasModel: false });
    expect(await listening.start(wish)).toMatchObject({
      ok: false,
      failure: { code: 'not_found', remedy: expect.stringContaining('models pull --name tiny-listener') },
    });
    expect(await listening.read()).toMatchObject({
      state: 'failed',
      needs: { name: 'tiny-listener', isInstalled: false },
    });
    expect(asked).toEqual([]);
  });

  it('is refused for a source of pictures', async () => {
    const { listening } = opened({ source: { ...desk, settings: { kind: 'camera', device: '/dev/video0' } } });
    expect(await listening.start(wish)).toMatchObject({ ok: false, failure: { code: 'wrong_state' } });
  });

  it('tries a microphone again and again after a start of the station, and stays off after one by hand', async () => {
    const { listening, clock, answers, asked } = opened();
    answers.push(unplugged, unplugged);
    expect(await listening.start(wish)).toMatchObject({ ok: false, failure: { code: 'source_unreachable' } });
    expect(listening.sourceInUse).toBeNull();
    expect(await listening.start(wish, true)).toMatchObject({ ok: false });
    expect(listening.sourceInUse).toBe('desk');
    await clock.advance(2_000);
    expect(await listening.read()).toMatchObject({ state: 'running' });
    expect(asked.filter((verb) => verb === 'start')).toHaveLength(3);
  });

  it('leaves a microphone that was unplugged to the worker, whose model stays loaded, and goes on when it is back', async () => {
    const { listening, tell, asked, clock } = opened();
    await listening.start(wish);
    tell('level', level);
    const source = { sourceId: 'desk', note: 'The microphone went away. Next try in 1 s.', stalls: 0 };
    tell('source', { ...source, state: 'failed' });
    expect(await listening.read()).toMatchObject({ state: 'failed', note: source.note });
    await clock.advance(600_000);
    tell('source', { ...source, state: 'running', note: '' });
    tell('level', { ...level, heardMs: 1_200 });
    expect(await listening.read()).toMatchObject({ state: 'running', note: '', heardMs: 1_200 });
    expect(asked).toEqual(['start']);
  });

  it('stops with the last word of a source that has ended', async () => {
    const { listening, tell } = opened();
    await listening.start(wish);
    tell('source', { sourceId: 'desk', state: 'ended', note: 'The sound file has come to its end.', stalls: 1 });
    await listening.stop().then(() => undefined);
    expect(await listening.read()).toMatchObject({ state: 'stopped', stalls: 1 });
  });
});
