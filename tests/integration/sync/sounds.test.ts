import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { wavOf } from '../../../main/domain/speech/wav.ts';
import { inspectionLog } from '../../../preload/contract/cloud.ts';
import { syncAnswer } from '../../../preload/contract/sync.ts';
import { readStationKey } from '../../../preload/contract/sync-signature.ts';
import { onBothDatabases } from '../../support/cloud/both-databases.ts';
import type { EndpointProcess } from '../../support/cloud/endpoint-process.ts';
import { StationClient } from '../../support/cloud/station-client.ts';
import { syncRows } from '../../support/cloud/sync-items.ts';
import { noise, rateHz } from '../../support/sounds.ts';
import type { SyncStation } from '../../support/sync-station.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { heardPrediction } from '../../unit/store/heard-prediction.ts';
import { enrolAt, startEndpoint, to } from './enrolled-endpoint.ts';
import { isDrained, openStation, until } from './station-desk.ts';

const queue = z.object({
  rows: z.array(
    z.looseObject({ medium: z.string(), durationMs: z.number().nullable(), preLabels: z.array(z.unknown()) }),
  ),
});

const logs = z.object({ rows: z.array(inspectionLog) });

async function keepClip({ store, files }: SyncStation): Promise<number | null> {
  const written = await files.write(wavOf(noise(1.5, 0.2), rateHz), 1e9);
  if (!written.ok) throw new Error(written.failure.message);
  const { sha256, bytes } = written.value;
  const sample = { sha256, bytes, reason: 'unsure', at: Date.now(), showsPerson: true } as const;
  const prediction = { ...heardPrediction, capturedAt: Date.now() };
  const kept = await store.call('samples.keep', { prediction, sample });
  if (!kept.ok) throw new Error(kept.failure.message);
  return kept.value.itemId;
}

onBothDatabases('sync of sounds with a real endpoint', 60_000, (under) => {
  let endpoint: EndpointProcess;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ endpoint, stop } = await startEndpoint(under));
  }, 60_000);
  afterAll(() => stop());

  it('sends a clip with its sound, its length and its stretch, where people have agreed', async () => {
    const { stationKey, counts } = await enrolAt(endpoint, 'Desk 1');
    const station = await openStation(temporaryFolder());
    await station.settings.set('people', { keepSamples: true });
    expect(await keepClip(station)).toBe(1);
    await station.desk.start();
    await station.desk.configure(to(endpoint.address, stationKey));
    const status = await until(station.desk, (now) => isDrained(now) && now.sent.pictures === 1);
    expect(status).toMatchObject({ sent: { predictions: 1, samples: 1, pictures: 1 }, failed: 0 });
    expect(await counts()).toEqual({ predictions: 1, samples: 1 });
    const { rows } = queue.parse(await endpoint.ask('GET', '/api/labeling-queue?medium=sound'));
    expect(rows).toMatchObject([{ medium: 'sound', durationMs: 1_504, preLabels: heardPrediction.sound?.marks }]);
  });

  it('stores the length and the stretches of what was heard, beside frames that have none', async () => {
    const { stationKey } = await enrolAt(endpoint, 'Desk 3');
    const key = readStationKey(stationKey);
    if (key === undefined) throw new Error('Expected the key of a station');
    const client = new StationClient(endpoint.address, key);
    const heard = { ...heardPrediction, localId: 2, capturedAt: Date.now() };
    const zero = { durationMs: 9, marks: [{ label: 'a\u0000b', score: 1, fromMs: 0, toMs: 9 }] };
    const { body } = await client.batch({
      predictions: [...syncRows(1, 1), heard, { ...heard, localId: 3, sound: zero }],
    });
    expect(syncAnswer.parse(body)).toMatchObject({
      predictions: { stored: 2 },
      refused: [{ localId: 3, code: 'bad_input' }],
    });
    const { rows } = logs.parse(await endpoint.ask('GET', `/api/inspection-logs?station=${key.station}`));
    expect(rows.map(({ sound }) => sound)).toEqual([heardPrediction.sound, undefined]);
    const drift = await endpoint.ask('GET', `/api/metrics/drift?station=${key.station}`);
    expect(drift).toMatchObject({ window: { predictions: 1 } });
  });

  it('sends the prediction alone where nobody has', async () => {
    const { stationKey, counts } = await enrolAt(endpoint, 'Desk 2');
    const station = await openStation(temporaryFolder());
    expect(await keepClip(station)).toBeNull();
    await station.desk.start();
    await station.desk.configure(to(endpoint.address, stationKey));
    const status = await until(station.desk, (now) => isDrained(now) && now.sent.predictions === 1);
    expect(status).toMatchObject({ sent: { predictions: 1, samples: 0, pictures: 0 }, failed: 0 });
    expect(await counts()).toEqual({ predictions: 1, samples: 0 });
  });
});
