import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/compose.ts';
import { clientOf, lineUntil, openStation } from '../../support/engine-station.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

let temp: Awaited<ReturnType<typeof makeTempFolder>>;
let engine: Engine;

const open = (): Promise<Engine> => openStation(temp.path);

beforeAll(async () => {
  temp = await makeTempFolder();
  engine = await open();
}, 60_000);
afterAll(async () => {
  await engine.close();
  await temp.remove();
}, 60_000);

describe('what a station tells of its line', { timeout: 120_000 }, () => {
  it('sums up every frame and part, and looks at the pictures themselves', async () => {
    await lineUntil(engine, ({ recent, frames }) => recent.length > 0 && frames > 10);
    const { frames, counts } = await clientOf(engine).inspections.stop();
    const client = clientOf(engine, 'operator');
    const metrics = await client.monitor.metrics({ windowMs: 3_600_000 });
    expect(metrics.predictions).toBe(frames);
    expect(metrics.parts).toEqual(counts);
    expect(metrics.points.length).toBeLessThanOrEqual(120);
    expect(metrics.points.reduce((sum, point) => sum + point.predictions, 0)).toBe(frames);
    expect(metrics.framesPerSecond).toBeGreaterThan(0);
    expect(metrics.inferMs?.p95).toBeGreaterThan(0);
    expect(metrics.confidence).toHaveLength(20);

    const drift = await client.monitor.drift({});
    expect(drift).toMatchObject({
      state: 'filling',
      comparedWith: 'training-set',
      complete: false,
      reference: { predictions: 2_400 },
      window: { predictions: frames },
    });
    const stream = { sourceId: 'demo-line', model: { name: 'pcb-defects' } };
    expect(drift.stream).toMatchObject(stream);
    await expect(client.monitor.drift({ sourceId: 'no-such' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(client.monitor.setReference({ from: { kind: 'training-set' } })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const chosen = await clientOf(engine).monitor.setReference({ from: { kind: 'training-set' } });
    expect(chosen).toMatchObject({ origin: 'training-set', window: { predictions: 2_400 } });
  });

  it('serves the paths of the endpoint: model status, inspection logs, conditions and the request for retraining', async () => {
    const client = clientOf(engine);
    const { rows } = await client.monitor.logs({ limit: 2 });
    const info = await client.station.get();
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ stationId: info.id, localId: rows[0]?.id });
    const conditions = await client.monitor.conditions({});
    expect(conditions).toMatchObject({ recommended: false, event: null });
    const asked = await client.monitor.retrain({ reason: 'new boards' });
    expect(asked).toMatchObject({ event: { modelName: 'pcb-defects', state: 'waiting', recommended: false } });
    expect(asked.missing.join(' ')).toContain('50 reviewed labels are wanted');
    expect((await client.monitor.conditions({})).event).toMatchObject({ state: 'waiting' });
    expect(await client.monitor.retrainings()).toHaveLength(1);
  });

  it('opens an alert when a part goes down, takes an acknowledgement into the audit log, and closes it when all is well', async () => {
    const client = clientOf(engine, 'operator');
    engine.services.health.say('disk', 'degraded', 'Only 9 MiB are free.');
    const watched = engine.services.monitor.alerts.live.watch();
    let alert: { id: number } | undefined;
    for await (const { rows } of watched) {
      alert = rows.find(({ kind }) => kind === 'disk-low');
      if (alert !== undefined) break;
    }
    const id = alert?.id ?? 0;
    expect(await client.alerts.acknowledge({ id })).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: 'operator',
    });
    await expect(client.alerts.acknowledge({ id })).rejects.toMatchObject({ code: 'wrong_state' });
    const acts = await clientOf(engine).audit.list({ limit: 2 });
    expect(acts.rows.map(({ act, role, outcome }) => [act, role, outcome])).toEqual([
      ['alerts.acknowledge', 'operator', 'wrong_state'],
      ['alerts.acknowledge', 'operator', 'done'],
    ]);
    engine.services.health.say('disk', 'ready', '');
    for await (const { rows } of engine.services.monitor.alerts.live.watch()) {
      if (rows.every((row) => row.id !== id)) break;
    }
    expect((await client.alerts.list({})).rows[0]).toMatchObject({ id, state: 'closed', times: 1 });
  });

  it('knows after a restart what it summed up before, the window that was open included', async () => {
    const before = await clientOf(engine).monitor.metrics({});
    await engine.close();
    engine = await open();
    const client = clientOf(engine);
    const after = await client.monitor.metrics({});
    expect(after.predictions).toBe(before.predictions);
    const status = await client.monitor.modelStatus();
    expect(status).toMatchObject([{ name: 'pcb-defects', predictions: before.predictions, stations: 1 }]);
    const history = await client.monitor.history({});
    const stored = history.rows.reduce((sum, { window }) => sum + window.predictions, 0);
    expect(stored).toBe(before.predictions);
    await client.inspections.start({ sourceId: 'demo-line' });
    await lineUntil(engine, ({ frames }) => frames > 2);
    const { frames } = await client.inspections.stop();
    const drift = await client.monitor.drift({});
    // Unless the hour went over in between, the filling window goes on where the one before it was cut.
    expect([before.predictions + frames, frames]).toContain(drift.window.predictions);
  });
});
