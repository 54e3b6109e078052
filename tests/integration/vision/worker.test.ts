import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { VisionStart } from '../../../main/workers/protocol.ts';
import { mjpeg } from '../../support/devices/fake-camera.ts';
import { itUnless, whyNotLinux } from '../../support/lacks.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { VisionWorker } from '../../support/vision-worker.ts';

const modelFolder = path.join(import.meta.dirname, '../../../models/pcb-defects');

const demo: VisionStart = {
  sourceId: 'demo',
  settings: { kind: 'demo', seed: 5, fps: 30, defectsPerBoard: 3, lightingDrift: 0, blurDrift: 0 },
  models: [{ folder: modelFolder }],
  threads: 1,
  picturesPerSecond: 30,
};

function begin(): VisionWorker {
  const worker = new VisionWorker();
  onTestFinished(() => worker.end());
  return worker;
}

const predictions = (worker: VisionWorker) => worker.all('prediction');

describe('the vision worker', () => {
  it('looks at the demo line: numbered predictions with boxes inside the picture', async () => {
    const worker = begin();
    const started = await worker.ask('start', demo);
    expect(started).toMatchObject({ ok: true, value: { format: { width: 640, height: 640 } } });
    await worker.until(() => predictions(worker).length >= 6);
    const sequences = predictions(worker).map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
    expect(new Set(predictions(worker).map(({ frameId }) => frameId)).size).toBe(sequences.length);
    for (const { looks, width, height, part } of predictions(worker)) {
      const [{ detections, inferMs } = { detections: [], inferMs: 0 }, ...others] = looks;
      expect(others).toEqual([]);
      expect(inferMs).toBeGreaterThan(0);
      expect(part === null || Number.isInteger(part)).toBe(true);
      for (const { box, score } of detections) {
        expect(score).toBeLessThanOrEqual(1);
        expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(width + 1e-6);
        expect(box.y + box.height).toBeLessThanOrEqual(height + 1e-6);
      }
    }
  });

  it('makes pictures only while they are wanted, each of a frame that it predicted of', async () => {
    const worker = begin();
    await worker.ask('start', demo);
    await worker.until(() => predictions(worker).length >= 3);
    expect(worker.all('picture')).toEqual([]);
    await worker.ask('view', { sourceId: 'demo', wanted: true });
    await worker.until(() => worker.all('picture').length >= 2);
    await worker.ask('view', { sourceId: 'demo', wanted: false });
    const ids = new Set(predictions(worker).map(({ frameId }) => frameId));
    for (const { frameId, jpeg } of worker.all('picture')) {
      expect(ids.has(frameId)).toBe(true);
      expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 640, height: 640 });
    }
    const shown = worker.all('picture').length;
    const seen = predictions(worker).length;
    await worker.until(() => predictions(worker).length >= seen + 4);
    expect(worker.all('picture').length).toBe(shown);
  });

  it('looks at every frame of a file that goes as fast as it is taken', async () => {
    const worker = begin();
    const file = path.join(temporaryFolder(), 'video.mjpeg');
    writeFileSync(file, await mjpeg(8, 64, 48));
    const started = worker.ask('start', { ...demo, settings: { kind: 'file', path: file, loop: false, pace: 'fast' } });
    await worker.ask('view', { sourceId: 'demo', wanted: true });
    await started;
    await worker.until(() => worker.all('source').some(({ state }) => state === 'ended'));
    await worker.until(() => predictions(worker).length >= 8);
    expect(predictions(worker).map(({ sequence, drops }) => [sequence, drops])).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map((sequence) => [sequence, 0]),
    );
  });

  it('stops and starts anew, telling nothing in between', async () => {
    const worker = begin();
    await worker.ask('start', demo);
    await worker.until(() => predictions(worker).length >= 1);
    expect(await worker.ask('stop', { sourceId: 'demo' })).toEqual({ ok: true, value: null });
    const first = predictions(worker).length;
    expect(await worker.ask('ping', null)).toEqual({ ok: true, value: null });
    expect(predictions(worker).length).toBe(first);
    expect((await worker.ask('start', demo)).ok).toBe(true);
    await worker.until(() => predictions(worker).length > first);
    expect(predictions(worker)[first]?.frameId).not.toBe(predictions(worker)[0]?.frameId);
  });

  it('refuses a second start while it runs, and settles calls that come all at once', async () => {
    const worker = begin();
    const [first, second, ping, stopped, third] = await Promise.all([
      worker.ask('start', demo),
      worker.ask('start', demo),
      worker.ask('ping', null),
      worker.ask('stop', { sourceId: 'demo' }),
      worker.ask('start', demo),
    ]);
    expect([first.ok, ping.ok, stopped.ok, third.ok]).toEqual([true, true, true, true]);
    expect(second).toMatchObject({ ok: false, failure: { code: 'wrong_state' } });
  });

  it('refuses a source or a model that is not there and leaves nothing open', async () => {
    const worker = begin();
    const absent = path.join(temporaryFolder(), 'absent');
    const settings = { kind: 'file', path: absent, loop: true, pace: 'fast' } as const;
    expect(await worker.ask('start', { ...demo, settings })).toMatchObject({
      ok: false,
      failure: { code: 'source_unreachable' },
    });
    expect(await worker.ask('start', { ...demo, models: [{ folder: absent }] })).toMatchObject({ ok: false });
    expect(await worker.ask('verify', { modelFolder: absent, threads: 1 })).toMatchObject({ ok: false });
    expect(threadNames(worker)).not.toContain('capture');
    expect((await worker.ask('start', demo)).ok).toBe(true);
  });

  it('verifies a model: it opens, warms up and tells what it runs on', async () => {
    const verified = await begin().ask('verify', { modelFolder, threads: 1 });
    expect(verified).toMatchObject({ ok: true, value: { runsOn: 'cpu, 1 thread' } });
  });

  it('probes the demo line while it runs', async () => {
    const worker = begin();
    await worker.ask('start', demo);
    const probed = await worker.ask('probe', { settings: demo.settings, deadlineMs: 10_000 });
    expect(probed).toMatchObject({ ok: true, value: { width: 640, height: 640, fps: 30, format: 'demo line, gray8' } });
  });

  it('answers malformed requests with a failure and goes on', async () => {
    const worker = begin();
    const failures = await Promise.all([
      worker.askAnything('dance', null),
      worker.askAnything('start', { ...demo, threads: 'many' }),
      worker.askAnything(17, null),
      worker.askAnything('probe', { settings: { kind: 'periscope' }, deadlineMs: 500 }),
    ]);
    for (const failure of failures) expect(failure).toMatchObject({ ok: false, failure: { code: 'bad_input' } });
    expect(await worker.ask('ping', null)).toEqual({ ok: true, value: null });
  });

  it('ends by itself when its parent lets go, in the midst of its work', async () => {
    const worker = begin();
    await worker.ask('start', demo);
    await worker.until(() => predictions(worker).length >= 1);
    worker.process.disconnect();
    expect(await worker.exited).toEqual({ code: 0, signal: null });
  });

  it('ends in order when it is told to terminate', async () => {
    const worker = begin();
    await worker.ask('start', demo);
    worker.process.kill('SIGTERM');
    expect(await worker.exited).toEqual({ code: 0, signal: null });
  });

  it('ends by itself when its parent is killed', async () => {
    const parent = fork(new URL('../../support/workers/vision-parent.ts', import.meta.url), { silent: true });
    onTestFinished(() => void parent.kill('SIGKILL'));
    const [id] = await once(parent, 'message');
    parent.kill('SIGKILL');
    while (isAlive(Number(id))) await sleep(20);
    expect(isAlive(Number(id))).toBe(false);
  });

  itUnless(whyNotLinux)('leaves no process behind when it is killed', async () => {
    const worker = begin();
    await worker.ask('start', demo);
    await worker.until(() => predictions(worker).length >= 1);
    const id = worker.process.pid ?? 0;
    worker.process.kill('SIGKILL');
    expect(await worker.exited).toEqual({ code: null, signal: 'SIGKILL' });
    const children = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry) && parentOf(entry) === id);
    expect(children).toEqual([]);
  });
});

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

function parentOf(id: string): number {
  const file = `/proc/${id}/stat`;
  const [, rest = ''] = existsSync(file) ? readFileSync(file, 'utf8').split(') ') : [];
  return Number(rest.split(' ')[1]);
}

/** Names of the worker's threads, as the operating system shows them. */
function threadNames(worker: VisionWorker): readonly string[] {
  const folder = `/proc/${worker.process.pid}/task`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((task) => readFileSync(path.join(folder, task, 'comm'), 'utf8').trim());
}
