import { describe, expect, it, vi } from 'vitest';
import { openStore } from '../../../main/store/store.ts';
import { rowOf } from '../../unit/store/prediction-rows.ts';
import { startStore, threadFile } from './start-store.ts';

const endingThread = new URL('thread-that-ends.ts', import.meta.url);
const setting = (key: string) => ({ key, value: 1, at: 1 });

describe('the thread of the store', () => {
  it('answers calls in order and ends when the store is closed', async () => {
    const onExit = vi.fn();
    const { store } = await startStore({ onExit });
    const answers = await Promise.all([
      store.call('settings.set', setting('a')),
      store.call('settings.get', { key: 'a' }),
      store.call('predictions.get', { id: 1 }),
    ]);
    expect(answers).toMatchObject([{ ok: true }, { value: { value: 1 } }, { failure: { code: 'not_found' } }]);
    const closed = { ok: true, value: null };
    expect(await Promise.all([store.close(), store.close()])).toEqual([closed, closed]);
    expect(await store.close()).toEqual(closed);
    expect(onExit).not.toHaveBeenCalled();
    expect(await store.call('outbox.count', null)).toMatchObject({ failure: { code: 'worker_exited' } });
    expect(store.appendPredictions([rowOf(1)])).toMatchObject({ failure: { code: 'worker_exited' } });
  });

  it('fails every call in flight when it dies, and tells so once', async () => {
    const onExit = vi.fn();
    const { store } = await startStore({ threadFile: endingThread, onExit });
    store.appendPredictions([rowOf(1)]);
    const calls = [
      store.call('settings.set', setting('crash')),
      ...Array.from({ length: 20 }, () => store.call('outbox.count', null)),
      store.flush(),
    ];
    for (const outcome of await Promise.all(calls))
      expect(outcome).toMatchObject({ failure: { code: 'worker_exited' } });
    expect(onExit.mock.calls).toEqual([[7]]);
    expect(await store.flush()).toMatchObject({ failure: { code: 'worker_exited' } });
    expect(await store.close()).toEqual({ ok: true, value: null });
  });

  it('fails calls when it is killed, and what was acknowledged is there when the file is opened again', async () => {
    const { store, file } = await startStore();
    expect(await store.call('settings.set', setting('kept'))).toMatchObject({ ok: true });
    const calls = Array.from({ length: 50 }, () => store.call('predictions.outline', {}));
    await store.kill();
    const codes = (await Promise.all(calls)).map((outcome) => (outcome.ok ? 'ok' : outcome.failure.code));
    expect(new Set([...codes, 'ok'])).toEqual(new Set(['ok', 'worker_exited']));
    const again = await startStore({ file });
    expect(await again.store.call('settings.get', { key: 'kept' })).toEqual({ ok: true, value: { value: 1 } });
  });

  it('that hangs lets calls and flushes run into their deadline, and closing still ends it', async () => {
    const { store } = await startStore({ threadFile: endingThread, deadlineMs: 150 });
    const hanging = store.call('settings.set', setting('hang'));
    store.appendPredictions([rowOf(1)]);
    const outcomes = await Promise.all([hanging, store.call('outbox.count', null), store.flush()]);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ failure: { code: 'deadline_exceeded' } });
    expect(await store.close()).toMatchObject({ failure: { code: 'deadline_exceeded' } });
  });

  it('is spared more calls than it is allowed at a time', async () => {
    const { store } = await startStore();
    const outcomes = await Promise.all(Array.from({ length: 300 }, () => store.call('outbox.count', null)));
    const refused = outcomes.filter((outcome) => !outcome.ok);
    expect(refused).toHaveLength(300 - 256);
    expect(refused[0]).toMatchObject({ failure: { code: 'overloaded' } });
  });

  it('tells a bug with its place and without a value, and works on', async () => {
    const onBug = vi.fn();
    const { store } = await startStore({ onBug });
    const secret = 'a name that no log may hold';
    const model = { name: secret, version: secret };
    const times = { startedAt: 1, endedAt: 2, frames: 1 };
    const part = { id: 5, sourceId: secret, model, part: null, ...times, verdict: 'pass', defects: [] } as const;
    await store.call('inspections.append', { ...part, defects: [] });
    expect(await store.call('inspections.append', { ...part, defects: [] })).toMatchObject({
      failure: { code: 'bug' },
    });
    await store.call('outbox.count', null);
    expect(onBug).toHaveBeenCalledExactlyOnceWith({
      verb: 'inspections.append',
      stack: expect.stringContaining('inspections.ts'),
    });
    expect(JSON.stringify(onBug.mock.calls)).not.toContain(secret);
  });

  it('reports verbs that took too long by their name alone', async () => {
    const slow: unknown[] = [];
    const { store } = await startStore({ slowMs: 0, onSlow: (report) => slow.push(report) });
    await store.call('settings.get', { key: 'x' });
    await store.call('outbox.count', null);
    expect(slow[0]).toEqual({ verb: 'settings.get', durationMs: expect.any(Number) });
  });

  it('that cannot even be loaded is a failure to open', async () => {
    const onBug = vi.fn();
    const missing = new URL('no-such-thread.ts', threadFile);
    const opened = await openStore({ file: '/nowhere/station.db', threadFile: missing, onBug });
    expect(opened).toMatchObject({ ok: false, failure: { code: 'worker_exited' } });
    expect(onBug).toHaveBeenCalledOnce();
  });
});
