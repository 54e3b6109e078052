import { describe, expect, it, onTestFinished } from 'vitest';
import type { SourceState, WatchSettings } from '../../../main/capture/keep-open.ts';
import { KeptSource } from '../../../main/capture/keep-open.ts';
import type { Frame, FrameSource, SourceEnd, SourceFormat } from '../../../main/domain/frame.ts';
import { fail, type Outcome, succeed } from '../../../main/domain/outcome.ts';

const format: SourceFormat = { width: 4, height: 2, framesPerSecond: 30, format: 'test' };
const frame: Frame = {
  id: 'cam-x-0',
  sourceId: 'cam',
  sequence: 0,
  capturedAt: 0,
  wallTime: 0,
  width: 4,
  height: 2,
  format: 'gray8',
  planes: [{ data: new Uint8Array(8), stride: 4 }],
  part: undefined,
};
const refusal = fail('source_unreachable', {
  thing: 'Camera',
  expected: 'one',
  received: 'none',
  remedy: 'Plug it in.',
});

/** A camera whose life the test plays. */
class PlayedSource implements FrameSource {
  readonly outcome: Outcome<SourceFormat>;
  deliver: (frame: Frame) => void = () => undefined;
  ended: (end: SourceEnd) => void = () => undefined;
  closed = false;

  constructor(outcome: Outcome<SourceFormat>) {
    this.outcome = outcome;
  }

  open(deliver: (frame: Frame) => void, ended: (end: SourceEnd) => void): Promise<Outcome<SourceFormat>> {
    this.deliver = deliver;
    this.ended = ended;
    return Promise.resolve(this.outcome);
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }
}

function play(outcomes: readonly Outcome<SourceFormat>[], watch: Partial<WatchSettings> = {}) {
  const sources: PlayedSource[] = [];
  const states: SourceState[] = [];
  const waiters = new Set<() => void>();
  const kept = new KeptSource(
    () => {
      const source = new PlayedSource(outcomes[sources.length] ?? succeed(format));
      sources.push(source);
      return source;
    },
    {
      thing: 'The camera',
      stalledAfterMs: undefined,
      reopenAfterMs: 10_000,
      backOff: { firstMs: 1, factor: 2, maxMs: 8 },
      ...watch,
    },
    () => undefined,
    (state) => {
      states.push(state);
      for (const look of [...waiters]) look();
    },
  );
  onTestFinished(() => kept.close());
  const until = (condition: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!condition()) return;
        waiters.delete(look);
        clearInterval(timer);
        resolve();
      };
      const timer = setInterval(look, 2);
      waiters.add(look);
      look();
    });
  return { kept, sources, states, until };
}

describe('a source that is kept open', () => {
  it('reports a first opening that fails to whoever asked, and does not repeat it', async () => {
    const { kept, sources } = play([refusal]);
    expect(await kept.open()).toEqual(refusal);
    await kept.close();
    expect(sources).toHaveLength(1);
  });

  it('tells once that it runs, with its first frame', async () => {
    const { kept, sources, states } = play([]);
    await kept.open();
    expect(states).toEqual([]);
    sources[0]?.deliver(frame);
    sources[0]?.deliver(frame);
    expect(states).toEqual([{ state: 'running', note: '', stalls: 0 }]);
  });

  it('ends its sentence once, whether the reason came with a full stop or not', async () => {
    const { kept, sources, states } = play([]);
    await kept.open();
    sources[0]?.ended({ kind: 'failed', note: 'Check that it is there.' });
    expect(states[0]?.note).toMatch(/^Check that it is there\. Next try in \d+ s\.$/);
    await kept.close();
  });

  it('is opened anew after it failed, again and again, until it runs', async () => {
    const { kept, sources, states, until } = play([succeed(format), refusal, refusal]);
    await kept.open();
    sources[0]?.deliver(frame);
    sources[0]?.ended({ kind: 'failed', note: 'The camera went away' });
    await until(() => sources.length === 4);
    await until(() => {
      sources[3]?.deliver(frame);
      return states.at(-1)?.state === 'running';
    });
    expect(states.map(({ state }) => state)).toEqual(['running', 'failed', 'failed', 'failed', 'running']);
    expect(states[1]?.note).toMatch(/^The camera went away\. Next try in 1 s\.$/);
    expect(sources[0]?.closed).toBe(true);
  });

  it('counts a stall, and goes on by itself when frames come again', async () => {
    const { kept, sources, states, until } = play([], { stalledAfterMs: 10 });
    await kept.open();
    sources[0]?.deliver(frame);
    await until(() => states.at(-1)?.state === 'stalled');
    sources[0]?.deliver(frame);
    expect(states.slice(0, 3).map(({ state, stalls }) => [state, stalls])).toEqual([
      ['running', 0],
      ['stalled', 1],
      ['running', 1],
    ]);
    expect(sources).toHaveLength(1);
  });

  it('is closed and opened anew when a stall lasts', async () => {
    const { kept, sources, until } = play([], { stalledAfterMs: 10, reopenAfterMs: 30 });
    await kept.open();
    await until(() => sources.length === 2);
    expect(sources[0]?.closed).toBe(true);
  });

  it('is not opened anew when it has come to its end', async () => {
    const { kept, sources, states } = play([], { stalledAfterMs: 5 });
    await kept.open();
    sources[0]?.deliver(frame);
    sources[0]?.ended({ kind: 'ended' });
    await kept.close();
    expect(states.map(({ state }) => state)).toEqual(['running', 'ended']);
    expect(sources).toHaveLength(1);
  });

  it('ends a wait for its next try when it is closed', async () => {
    const { kept, sources } = play([], { backOff: { firstMs: 60_000, factor: 2, maxMs: 60_000 } });
    await kept.open();
    sources[0]?.ended({ kind: 'failed', note: 'gone' });
    await kept.close();
    expect(sources).toHaveLength(1);
  });

  it('does not hear a source that it has already closed', async () => {
    const { kept, sources, states, until } = play([]);
    await kept.open();
    sources[0]?.ended({ kind: 'failed', note: 'gone' });
    await until(() => sources.length === 2);
    sources[0]?.deliver(frame);
    sources[0]?.ended({ kind: 'failed', note: 'gone twice' });
    expect(states.map(({ state }) => state)).toEqual(['failed']);
  });
});
