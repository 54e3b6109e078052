import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/compose.ts';
import { Listening } from '../../../main/engine/listen/listening.ts';
import type { ListenState } from '../../../preload/contract/listen.ts';
import { usualSampling } from '../../../preload/contract/sampling.ts';
import { clientOf, openStation } from '../../support/engine-station.ts';
import { describeUnless } from '../../support/lacks.ts';
import { sharedModels } from '../../support/shared-models.ts';
import { joined, samplesOf, silence, speechFiles, whyNoSilero, whyNoSpeech, writeWav } from '../../support/sounds.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

let temp: Awaited<ReturnType<typeof makeTempFolder>>;
let engine: Engine;
let client: ReturnType<typeof clientOf>;

async function open(): Promise<void> {
  engine = await openStation(temp.path, {}, { modelsFrom: sharedModels() });
  client = clientOf(engine);
}

/** Follows it until it is as wished; the test's own deadline is the limit. */
async function listenUntil(isSo: (state: ListenState) => boolean): Promise<ListenState> {
  const { listening } = engine.services;
  if (!(listening instanceof Listening)) throw new Error('Expected a station that listens');
  for await (const state of listening.live.watch()) if (isSo(state)) return state;
  throw new Error('Expected listening to be watched until it is as wished');
}

const clips = async () => (await client.predictions.page({ limit: 500, label: 'speech' })).rows;

