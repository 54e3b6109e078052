import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { Engine } from '../../../main/engine/compose.ts';
import type { Prediction } from '../../../preload/contract/predictions.ts';
import type { SyncStatus } from '../../../preload/contract/sync-status.ts';
import { EndpointProcess } from '../../support/cloud/endpoint-process.ts';
import { clientOf, lineUntil, openStation } from '../../support/engine-station.ts';
import { describeUnless } from '../../support/lacks.ts';
import { sharedData, whyNoData } from '../../support/shared-data.ts';
import { sharedModels, whyNoModels } from '../../support/shared-models.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const weights = sharedModels();
const faces = sharedData('faces_expressions', 'happiness');
const pictures = 12;
const enrolled = z.object({ stationKey: z.string() });
const queue = z.object({ rows: z.array(z.looseObject({ medium: z.string(), classes: z.array(z.string()) })) });

describeUnless(whyNoModels, whyNoData('faces_expressions'))(
  'a station before which people come',
  { timeout: 40_000 },
  () => {
    let temp: Awaited<ReturnType<typeof makeTempFolder>>;
    let engine: Engine;
    let endpoint: EndpointProcess;

    beforeAll(async () => {
      temp = await makeTempFolder();
      const folder = join(temp.path, 'pictures');
      mkdirSync(folder);
      const names = readdirSync(faces ?? '')
        .filter((name) => name.endsWith('.jpg'))
        .slice(0, pictures);
      for (const [index, name] of names.entries()) copyFileSync(join(faces ?? '', name), join(folder, `${index}.jpg`));
      endpoint = new EndpointProcess(join(temp.path, 'endpoint'));
      await endpoint.start();
      const pace = {
        everyMs: 30,
        exchangeEveryMs: 30,
        deadlineMs: 10_000,
        backOff: { firstMs: 20, factor: 2, maxMs: 200 },
      };
      engine = await openStation(join(temp.path, 'station'), {}, { modelsFrom: weights, syncPace: pace });
      const client = clientOf(engine);
      await client.inspections.stop();
      for await (const _ of await client.models.pull({ name: 'yunet' }));
      const usual = await client.sampling.get();
      // Every frame is wanted: what is not kept then is not kept for want of consent alone.
      await client.sampling.set({
        ...usual.settings,
        controlShare: 1,
        perMinute: 9_000,
        perHour: 9_000,
        perDay: 9_000,
      });
      await client.sources.add({ id: 'door', name: 'Door', settings: { kind: 'folder', path: folder, fps: 4 } });
    }, 90_000);
    afterAll(async () => {
      await engine?.close();
      await endpoint?.kill();
      await temp.remove();
    }, 60_000);

    /** Shows the pictures, and gives what was seen of them. */
    async function lookAtThem(): Promise<readonly Prediction[]> {
      const client = clientOf(engine);
      const before = (await client.predictions.page({ limit: 1 })).newest ?? 0;
      await client.inspections.start({ sourceId: 'door', model: 'yunet' });
      const seen = await lineUntil(engine, ({ model, frames }) => model?.name === 'yunet' && frames >= pictures);
      expect(seen).toMatchObject({ judges: false, verdict: null, counts: { pass: 0, fail: 0, unsure: 0 }, recent: [] });
      await client.inspections.stop();
      return (await client.predictions.page({ limit: 500 })).rows.filter(({ id }) => id > before);
    }
    const samplesOf = async (): Promise<number> => (await clientOf(engine).sampling.get()).samples;
    async function syncUntil(isSo: (status: SyncStatus) => boolean): Promise<SyncStatus> {
      for (;;) {
        const status = await clientOf(engine).sync.status();
        if (isSo(status)) return status;
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    }
    const atEndpoint = async () => queue.parse(await endpoint.ask('GET', '/api/labeling-queue?limit=200')).rows;

    it('stores boxes and points of every face, no verdict and no part, and keeps no picture', async () => {
      const client = clientOf(engine);
      const [samples, parts] = [await samplesOf(), (await client.inspections.list({ limit: 500 })).rows.length];
      const rows = await lookAtThem();
      expect(rows.length).toBeGreaterThan(pictures / 2);
      expect(rows.every(({ verdict, inspectionId }) => verdict === null && inspectionId === null)).toBe(true);
      const found = rows.flatMap(({ detections }) => detections);
      expect(found.length).toBeGreaterThan(pictures / 2);
      expect(found.every(({ label, points }) => label === 'face' && points?.length === 5)).toBe(true);
      expect(await samplesOf()).toBe(samples);
      expect(await client.people.get()).toEqual({ keepSamples: false, kept: 0, heldBack: 0 });
      expect((await client.inspections.list({ limit: 500 })).rows.length).toBe(parts);
      expect((await client.monitor.metrics({ sourceId: 'door' })).defectRate).toBeNull();
    });

    it('keeps pictures once an admin says that people agreed, and writes that down', async () => {
      const client = clientOf(engine);
      await expect(clientOf(engine, 'supervisor').people.set({ keepSamples: true })).rejects.toMatchObject({
        code: 'forbidden',
      });
      await client.people.set({ keepSamples: true });
      const acts = (await client.audit.list({ limit: 50 })).rows;
      expect(acts.some(({ act, outcome }) => act === 'people.set' && outcome === 'done')).toBe(true);
      await lookAtThem();
      const { kept, heldBack } = await client.people.get();
      expect(kept).toBeGreaterThan(0);
      expect(heldBack).toBe(0);
      const items = (await client.labels.queue({ limit: 200 })).rows.filter(({ sourceId }) => sourceId === 'door');
      expect(items.length).toBe(kept);
      expect(items.every(({ verdict }) => verdict === null)).toBe(true);
      expect(items.some(({ preLabels }) => preLabels.some(({ points }) => points?.length === 5))).toBe(true);
    });

    it('sends none of them after that was taken back, whatever else is sent', async () => {
      const client = clientOf(engine);
      const { kept, heldBack } = await client.people.set({ keepSamples: false });
      expect(heldBack).toBe(kept);
      const { stationKey } = enrolled.parse(await endpoint.ask('POST', '/api/stations', { name: 'Door' }));
      await client.sync.configure({ address: endpoint.address, stationKey });
      await syncUntil(({ waiting, sent }) => sent.predictions > 0 && waiting.predictions + waiting.samples === 0);
      expect((await atEndpoint()).filter(({ classes }) => classes.includes('face'))).toEqual([]);
      expect(await client.people.get()).toMatchObject({ kept, heldBack: kept });
    });

    it('sends them, as agreed to, once it is said again', async () => {
      const { kept } = await clientOf(engine).people.set({ keepSamples: true });
      await syncUntil(({ waiting, failed }) => waiting.samples === 0 && failed === 0);
      const there = (await atEndpoint()).filter(({ classes }) => classes.includes('face'));
      expect(there.length).toBe(kept);
    });

    it('deletes their pictures and labels for good, and leaves the predictions', async () => {
      const client = clientOf(engine);
      const { kept } = await client.people.get();
      const [samples, before] = [await samplesOf(), (await client.predictions.outline({})).total];
      const hashes = (await client.labels.queue({ limit: 200 })).rows
        .filter(({ sourceId }) => sourceId === 'door')
        .map(({ sampleHash }) => sampleHash);
      expect(await client.people.deleteSamples()).toEqual({ deleted: kept });
      expect(await client.people.get()).toMatchObject({ kept: 0, heldBack: 0 });
      expect(await samplesOf()).toBe(samples - kept);
      for (const hash of hashes) {
        const file = join(temp.path, 'station', 'samples', hash.slice(0, 2), `${hash.slice(2)}.jpg`);
        expect(existsSync(file)).toBe(false);
      }
      expect((await client.predictions.outline({})).total).toBe(before);
    });
  },
);
