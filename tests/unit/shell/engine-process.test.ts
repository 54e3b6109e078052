import { describe, expect, it } from 'vitest';
import { failure } from '../../../main/domain/outcome.ts';
import { EngineProcess, usualEngineLimits } from '../../../main/shell/engine-process.ts';
import type { EngineNews } from '../../../preload/contract/handover.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { ChildDouble } from './doubles/processes.ts';

const limits = { ...usualEngineLimits, giveUp: { restarts: 2, withinMs: 60_000, pauseMs: 120_000 } };
const ready = { kind: 'ready', address: null, link: null, note: '' };
const start = { kind: 'start', host: 'electron', dataFolder: '/data' } as const;

function stand() {
  const clock = new FakeClock();
  const children: ChildDouble[] = [];
  const news: EngineNews[] = [];
  const finals: string[] = [];
  const killed: number[] = [];
  const log: string[] = [];
  const addresses: (string | null)[] = [];
  const engine = new EngineProcess({
    fork: () => {
      const child = new ChildDouble(100 + children.length);
      children.push(child);
      return child;
    },
    start: () => start,
    kill: (pid) => void killed.push(pid),
    clock,
    random: () => 1,
    limits,
    onProcess: () => undefined,
    onReady: ({ address }) => void addresses.push(address),
    onNews: (told) => void news.push(told),
    onFinal: ({ message }) => void finals.push(message),
    log: (level, line) => void log.push(`${level} ${line}`),
  });
  engine.start();
  const last = (): ChildDouble => {
    const child = children.at(-1);
    if (child === undefined) throw new Error('Expected an engine to have been started');
    return child;
  };
  return { engine, clock, children, last, news, finals, killed, log, addresses };
}

describe('the engine under the shell', () => {
  it('is told what to start with, and is there for pages once it is ready', () => {
    const { addresses, engine, last, news } = stand();
    expect([last().messages, engine.ready]).toEqual([[start], undefined]);
    last().emit('message', ready);
    expect([engine.ready, news, addresses]).toEqual([last(), [{ state: 'running', note: '' }], [null]]);
  });

  it('is restarted with growing pauses, and the page is told each time', async () => {
    const { clock, children, last, news } = stand();
    last().emit('message', ready);
    last().exit(134);
    expect(news.at(-1)).toEqual({
      state: 'restarting',
      note: "The station's engine exited with code 134; it is being restarted.",
    });
    await clock.advance(199);
    expect(children.length).toBe(1);
    await clock.advance(1);
    expect(children.length).toBe(2);
    last().exit(134);
    await clock.advance(399);
    expect(children.length).toBe(2);
    await clock.advance(1);
    expect([children.length, last().messages]).toEqual([3, [start]]);
  });

  it('is left alone for a while when it keeps falling over, then tried again', async () => {
    const { clock, children, last, news } = stand();
    for (let exits = 0; exits < 3; exits++) {
      last().exit(1);
      if (exits < 2) await clock.advance(10_000);
    }
    expect([children.length, news.at(-1)]).toEqual([
      3,
      {
        state: 'down',
        note: "The station's engine exited with code 1 too often; the next try is in 120 s, or restart the station.",
      },
    ]);
    await clock.advance(119_999);
    expect(children.length).toBe(3);
    await clock.advance(1);
    expect(children.length).toBe(4);
  });

  it('is killed when it does not get ready in time', async () => {
    const { clock, killed } = stand();
    await clock.advance(limits.startDeadlineMs);
    expect(killed).toEqual([100]);
  });

  it('may take longer as long as it says what it does', async () => {
    const { clock, killed, last } = stand();
    for (const step of ['Migrating the store', 'Verifying models', 'Opening doors']) {
      await clock.advance(limits.startDeadlineMs - 1);
      last().emit('message', { kind: 'progress', step });
    }
    expect(killed).toEqual([]);
    await clock.advance(limits.startDeadlineMs);
    expect(killed).toEqual([100]);
  });

  it('is not killed once it is ready', async () => {
    const { clock, killed, last } = stand();
    last().emit('message', ready);
    await clock.advance(limits.startDeadlineMs * 2);
    expect(killed).toEqual([]);
  });

  it('is not started again after a failure that a restart cannot help', async () => {
    const { engine, clock, children, last, news, finals } = stand();
    const newer = failure('wrong_state', {
      thing: 'The database',
      expected: 'version 3',
      received: '9',
      remedy: 'Update.',
    });
    last().emit('message', { kind: 'failed', failure: newer, final: true });
    last().exit(1);
    await clock.advance(1_000_000);
    expect([children.length, finals, news.at(-1)?.state]).toEqual([1, [newer.message], 'down']);
    await engine.stop();
  });

  it('is started again after a failure that may pass', async () => {
    const { clock, children, last, finals } = stand();
    const full = failure('disk_full', { thing: 'The disk', expected: 'room', remedy: 'Make room.' });
    last().emit('message', { kind: 'failed', failure: full, final: false });
    last().exit(1);
    await clock.advance(10_000);
    expect([children.length, finals]).toEqual([2, []]);
  });

  it('winds down on its own word, and is not started again', async () => {
    const { engine, clock, children, last, killed } = stand();
    last().emit('message', ready);
    let isStopped = false;
    const stopping = engine.stop().then(() => (isStopped = true));
    await clock.advance(limits.stopDeadlineMs - 1);
    expect([last().messages.at(-1), isStopped]).toEqual([{ kind: 'stop' }, false]);
    last().exit(0);
    await stopping;
    await clock.advance(1_000_000);
    expect([children.length, killed]).toEqual([1, []]);
  });

  it('is killed when it does not wind down in time', async () => {
    const { engine, clock, last, killed } = stand();
    last().emit('message', ready);
    const stopping = engine.stop();
    await clock.advance(limits.stopDeadlineMs);
    expect(killed).toEqual([100]);
    last().exit(9);
    await expect(stopping).resolves.toBeUndefined();
  });

  it('can be stopped between two tries, and any number of times', async () => {
    const { engine, clock, children, last } = stand();
    last().exit(1);
    await Promise.all([engine.stop(), engine.stop()]);
    await clock.advance(1_000_000);
    expect(children.length).toBe(1);
  });

  it('has its progress and its log passed on, and nothing that is not of the protocol', () => {
    const { last, log, news } = stand();
    last().emit('message', { kind: 'progress', step: 'Opening the store' });
    last().emit('message', { kind: 'log', level: 'warn', line: 'A camera is slow.' });
    for (const odd of [null, 7, 'ready', { kind: 'ready' }, { kind: 'other' }]) last().emit('message', odd);
    expect([log, news]).toEqual([['info Opening the store', 'warn A camera is slow.'], []]);
  });
});
