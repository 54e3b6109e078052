import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemoLine } from '../../../main/capture/demo-line/line.ts';
import { pictureFeatures } from '../../../main/domain/drift/picture-features.ts';
import { Monitor } from '../../../main/engine/monitor/monitor.ts';
import { trainingSetFrom } from '../../../main/engine/monitor/training-set.ts';
import { readCard } from '../../../main/models/card.ts';
import type { Store } from '../../../main/store/store.ts';
import { type OpenModel, openModel } from '../../../main/workers/open-model.ts';
import { quietLog } from '../../support/engine-station.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { ask, told } from '../../unit/store/ask.ts';
import { openTestDatabase } from '../../unit/store/open-test-database.ts';

const folder = resolve('models/pcb-defects');
const read = await readCard(folder);
if (!read.ok) throw new Error(read.failure.message);
const { name, version } = read.value.card;
const stream = { sourceId: 'demo-line', model: { name, version } };
const hourMs = 3_600_000;
const framesPerSecond = 15;

let model: OpenModel;

beforeAll(async () => {
  const opened = await openModel(folder, 1);
  if (!opened.ok) throw new Error(opened.failure.message);
  model = opened.value;
}, 60_000);
afterAll(() => model.session.release());

/** The demo line and its real detector, an hour in so many looks: a prime number of them, so that boards are met at every height. */
async function passHour(monitor: Monitor, clock: FakeClock, looks: number, lightingDrift: number): Promise<void> {
  const line = createDemoLine({ framesPerSecond, defectsPerBoard: 0.5, lightingDrift });
  const tensor = new Float32Array(model.adapter.tensorLength);
  const everyMs = hourMs / looks;
  for (let look = 0; look < looks; look += 1) {
    const { width, height, luma } = line.frameAt(Math.round((look * everyMs * framesPerSecond) / 1_000));
    const frame = { width, height, format: 'gray8' as const, planes: [{ data: luma, stride: width }] };
    const transform = model.adapter.preprocess(frame, tensor);
    const detections = model.adapter.postprocess(await model.session.run(tensor), transform, frame);
    const about = { frameId: '', inspectionId: null, width, height, topScore: null, topLabel: null, verdict: null };
    const row = { ...stream, ...about, detections, capturedAt: clock.wallMs(), inferMs: 20, endToEndMs: 30 };
    monitor.seen(row, pictureFeatures(frame));
    await clock.advance(everyMs);
  }
  await clock.advance(10_000);
}

describe('the demo line against what its model was made for', () => {
  it('raises no alarm while it is still; light that drifts opens an alert when its window ends', {
    timeout: 600_000,
  }, async () => {
    const { db } = openTestDatabase();
    const call = (async (verb: 'alerts.standing', input: null) => ask(db, verb, input)) as Store['call'];
    const clock = new FakeClock();
    const trainingSet = trainingSetFrom(() => readCard(folder));
    const monitor = new Monitor({ clock, store: { call }, log: quietLog(), trainingSet });
    expect(await monitor.open()).toMatchObject({ ok: true });
    await clock.advance(hourMs - (clock.wallMs() % hourMs));

    const reports = () => told(db, 'drift.reports', { stream, limit: 9 });
    const pass = async (looks: number, drift: number): Promise<void> => {
      const before = reports().length;
      await passHour(monitor, clock, looks, drift);
      monitor.drift.tick(clock.wallMs());
      await expect.poll(() => reports().length).toBe(before + 1);
    };
    await pass(607, 0);
    expect(await monitor.drift.reference(stream)).toMatchObject({ origin: 'training-set' });
    expect(reports()[0]?.report?.features.filter(({ drifted }) => drifted)).toEqual([]);
    expect(reports()).toMatchObject([{ window: { predictions: 607 }, report: { alarm: false, drifted: false } }]);
    expect(monitor.alerts.causes).toEqual([]);

    await clock.advance(hourMs - (clock.wallMs() % hourMs));
    // What moves so far shows in half as many.
    await pass(307, 0.3);
    const [lit] = reports();
    expect(lit?.report).toMatchObject({ alarm: true });
    expect(lit?.report?.features.filter(({ drifted }) => drifted).map(({ feature }) => feature)).toContain(
      'brightness',
    );
    await expect.poll(() => monitor.alerts.live.get().rows.map(({ kind }) => kind)).toContain('drift');
    await monitor.stop();
  });
});
