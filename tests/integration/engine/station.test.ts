import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/compose.ts';
import { unpackFrame } from '../../../main/engine/doors/frame-packet.ts';
import type { FrameHead } from '../../../preload/contract/frames.ts';
import type { Prediction } from '../../../preload/contract/predictions.ts';
import { clientOf, lineUntil, openStation, openTestEngine } from '../../support/engine-station.ts';
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

async function allPredictions(): Promise<Prediction[]> {
  const client = clientOf(engine);
  const rows: Prediction[] = [];
  for (let before: number | undefined; ; ) {
    const page = await client.predictions.page({ limit: 500, ...(before === undefined ? {} : { before }) });
    rows.push(...page.rows);
    if (page.oldest === null || page.rows.length < 500) return rows;
    before = page.oldest;
  }
}

describe('a station', { timeout: 120_000 }, () => {
  it('inspects the demo line by itself on its first start', async () => {
    const state = await lineUntil(engine, ({ counts }) => counts.pass + counts.fail + counts.unsure >= 2);
    expect(state).toMatchObject({ state: 'running', sourceId: 'demo-line', model: { name: 'pcb-defects' }, note: '' });
    expect(state.recent[0]).toMatchObject({ sourceId: 'demo-line', part: expect.any(Number) });
    expect(state.inferMs.p50).toBeGreaterThan(0);
    expect(state.endToEndMs.p50).toBeGreaterThan(state.inferMs.p50);
  });

  it('shows viewers each picture with the overlay of the same frame, and stores what it shows', async () => {
    const heads: FrameHead[] = [];
    const viewer = engine.frames.view((packet) => {
      const frame = unpackFrame(packet);
      expect([frame?.jpeg[0], frame?.jpeg[1]]).toEqual([0xff, 0xd8]);
      if (frame !== undefined) heads.push(frame.head);
      setImmediate(() => viewer.ready());
    });
    const frames = engine.lines.read().frames;
    await lineUntil(engine, (state) => state.frames > frames && heads.length >= 3);
    viewer.close();
    await sleep(300);
    const stored = await allPredictions();
    for (const head of heads.slice(0, 3)) {
      const row = stored.find(({ frameId }) => frameId === head.frameId);
      expect(row).toMatchObject({ detections: head.detections, verdict: head.verdict, inferMs: head.inferMs });
    }
  });

  it('recovers when its vision worker is killed: nothing seen is lost, and the part in view does not pass', async () => {
    const before = await lineUntil(engine, ({ state }) => state === 'running');
    const pid = engine.visionPid() ?? 0;
    process.kill(pid, 'SIGKILL');
    const failed = await lineUntil(engine, ({ state }) => state === 'failed');
    expect(failed.note).toContain('was ended by SIGKILL');
    const back = await lineUntil(engine, ({ state, frames }) => state === 'running' && frames > failed.frames + 3);
    expect(back.frames).toBeGreaterThan(before.frames);
    expect(engine.visionPid()).not.toBe(pid);
    const health = await clientOf(engine).station.health();
    expect(health.parts.find(({ part }) => part === 'vision worker')).toMatchObject({ state: 'ready', restarts: 1 });
  });

  it('refuses a camera address that is wrong when it is added, after a real probe', async () => {
    const settings = { kind: 'address', url: 'rtsp://127.0.0.1:1/none' } as const;
    const adding = clientOf(engine).sources.add({ id: 'gate', name: 'Gate', settings });
    await expect(adding).rejects.toMatchObject({ code: 'source_unreachable' });
    expect((await clientOf(engine).sources.list()).map(({ id }) => id)).toEqual(['demo-line']);
  });

  it('will not forget a source that the line looks at', async () => {
    await expect(clientOf(engine).sources.remove({ id: 'demo-line' })).rejects.toMatchObject({ code: 'wrong_state' });
  });

  it('keeps a second station off its data folder, and names the first', async () => {
    const second = await openTestEngine(temp.path);
    expect(second).toMatchObject({
      ok: false,
      failure: { code: 'wrong_state', received: `one with process id ${process.pid}` },
    });
    expect(engine.lines.read().state).toBe('running');
  });

  it('answers a stop only when all that was seen is stored', async () => {
    const stopped = await clientOf(engine).inspections.stop();
    expect(stopped.state).toBe('stopped');
    const rows = await allPredictions();
    expect(rows).toHaveLength(stopped.frames);
    const parts = await clientOf(engine).inspections.list({ limit: 500 });
    const { pass, fail, unsure } = stopped.counts;
    expect(parts.rows).toHaveLength(pass + fail + unsure);
    const ids = new Set(parts.rows.map(({ id }) => id));
    expect(rows.filter(({ inspectionId }) => inspectionId !== null && !ids.has(inspectionId))).toEqual([]);
  });

  it('tells what it is and holds, and has the acts of its callers in an intact audit log', async () => {
    const info = await clientOf(engine, 'operator').station.get();
    expect(info).toMatchObject({ role: 'operator', host: 'browser', dataFolder: temp.path });
    expect(info.rows.predictions).toBeGreaterThan(0);
    expect(info.disk.freeBytes).toBeGreaterThan(0);
    const acts = await clientOf(engine).audit.list({});
    expect(acts).toMatchObject({ intact: true });
    expect(acts.rows.map(({ act, outcome }) => `${act} ${outcome}`)).toEqual([
      'inspections.stop done',
      'sources.remove wrong_state',
      'sources.add source_unreachable',
    ]);
  });

  it('ends its worker in order, and is stopped still when it comes back', async () => {
    const pid = engine.visionPid() ?? 0;
    await engine.close();
    expect(() => process.kill(pid, 0)).toThrow();
    engine = await open();
    await sleep(200);
    expect(engine.lines.read().state).toBe('stopped');
    const started = await clientOf(engine).inspections.start({ sourceId: 'demo-line' });
    expect(started.state).toBe('running');
    const fresh = await lineUntil(engine, ({ recent }) => recent.length > 0);
    const known = await clientOf(engine).inspections.list({ limit: 500 });
    expect(known.rows.filter(({ id }) => id === fresh.recent[0]?.id).length).toBeLessThanOrEqual(1);
  });
});