describeUnless(whyNoSilero, whyNoSpeech)('a station that listens', () => {
  beforeAll(async () => {
    temp = await makeTempFolder();
    await open();
    await client.inspections.stop();
    const [one = '', two = ''] = speechFiles();
    const sound = joined([silence(1), await samplesOf(one), silence(1), await samplesOf(two), silence(1)]);
    const path = writeWav(sound, temp.path);
    const settings = { kind: 'sound-file', path, loop: false, pace: 'fast' } as const;
    await client.sources.add({ id: 'desk', name: 'Desk', settings });
    const slow = { ...settings, loop: true, pace: 'real-time' } as const;
    await client.sources.add({ id: 'slow', name: 'Slow desk', settings: slow });
  }, 60_000);
  afterAll(async () => {
    await engine.close();
    await temp.remove();
  }, 60_000);

  it('says which model it needs, and how to get it, while it is not there', async () => {
    expect(await client.listen.state()).toMatchObject({
      state: 'stopped',
      needs: { name: 'silero-vad', isInstalled: false },
    });
    const refused = client.listen.start({ sourceId: 'desk' });
    await expect(refused).rejects.toMatchObject({
      code: 'not_found',
      data: { remedy: expect.stringContaining('models pull --name silero-vad') },
    });
    for await (const progress of await client.models.pull({ name: 'silero-vad' })) void progress;
    expect((await client.listen.state()).needs.isInstalled).toBe(true);
    expect(await client.models.verify({ name: 'silero-vad' })).toMatchObject({ ok: true, runsOn: 'cpu, 2 threads' });
  });

  it('hears a file to its end: a row for each stretch of speech, and no sound kept without consent', async () => {
    await client.sampling.set({ ...usualSampling, controlShare: 1, perMinute: 1_000, perHour: 1_000 });
    await client.listen.start({ sourceId: 'desk' });
    const done = await listenUntil(({ state, heardMs }) => state === 'stopped' && heardMs > 0);
    expect(done.segments).toBeGreaterThanOrEqual(2);
    expect(done).toMatchObject({ kept: 0, note: 'The sound file has come to its end.', droppedMs: 0 });
    const rows = await clips();
    expect(rows).toHaveLength(done.segments);
    for (const { sound, width, detections, topScore, verdict, sourceId } of rows) {
      expect({ width, detections, verdict, sourceId }).toEqual({
        width: 0,
        detections: [],
        verdict: null,
        sourceId: 'desk',
      });
      const [mark] = sound?.marks ?? [];
      expect(mark?.score).toBe(topScore);
      expect(mark?.toMs).toBeLessThanOrEqual(sound?.durationMs ?? 0);
    }
    expect(rows.map(({ frameId }) => frameId).toSorted()).toEqual(done.recent.map(({ clipId }) => clipId).toSorted());
    expect(await client.labels.counts({ medium: 'sound' })).toMatchObject({ waiting: 0 });
  });

  it('keeps the sound with consent: file, row, item and outbox row', async () => {
    await client.people.set({ keepSamples: true });
    const before = (await clips()).length;
    await client.listen.start({ sourceId: 'desk' });
    const done = await listenUntil(({ state, heardMs }) => state === 'stopped' && heardMs > 0);
    await engine.services.samples.flush();
    expect(done.kept).toBe(done.segments);
    expect((await clips()).length).toBe(before + done.segments);
    const { store, sampleFiles } = engine.services;
    const known = await store.call('samples.page', { after: '', limit: 100 });
    const all = known.ok ? known.value.map(({ sha256 }) => sha256) : [];
    // The demo line left pictures of its own before it was stopped.
    const hashes = all.filter((sha256) => sampleFiles.pathOf(sha256).endsWith('.wav'));
    expect(hashes).toHaveLength(done.segments);
    for (const sha256 of hashes)
      expect(readFileSync(sampleFiles.pathOf(sha256)).subarray(0, 4).toString()).toBe('RIFF');
    expect(await client.labels.counts({ medium: 'sound' })).toMatchObject({ waiting: done.segments });
    const out = await store.call('sync.outgoing', { after: 0, predictions: 1, items: 100, pictures: 100 });
    const samples = out.ok
      ? out.value.items.flatMap((item) =>
          item.kind === 'sample' && item.sample.medium === 'sound' ? [item.sample] : [],
        )
      : [];
    expect(samples).toHaveLength(done.segments);
    for (const sample of samples) {
      expect(sample).toMatchObject({ medium: 'sound', mediaType: 'audio/wav', showsPerson: true, consented: true });
    }
    await client.people.set({ keepSamples: false });
  });

  it('goes on by itself when its worker is killed, and when it hangs', async () => {
    await client.listen.start({ sourceId: 'slow' });
    for (const signal of ['SIGKILL', 'SIGSTOP'] as const) {
      const pid = engine.speechPid() ?? 0;
      process.kill(pid, signal);
      const lost = await listenUntil(({ state }) => state === 'failed');
      expect(lost.note).toMatch(/^The speech worker .*; listening goes on as soon as it is back\.$/);
      const heard = lost.heardMs;
      await listenUntil((state) => state.state === 'running' && state.heardMs > heard + 200);
      expect(engine.speechPid()).not.toBe(pid);
    }
  });

  it('is monitored: stretches of speech, times and scores of its stream, nothing judged and nothing that drifts', async () => {
    await engine.close();
    await open();
    const heard = (await clips()).filter(({ sourceId }) => sourceId === 'desk');
    expect(await client.monitor.streams()).toContainEqual(
      expect.objectContaining({ sourceId: 'desk', medium: 'sound', predictions: heard.length, hasReference: false }),
    );
    const metrics = await client.monitor.metrics({ sourceId: 'desk', windowMs: 86_400_000 });
    expect(metrics).toMatchObject({ medium: 'sound', predictions: heard.length, framesPerSecond: null });
    expect(metrics.confidence.reduce((sum, rows) => sum + rows, 0)).toBe(heard.length);
    expect(metrics.inferMs?.p95).toBeGreaterThan(0);
    expect(metrics.defectRate).toBeNull();
    expect(await client.monitor.drift({ sourceId: 'desk' })).toMatchObject({ state: 'nothing-seen', features: [] });
    expect(await client.monitor.metrics({ sourceId: 'demo-line' })).toMatchObject({ medium: 'picture' });
    await client.listen.start({ sourceId: 'slow' });
  });

  it('does not let go of a source that it listens to, and neither line takes the sources of the other', async () => {
    await expect(client.sources.remove({ id: 'slow' })).rejects.toMatchObject({ code: 'wrong_state' });
    await expect(client.inspections.start({ sourceId: 'slow', model: 'pcb-defects' })).rejects.toMatchObject({
      code: 'wrong_state',
    });
    await expect(client.listen.start({ sourceId: 'demo-line' })).rejects.toMatchObject({ code: 'wrong_state' });
    await expect(client.listen.start({ sourceId: 'slow', model: 'pcb-defects' })).rejects.toMatchObject({
      code: 'model_refused',
    });
    expect((await client.listen.state()).state).toBe('running');
  });

  it('listens again after a new start of the station, and not after it was told to stop', async () => {
    await engine.close();
    await open();
    await listenUntil(({ state, heardMs }) => state === 'running' && heardMs > 0);
    expect((await client.listen.stop()).state).toBe('stopped');
    await engine.close();
    await open();
    expect(await client.listen.state()).toMatchObject({ state: 'stopped', sourceId: null });
    expect(engine.speechPid()).toBeUndefined();
  });
});
