import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloudMetrics, inspectionLog } from '../../../preload/contract/cloud.ts';
import { changesAnswer, syncAnswer, syncPaths } from '../../../preload/contract/sync.ts';
import { onBothDatabases } from '../../support/cloud/both-databases.ts';
import { type Answered, StationClient } from '../../support/cloud/station-client.ts';
import { keptSample, syncReview, syncRows } from '../../support/cloud/sync-items.ts';
import { openTestEndpoint, type TestEndpoint } from '../../support/cloud/test-endpoint.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const taken = ({ status, body }: Answered) => {
  if (status !== 200) throw new Error(`Expected the batch to be taken, got ${status}: ${JSON.stringify(body)}`);
  return syncAnswer.parse(body);
};

onBothDatabases('the endpoint', 120_000, ({ start }) => {
  let temp: Awaited<ReturnType<typeof makeTempFolder>>;
  let under: Awaited<ReturnType<typeof start>>;
  let databaseUrl: string | undefined;
  let endpoint: TestEndpoint;
  let station: StationClient;
  const reopen = async (more: Parameters<typeof openTestEndpoint>[1] = {}): Promise<void> => {
    endpoint = await openTestEndpoint(temp.path, { databaseUrl, ...more });
    station = station?.at(endpoint.address) ?? (await endpoint.enrol('Line 1'));
  };
  const rowsOf = async (from: string): Promise<number> => {
    const metrics = cloudMetrics.parse((await endpoint.ask('GET', '/api/metrics')).body);
    return metrics.stations.find(({ id }) => id === from)?.predictions ?? 0;
  };

  beforeAll(async () => {
    temp = await makeTempFolder();
    under = await start();
    databaseUrl = await under.databaseUrl();
    await reopen();
  }, 120_000);
  afterAll(async () => {
    expect(endpoint.bugs).toEqual([]);
    await endpoint.close();
    await under.stop();
    await temp.remove();
  }, 60_000);

  describe('a batch', () => {
    it('that is sent again is given the same answer and written once', async () => {
      const sender = await endpoint.enrol('twice');
      const batch = { predictions: syncRows(1, 20) };
      const first = await sender.batch(batch, { batchId: 'batch-one' });
      const second = await sender.batch(batch, { batchId: 'batch-one' });
      expect(taken(first).predictions).toEqual({ stored: 20, known: 0 });
      expect(second).toEqual(first);
      expect(await rowsOf(sender.key.station)).toBe(20);
    });

    it('that is sent five times at once is written once', async () => {
      const sender = await endpoint.enrol('at once');
      const batch = { predictions: syncRows(1, 50), samples: [keptSample(1).sample] };
      const send = () => sender.batch(batch, { batchId: 'same-batch' });
      const answers = await Promise.all([send(), send(), send(), send(), send()]);
      expect(new Set(answers.map((answer) => JSON.stringify(taken(answer)))).size).toBe(1);
      expect(await rowsOf(sender.key.station)).toBe(50);
    });

    it('with items of an earlier one stores only what is new', async () => {
      const sender = await endpoint.enrol('overlap');
      await sender.batch({ predictions: syncRows(1, 10) });
      const next = await sender.batch({ predictions: syncRows(6, 10) });
      expect(taken(next).predictions).toEqual({ stored: 5, known: 5 });
    });

    it('whose id was used for other content is refused', async () => {
      await station.batch({ predictions: syncRows(1, 1) }, { batchId: 'used-once' });
      const answer = await station.batch({ predictions: syncRows(2, 1) }, { batchId: 'used-once' });
      expect(answer).toMatchObject({ status: 409, body: { code: 'already_exists' } });
    });

    it('costs a bad item its place, not the others theirs', async () => {
      const sender = await endpoint.enrol('bad items');
      const [good, bad] = syncRows(1, 2);
      const person = { ...keptSample(2).sample, showsPerson: true };
      const { sample } = keptSample(1);
      const outside = [{ label: 'short', score: null, box: { x: 600, y: 9, width: 80, height: 20 } }];
      const unknown = [{ label: 'cat', score: null, box: { x: 1, y: 1, width: 8, height: 8 } }];
      const labels = [
        syncReview(1, 1),
        syncReview(2, 1, { marks: outside }),
        syncReview(3, 1, { marks: unknown }),
        syncReview(4, 99),
      ];
      const batch = { predictions: [good, { ...bad, topScore: 7 }, 'rubbish'], samples: [sample, person], labels };
      const answer = taken(await sender.batch(batch));
      expect(answer).toMatchObject({
        predictions: { stored: 1, known: 0 },
        samples: { stored: 1, known: 0 },
        labels: { stored: 1, known: 0 },
        missing: [sample.sha256],
      });
      expect(answer.refused.map(({ kind, index, localId, code }) => [kind, index, localId, code])).toEqual([
        ['predictions', 1, 2, 'bad_input'],
        ['predictions', 2, null, 'bad_input'],
        ['samples', 1, 2, 'forbidden'],
        ['labels', 1, 2, 'bad_input'],
        ['labels', 2, 3, 'bad_input'],
        ['labels', 3, 4, 'not_found'],
      ]);
    });

    it('of a model that judges nothing is stored with its points, and makes no defect rate', async () => {
      const sender = await endpoint.enrol('faces');
      const [row] = syncRows(1, 1);
      const points = [1, 2, 3, 4, 5].map((x) => ({ x, y: 7 }));
      const face = { label: 'face', score: 0.9, box: { x: 1, y: 2, width: 30, height: 40 }, points };
      const seen = { ...row, model: { name: 'yunet', version: '2023.3.0' }, detections: [face], verdict: null };
      const { sample } = keptSample(1);
      const kept = { ...sample, classes: ['face'], preLabels: [face], showsPerson: true, consented: true };
      const answer = taken(await sender.batch({ predictions: [seen], samples: [kept] }));
      expect(answer).toMatchObject({ refused: [], predictions: { stored: 1 }, samples: { stored: 1 } });
      const { body } = await endpoint.ask('GET', `/api/inspection-logs?station=${sender.key.station}`);
      expect(body).toMatchObject({ rows: [{ verdict: null, detections: [face] }] });
    });

    it('with a character that no database can hold is refused by item', async () => {
      const [row] = syncRows(1, 1);
      const zero = { ...row, frameId: 'a\u0000b' };
      const answer = taken(await station.batch({ predictions: [zero, { ...row, localId: 9, frameId: '\ud800' }] }));
      expect(answer.refused.map(({ code }) => code)).toEqual(['bad_input', 'bad_input']);
    });

    it.each([
      ['is HTML', '<html>not a batch</html>'],
      ['has an unknown part', '{"pictures":[]}'],
      ['has no end', '{"predictions":['],
      ['has too many items', JSON.stringify({ predictions: Array.from({ length: 2_001 }, () => 1) })],
    ])('that %s is refused as a whole', async (_what, body) => {
      expect(await station.batch(body)).toMatchObject({ status: 400, body: { code: 'bad_input' } });
    });
  });

  describe('a caller', () => {
    const [row] = syncRows(1, 1);
    const batch = { predictions: [row] };

    it('with a key that was revoked is shut out at once', async () => {
      const sender = await endpoint.enrol('to be revoked');
      taken(await sender.batch(batch));
      const { body } = await endpoint.ask('POST', `/api/stations/${sender.key.station}/revoke`, {});
      expect(body).toMatchObject({ keys: [] });
      expect(await sender.batch(batch)).toMatchObject({ status: 401, body: { code: 'unauthorised' } });
    });

    it('may use its former key until that is revoked', async () => {
      const former = await endpoint.enrol('two keys');
      const newer = await endpoint.enrol('two keys');
      expect(newer.key.station).toBe(former.key.station);
      await endpoint.ask('POST', `/api/stations/${former.key.station}/revoke`, { key: former.key.key });
      expect((await former.batch(batch)).status).toBe(401);
      expect((await newer.batch(batch)).status).toBe(200);
    });

    it.each([
      ['a wrong secret', { secret: 'x'.repeat(43) }],
      ['an unknown key', { key: 'abcdef' }],
      ['the name of another station', { station: 'line-9-abcdef' }],
    ])('with %s learns only that it is not let in', async (_what, wrong) => {
      const stranger = new StationClient(endpoint.address, { ...station.key, ...wrong });
      expect(await stranger.batch(batch)).toMatchObject({ status: 401, body: { data: { thing: 'station key' } } });
    });

    it.each([-6 * 60_000, 6 * 60_000])('whose clock is %i ms off is told so', async (apart) => {
      const answer = await station.batch(batch, { timestamp: Date.now() + apart });
      expect(answer).toMatchObject({ status: 401, body: { data: { thing: "The station's clock" } } });
    });

    it('without a signature is told what is missing', async () => {
      const answer = await fetch(`${endpoint.address}${syncPaths.batch}`, { method: 'POST', body: '{}' });
      expect(answer.status).toBe(401);
      expect(await answer.text()).toContain('caracal-station');
    });

    it('that signed other content than it sends is refused', async () => {
      const answer = await station.batch(batch, { sent: JSON.stringify({ predictions: [] }) });
      expect(answer).toMatchObject({ status: 422, body: { code: 'hash_mismatch' } });
    });

    it('that sends much and is refused still hears why', async () => {
      const much = JSON.stringify({ predictions: ['x'.repeat(6_000_000)] });
      const stranger = new StationClient(endpoint.address, { ...station.key, secret: 'y'.repeat(43) });
      expect(await stranger.batch(much)).toMatchObject({ status: 401 });
      expect(await station.batch('x'.repeat(9 * 1024 * 1024))).toMatchObject({ status: 400 });
      expect(await station.batch('x'.repeat(17 * 1024 * 1024))).toMatchObject({ status: 400 });
      const { sample, bytes } = keptSample(3_000);
      await station.batch({ samples: [sample] });
      expect(await station.put(bytes, { sent: new Uint8Array(5_000_000) })).toMatchObject({ status: 422 });
      expect(await station.batch(batch)).toMatchObject({ status: 200 });
    });

    it('that breaks off in the middle of a body leaves nothing behind', async () => {
      const sender = await endpoint.enrol('cut off');
      const body = JSON.stringify({ predictions: syncRows(1, 30) });
      const headers = Object.entries(sender.headers('POST', syncPaths.batch, body));
      const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
      const { hostname, port } = new URL(endpoint.address);
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      const head = `POST ${syncPaths.batch} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Length: ${body.length}\r\n${lines}\r\n`;
      socket.end(head + body.slice(0, body.length / 2));
      socket.resume();
      await once(socket, 'close');
      expect(await rowsOf(sender.key.station)).toBe(0);
    });
  });

  describe('a sample', () => {
    it('is asked for, taken once, and shown to people', async () => {
      const { sample, bytes } = keptSample(1_000, 50_000);
      const twin = { ...sample, localId: 1_001 };
      expect(taken(await station.batch({ samples: [sample, twin] })).missing).toEqual([sample.sha256]);
      expect((await station.get(syncPaths.missing)).body).toEqual({
        missing: expect.arrayContaining([sample.sha256]),
      });
      expect(await station.put(bytes)).toMatchObject({ status: 200, body: { known: false, bytes: 50_000 } });
      expect(await station.put(bytes)).toMatchObject({ status: 200, body: { known: true } });
      const picture = await fetch(`${endpoint.address}/api/samples/${sample.sha256}`, {
        headers: { authorization: `Bearer ${endpoint.localKey}` },
      });
      expect(picture.headers.get('content-type')).toBe('image/jpeg');
      expect(Buffer.from(await picture.arrayBuffer()).equals(bytes)).toBe(true);
    });

    it('with other bytes than its hash promises leaves nothing behind', async () => {
      const { sample, bytes } = keptSample(1_010);
      await station.batch({ samples: [sample] });
      for (const sent of [bytes.map((byte) => byte ^ 1), bytes.slice(0, 100), new Uint8Array(3_000)]) {
        expect(await station.put(bytes, { sent })).toMatchObject({ status: 422, body: { code: 'hash_mismatch' } });
      }
      expect(await readdir(join(temp.path, 'objects', 'incoming'))).toEqual([]);
    });

    it('that was not named before is refused', async () => {
      expect(await station.put(keptSample(1_020).bytes)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    });
  });

  describe('a label', () => {
    it('made at the endpoint flows back to its station, once and in order', async () => {
      const sender = await endpoint.enrol('labels');
      await sender.batch({ samples: [1, 2, 3].map((id) => keptSample(id).sample) });
      const { body } = await endpoint.ask('GET', '/api/labeling-queue?limit=200');
      const own = JSON.parse(JSON.stringify(body)).rows.filter(
        (row: { stationId: string }) => row.stationId === sender.key.station,
      );
      const marks = [{ label: 'spur', score: null, box: { x: 1, y: 2, width: 30, height: 40 } }];
      const label = (id: number, more: object) => endpoint.ask('POST', `/api/labeling-queue/${id}/label`, more);
      expect(await label(own[1].id, { marks })).toMatchObject({ status: 200, body: { state: 'reviewed' } });
      expect(await label(own[0].id, { decision: 'skipped' })).toMatchObject({ body: { state: 'skipped' } });
      expect(await label(own[1].id, { marks })).toMatchObject({ status: 409, body: { code: 'wrong_state' } });
      expect(await label(own[1].id, { marks: [], again: true })).toMatchObject({ status: 200 });
      const outside = [{ label: 'spur', box: { x: -5, y: 2, width: 30, height: 40 } }];
      expect(await label(own[2].id, { marks: outside })).toMatchObject({ status: 400, body: { code: 'bad_input' } });
      expect(await label(999_999, { marks })).toMatchObject({ status: 404 });

      const first = changesAnswer.parse((await sender.get(`${syncPaths.changes}?since=0&limit=2`)).body);
      expect(first.changes).toMatchObject([
        { sampleLocalId: 2, decision: 'labelled', marks },
        { sampleLocalId: 1, decision: 'skipped' },
      ]);
      expect(first.more).toBe(true);
      const rest = changesAnswer.parse((await sender.get(`${syncPaths.changes}?since=${first.cursor}`)).body);
      expect(rest.changes).toMatchObject([{ sampleLocalId: 2, marks: [] }]);
      expect(changesAnswer.parse((await sender.get(`${syncPaths.changes}?since=${rest.cursor}`)).body)).toEqual({
        changes: [],
        cursor: rest.cursor,
        more: false,
      });
      expect(await station.get(`${syncPaths.changes}?since=0`)).toMatchObject({ body: { changes: [] } });
    });

    it('made at the station takes its sample out of the queue, and back in when it is taken back', async () => {
      const sender = await endpoint.enrol('own labels');
      const { sample } = keptSample(1);
      const waiting = async (): Promise<number> => {
        const metrics = cloudMetrics.parse((await endpoint.ask('GET', '/api/metrics')).body);
        return metrics.queue.waiting;
      };
      const before = await waiting();
      await sender.batch({ samples: [sample], labels: [syncReview(1, 1)] });
      expect(await waiting()).toBe(before);
      await sender.batch({ labels: [syncReview(2, 1, { decision: 'taken-back', reviewedAt: Date.now() + 1 })] });
      expect(await waiting()).toBe(before + 1);
    });
  });

  describe('people', () => {
    it.each([
      ['GET', '/api/health'],
      ['GET', '/api/metrics'],
      ['GET', '/api/model-status'],
      ['GET', '/api/inspection-logs'],
      ['GET', '/api/labeling-queue'],
      ['GET', '/api/metrics/drift'],
      ['GET', '/api/retraining/conditions'],
      ['GET', '/api/retraining/events'],
      ['GET', '/api/stations'],
    ])('are answered %s %s with the key, and refused without', async (method, path) => {
      expect(await endpoint.ask(method, path)).toMatchObject({ status: 200 });
      const stranger = await endpoint.ask(method, path, undefined, { authorization: 'Bearer guess' });
      expect(stranger).toMatchObject({ status: 401, body: { code: 'unauthorised' } });
    });

    it('may log one prediction, once', async () => {
      const detections = [{ label: 'open', score: 0.5, box: { x: 1, y: 1, width: 9, height: 9 } }];
      const entry = { localId: 7, model: { name: 'm', version: '1.0.0' }, width: 64, height: 64, detections };
      expect(await endpoint.ask('POST', '/log', entry)).toMatchObject({ body: { known: false, uncertain: true } });
      expect(await endpoint.ask('POST', '/log', entry)).toMatchObject({ body: { known: true } });
      const { body } = await endpoint.ask('GET', '/api/inspection-logs?station=log:log');
      const rows = JSON.parse(JSON.stringify(body)).rows.map((row: unknown) => inspectionLog.parse(row));
      expect(rows).toMatchObject([{ localId: 7, verdict: 'unsure', topScore: 0.5 }]);
    });

    it('may ask for fewer rights than the key gives, and then have no more', async () => {
      const asOperator = { 'caracal-as': 'operator' };
      expect(await endpoint.ask('GET', '/api/metrics', undefined, asOperator)).toMatchObject({ status: 200 });
      expect(await endpoint.ask('POST', '/api/stations', { name: 'x' }, asOperator)).toMatchObject({
        status: 403,
        body: { code: 'forbidden' },
      });
    });

    it('learn what retraining still waits for, and the request is recorded', async () => {
      const asked = await endpoint.ask('POST', '/api/retraining/trigger', { model: 'pcb-defects' });
      expect(asked).toMatchObject({
        status: 200,
        body: { event: { modelName: 'pcb-defects', state: 'waiting' }, checklist: { recommended: false } },
      });
      expect(JSON.stringify(asked.body)).toContain('No trainer is attached');
      const { body } = await endpoint.ask('GET', '/api/retraining/events');
      expect(body).toHaveLength(1);
    });

    it.each([
      ['HTML', '/log', '<html></html>', 'text/html'],
      ['cut JSON', '/log', '{"model":', 'application/json'],
      ['another form', '/log', '{"localId":-1}', 'application/json'],
    ])('who send %s are told what was expected', async (_what, path, body, type) => {
      const answer = await endpoint.ask('POST', path, body, { 'content-type': type });
      expect(answer).toMatchObject({ status: 400, body: { code: 'bad_input', data: { remedy: expect.any(String) } } });
    });

    it('read the API on one page without a script or a network', async () => {
      const page = await endpoint.ask('GET', '/api/docs', undefined, { authorization: '' });
      expect(page.body).toContain('/api/labeling-queue/{id}/label');
      expect(page.body).not.toMatch(/<script|https?:\/\/(?!ADDRESS)|@import/);
      expect(await endpoint.ask('GET', '/nothing')).toMatchObject({ status: 404, body: { code: 'not_found' } });
    });
  });

  it('on a full disk refuses batches and samples with nothing half-written, and goes on after', async () => {
    const { sample, bytes } = keptSample(2_000);
    await station.batch({ samples: [sample] });
    await endpoint.close();
    await reopen({ floorBytes: Number.MAX_SAFE_INTEGER });
    expect(await station.put(bytes)).toMatchObject({ status: 507, body: { code: 'disk_full' } });
    expect(await station.batch({ predictions: syncRows(9_000, 1) })).toMatchObject({ status: 507 });
    expect((await endpoint.ask('GET', '/api/health')).body).toMatchObject({ state: 'degraded' });
    await endpoint.close();
    await reopen();
    expect(await station.put(bytes)).toMatchObject({ status: 200 });
  });

  it('that was closed in the middle answers a batch sent again as it did before', async () => {
    const batch = { predictions: syncRows(5_000, 10) };
    const first = await station.batch(batch, { batchId: 'before-restart' });
    await endpoint.close();
    await reopen();
    expect(await station.batch(batch, { batchId: 'before-restart' })).toEqual(first);
  });

  it('does not start with another secret than its keys were encrypted with', async () => {
    await endpoint.close();
    const other = openTestEndpoint(temp.path, { databaseUrl, secret: 'another secret of more than 32 letters' });
    await expect(other).rejects.toThrow(/CARACAL_CLOUD_SECRET/);
    await reopen();
  });
});
