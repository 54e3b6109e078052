import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/compose.ts';
import type { Prediction } from '../../../preload/contract/predictions.ts';
import type { Detection } from '../../../preload/contract/values.ts';
import { clientOf, lineUntil, openStation } from '../../support/engine-station.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const model = 'pcb-defects';
const box = { x: 10, y: 20, width: 30, height: 40 };

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

let kept = 0;

/** A sample drawn by lot of a part of its own, and a person's word on it. */
async function review(version: string, found: readonly Detection[], isDefect: boolean): Promise<void> {
  kept += 1;
  const { store, clock } = engine.services;
  const at = clock.wallMs();
  const top = found[0];
  const prediction = {
    frameId: `reviewed-${kept}`,
    sourceId: 'demo-line',
    inspectionId: 1_000_000 + kept,
    model: { name: model, version },
    capturedAt: at,
    width: 640,
    height: 640,
    detections: [...found],
    topScore: top?.score ?? null,
    topLabel: top?.label ?? null,
    verdict: 'pass' as const,
    inferMs: 1,
    endToEndMs: 2,
  };
  const sample = { sha256: kept.toString(16).padStart(64, '0'), bytes: 1, reason: 'control' as const, at };
  const held = await store.call('samples.keep', { prediction, sample });
  if (!held.ok || held.value.itemId === null) throw new Error('Expected the sample to be kept');
  const boxes = isDefect ? [{ label: 'open', box }] : [];
  await clientOf(engine).labels.save({ id: held.value.itemId, boxes });
}

/** The newest row of the line with something sure in it, once one comes. */
async function nextSureFrame(): Promise<Prediction> {
  const client = clientOf(engine);
  const since = Date.now();
  for (;;) {
    const { frames } = engine.lines.read();
    await lineUntil(engine, (state) => state.frames > frames);
    const { rows } = await client.predictions.page({ limit: 100, sourceId: 'demo-line' });
    const fresh = rows.find(
      (row) => row.capturedAt > since && (row.topScore ?? 0) >= 0.75 && row.inspectionId !== null,
    );
    if (fresh !== undefined) return fresh;
  }
}

describe('how sure a model is', { timeout: 120_000 }, () => {
  it('is told as not enough to promise anything from, with how much is missing', async () => {
    const client = clientOf(engine);
    await lineUntil(engine, ({ state }) => state === 'running');
    const status = await client.confidence.status({ model });
    expect(status).toMatchObject({
      judges: true,
      inUse: null,
      band: { low: 0.4, high: 0.7 },
      least: { missRate: null },
    });
    await expect(client.confidence.fit({ model, missRate: 0.02 })).rejects.toMatchObject({
      code: 'wrong_state',
      data: { remedy: '49 more reviewed defects are needed to promise 2 in 100.' },
    });
    await expect(clientOf(engine, 'operator').confidence.use({ model })).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('changes verdicts from the next frame on when a fit is put to use, and the line runs on', async () => {
    const client = clientOf(engine);
    const { version } = (await client.confidence.status({ model })).model;
    // A line so bad for the model that only what scores higher than all that the demo line shows is a defect.
    for (let index = 0; index < 60; index += 1) await review(version, [{ label: 'open', score: 0.9998, box }], true);
    for (let index = 0; index < 20; index += 1) await review(version, [{ label: 'open', score: 0.9999, box }], false);
    expect((await nextSureFrame()).verdict).toBe('fail');
    const { startedAt } = engine.lines.read();
    const used = await client.confidence.use({ model, missRate: 0.02, falseRejectRate: 0.05 });
    expect(used.inUse).toMatchObject({ by: 'admin', promise: { missRate: 0.02, defects: 60, good: 20 } });
    expect(used.band.low).toBeCloseTo(0.9998, 6);
    expect((await nextSureFrame()).verdict).toBe('pass');
    expect(engine.lines.read()).toMatchObject({ state: 'running', startedAt });
    const waiting = await client.labels.queue({ state: 'waiting', reason: 'unsure', limit: 200 });
    expect(waiting.rows.filter(({ capturedAt }) => capturedAt > (used.inUse?.since ?? 0) + 1_000)).toEqual([]);
    const { rows } = await client.audit.list({ limit: 5 });
    expect(rows.map(({ act }) => act)).toContain('confidence.use');
  });

  it('stays so over a restart, until somebody goes back to the card', async () => {
    await engine.close();
    engine = await open();
    const client = clientOf(engine);
    expect((await client.confidence.status({ model })).inUse).toMatchObject({ promise: { missRate: 0.02 } });
    expect((await nextSureFrame()).verdict).toBe('pass');
    expect((await client.confidence.revert({ model })).inUse).toBeNull();
    expect((await nextSureFrame()).verdict).toBe('fail');
    await expect(client.confidence.revert({ model })).rejects.toMatchObject({ code: 'wrong_state' });
  });
});
