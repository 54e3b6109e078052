import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/compose.ts';
import { unpackFrame } from '../../../main/engine/doors/frame-packet.ts';
import type { LineState } from '../../../preload/contract/inspections.ts';
import { clientOf, lineUntil, openStation } from '../../support/engine-station.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

let temp: Awaited<ReturnType<typeof makeTempFolder>>;
let engine: Engine;

const open = (): Promise<Engine> => openStation(temp.path);

beforeAll(async () => {
  temp = await makeTempFolder();
  engine = await open();
  const client = clientOf(engine);
  for (let number = 1; number <= 8; number += 1) {
    const settings = { kind: 'demo', seed: number, fps: 5 } as const;
    await client.sources.add({ id: `gate-${number}`, name: `Gate ${number}`, settings });
  }
}, 120_000);
afterAll(async () => {
  await engine.close();
  await temp.remove();
}, 60_000);

const runs = ({ state, frames }: LineState): boolean => state === 'running' && frames >= 3;

describe('a station with several lines', { timeout: 120_000 }, () => {
  it('runs them side by side, each with its own numbers and rows', async () => {
    const client = clientOf(engine);
    await client.inspections.start({ sourceId: 'gate-1' });
    await lineUntil(engine, runs, 'demo-line');
    await lineUntil(engine, runs, 'gate-1');
    const states = await client.inspections.lines();
    expect(states.map(({ sourceId, state, recipe }) => [sourceId, state, recipe])).toEqual([
      ['demo-line', 'running', null],
      ['gate-1', 'running', null],
    ]);
    // The one that was started last is meant where none is named.
    expect((await client.inspections.state()).sourceId).toBe('gate-1');
    expect((await client.inspections.state({ sourceId: 'demo-line' })).frames).toBeGreaterThan(0);
  });

  it('sums up each of them by itself, and means the one that was started last where none is named', async () => {
    const { monitor } = clientOf(engine);
    for (let time = 0; time < 5; time += 1) {
      expect((await monitor.drift({})).stream?.sourceId).toBe('gate-1');
      await lineUntil(engine, ({ frames }) => frames > 3 + time, 'demo-line');
    }
    for (const sourceId of ['demo-line', 'gate-1']) {
      // Summed up beside the frames, every two seconds.
      await expect
        .poll(async () => (await monitor.metrics({ sourceId })).predictions, { timeout: 30_000 })
        .toBeGreaterThan(0);
      expect((await monitor.drift({ sourceId })).stream?.sourceId).toBe(sourceId);
    }
  });

  it('shows a viewer of one source the pictures of that one alone', async () => {
    const seen: string[] = [];
    const viewer = engine.frames.view((packet) => {
      seen.push(unpackFrame(packet)?.head.sourceId ?? '');
      setImmediate(() => viewer.ready());
    }, 'gate-1');
    await lineUntil(engine, () => seen.length >= 3);
    viewer.close();
    expect(new Set(seen)).toEqual(new Set(['gate-1']));
  });

  it('brings all of them back when the worker is killed', async () => {
    const before = await clientOf(engine).inspections.lines();
    const failing = before.map(({ sourceId }) => lineUntil(engine, ({ state }) => state === 'failed', sourceId ?? ''));
    process.kill(engine.visionPid() ?? 0, 'SIGKILL');
    await Promise.all(failing);
    for (const { sourceId, frames } of before) {
      await lineUntil(engine, (now) => now.state === 'running' && now.frames > frames + 2, sourceId ?? '');
    }
  });

  it('will not forget a source that any of them looks at', async () => {
    await expect(clientOf(engine).sources.remove({ id: 'gate-1' })).rejects.toMatchObject({ code: 'wrong_state' });
  });

  it('goes on with all of them after a restart, and the newest is still the newest', async () => {
    await engine.close();
    engine = await open();
    await lineUntil(engine, runs, 'gate-1');
    await lineUntil(engine, runs, 'demo-line');
    expect((await clientOf(engine).inspections.state()).sourceId).toBe('gate-1');
  });

  it('stops one and the other goes on; what was stopped stays so over a restart, and its source can go', async () => {
    const client = clientOf(engine);
    const stopped = await client.inspections.stop({ sourceId: 'gate-1' });
    expect(stopped).toMatchObject({ sourceId: 'gate-1', state: 'stopped', wanted: false });
    const { frames } = await client.inspections.state({ sourceId: 'demo-line' });
    await lineUntil(engine, (now) => now.state === 'running' && now.frames > frames + 3, 'demo-line');
    const rows = (await client.predictions.page({ limit: 500 })).rows.filter(({ sourceId }) => sourceId === 'gate-1');
    expect(rows.length).toBeGreaterThan(0);
    await engine.close();
    engine = await open();
    await lineUntil(engine, runs, 'demo-line');
    expect((await clientOf(engine).inspections.lines()).map(({ sourceId }) => sourceId)).toEqual(['demo-line']);
    await clientOf(engine).sources.remove({ id: 'gate-1' });
  });

  it('refuses the ninth with the reason, and leaves no trace of a source that is not there', async () => {
    const client = clientOf(engine);
    for (let number = 2; number <= 8; number += 1) await client.inspections.start({ sourceId: `gate-${number}` });
    await client.sources.add({ id: 'gate-9', name: 'Gate 9', settings: { kind: 'demo', fps: 5 } });
    await expect(client.inspections.start({ sourceId: 'gate-9' })).rejects.toMatchObject({
      code: 'wrong_state',
      data: { received: '8 that run' },
    });
    await client.inspections.stop({ sourceId: 'gate-8' });
    await expect(client.inspections.start({ sourceId: 'nowhere' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(client.inspections.stop({ sourceId: 'nowhere' })).rejects.toMatchObject({ code: 'not_found' });
    const states = await client.inspections.lines();
    expect(states.filter(({ state }) => state === 'running')).toHaveLength(7);
    expect(states.some(({ sourceId }) => sourceId === 'nowhere')).toBe(false);
  });

  it('stops all of them at once, with all that was seen stored', async () => {
    const client = clientOf(engine);
    await client.inspections.stop();
    const states = await client.inspections.lines();
    expect(states.every(({ state, wanted }) => state === 'stopped' && !wanted)).toBe(true);
    const parts = await client.inspections.list({ limit: 500 });
    const judged = new Set(parts.rows.map(({ id }) => id));
    const { rows } = await client.predictions.page({ limit: 500 });
    expect(rows.filter(({ inspectionId }) => inspectionId !== null && !judged.has(inspectionId))).toEqual([]);
  });
});
