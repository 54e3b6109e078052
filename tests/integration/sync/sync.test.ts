import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { Mischief, Passing } from '../../support/cloud/bad-way.ts';
import { onBothDatabases } from '../../support/cloud/both-databases.ts';
import type { EndpointProcess } from '../../support/cloud/endpoint-process.ts';
import { fixturePrediction } from '../../support/fixture-predictions.ts';
import { addPredictions, keepSample } from '../../support/sync-station.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { badWayTo, enrolAt, startEndpoint, to } from './enrolled-endpoint.ts';
import { isDrained, labelItem, openStation, until } from './station-desk.ts';

onBothDatabases('sync with a real endpoint', 60_000, (under) => {
  let endpoint: EndpointProcess;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ endpoint, stop } = await startEndpoint(under));
  }, 60_000);
  afterAll(() => stop());
  const enrol = (name: string) => enrolAt(endpoint, name);
  const badWay = (mischief: (passing: Passing) => Mischief) => badWayTo(() => endpoint.address, mischief);

  it('contacts nobody until an address and a key are set, then sends what is there and forgets them when told', async () => {
    const { stationKey, counts } = await enrol('Line 1');
    const way = await badWay(() => 'pass');
    const station = await openStation(temporaryFolder());
    await addPredictions(station.store, 1, 50);
    await keepSample(station, 1);
    await station.desk.start();
    expect(await until(station.desk, () => true)).toMatchObject({ state: 'off', contacted: [] });
    expect(way.passed).toEqual([]);
    const configured = await station.desk.configure(to(way.address, stationKey));
    expect(configured).toMatchObject({ ok: true, value: { on: true, address: way.address } });
    const secret = stationKey.split('.').at(-1) ?? '';
    expect(JSON.stringify([configured, await station.desk.status()])).not.toContain(secret);
    const status = await until(station.desk, isDrained);
    expect(status).toMatchObject({ sent: { predictions: 51, samples: 1, pictures: 1 }, failed: 0 });
    expect(status.contacted).toMatchObject([{ address: way.address }]);
    expect(await counts()).toEqual({ predictions: 51, samples: 1 });
    expect(await station.desk.forget()).toMatchObject({ ok: true, value: { on: false, address: null, key: null } });
    const asked = way.passed.length;
    await addPredictions(station.store, 100, 5);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(way.passed.length).toBe(asked);
  });

  it('has each row once at the endpoint although answers are lost, requests come twice and some are broken', async () => {
    const { stationKey, counts } = await enrol('Line 2');
    const kinds: Mischief[] = ['html', 'away', 'lose answer', 'twice', 'broken', 'pass', 'too many', 'pass'];
    const way = await badWay(({ count }) => (count < 40 ? (kinds[count % kinds.length] ?? 'pass') : 'pass'));
    const station = await openStation(temporaryFolder());
    await addPredictions(station.store, 1, 3_000);
    for (let seed = 1; seed <= 12; seed += 1) await labelItem(station.store, (await keepSample(station, seed)).itemId);
    await station.desk.start();
    await station.desk.configure(to(way.address, stationKey));
    const status = await until(
      station.desk,
      (now) => now.sent.labels === 12 && now.sent.predictions === 3_012 && way.passed.length > 40,
    );
    expect(status).toMatchObject({ sent: { predictions: 3_012, samples: 12, labels: 12 }, failed: 0 });
    expect(await counts()).toEqual({ predictions: 3_012, samples: 12 });
    const notes = new Set(station.told.map(({ note }) => note).filter((note) => note !== ''));
    expect([...notes].some((note) => note.includes('a web page'))).toBe(true);
    expect([...notes].some((note) => note.includes('redirect'))).toBe(true);
  });

  it('goes on after the endpoint was killed in the middle and after the station itself was started again', async () => {
    const { stationKey, counts } = await enrol('Line 3');
    let batches = 0;
    const way = await badWay(({ path }) => {
      if (path === '/sync/batch') batches += 1;
      return 'pass';
    });
    const folder = temporaryFolder();
    const first = await openStation(folder);
    await addPredictions(first.store, 1, 9_000);
    for (let seed = 1; seed <= 5; seed += 1) await keepSample(first, seed + 100);
    await first.desk.start();
    await first.desk.configure(to(way.address, stationKey));
    await until(first.desk, () => batches >= 2);
    await endpoint.kill();
    const paused = await until(first.desk, ({ state }) => state === 'paused');
    expect(paused.nextTryAt).not.toBeNull();
    await first.close();
    await endpoint.start();
    const second = await openStation(folder);
    await second.desk.start();
    const status = await until(second.desk, (now) => isDrained(now) && now.lastContactAt !== null);
    expect(status.sent).toMatchObject({ predictions: 9_005, samples: 5 });
    expect(await counts()).toEqual({ predictions: 9_005, samples: 5 });
  });

  it('stops with one sentence at a wrong key until it is configured anew, also after a restart', async () => {
    const { stationKey } = await enrol('Line 4');
    const way = await badWay(() => 'pass');
    const folder = temporaryFolder();
    const first = await openStation(folder);
    await addPredictions(first.store, 1, 3);
    await first.desk.start();
    const wrong = `${stationKey.slice(0, -4)}AAAA`;
    await first.desk.configure(to(way.address, wrong));
    const stopped = await until(first.desk, ({ state }) => state === 'stopped');
    expect(stopped.note).toContain('Enrol the station anew');
    await first.close();
    const asked = way.passed.length;
    const second = await openStation(folder);
    await second.desk.start();
    expect(await until(second.desk, () => true)).toMatchObject({ state: 'stopped', note: stopped.note });
    expect(way.passed.length).toBe(asked);
    await second.desk.configure(to(way.address, stationKey));
    expect(await until(second.desk, isDrained)).toMatchObject({ sent: { predictions: 3 }, note: '' });
  });

  it('makes a batch smaller that is too large and sets aside the one item that still is', async () => {
    const { stationKey, counts } = await enrol('Line 5');
    const way = await badWay(({ method, bytes }) => (method === 'POST' && bytes > 4_000 ? 'too large' : 'pass'));
    const station = await openStation(temporaryFolder());
    await addPredictions(station.store, 1, 60);
    const { id, ...row } = fixturePrediction(500);
    const large = Array.from({ length: 60 }, () => ({
      label: 'open',
      score: 0.5,
      box: { x: 1, y: 1, width: 9, height: 9 },
    }));
    station.store.appendPredictions([{ ...row, detections: large }]);
    await station.store.flush();
    await addPredictions(station.store, 100, 20);
    await station.desk.start();
    await station.desk.configure(to(way.address, stationKey));
    const status = await until(station.desk, isDrained);
    expect(status).toMatchObject({ sent: { predictions: 80 }, failed: 1, failures: [{ kind: 'prediction' }] });
    expect(await counts()).toMatchObject({ predictions: 80 });
  });

  it('sets aside a sample whose file has vanished, sends the rest, and sends it once it is back', async () => {
    const { stationKey, counts } = await enrol('Line 6');
    const station = await openStation(temporaryFolder());
    const gone = await keepSample(station, 201);
    await keepSample(station, 202);
    const path = station.files.pathOf(gone.sha256);
    const kept = await station.files.read(gone.sha256);
    await rm(path);
    await station.desk.start();
    await station.desk.configure(to(endpoint.address, stationKey));
    const status = await until(station.desk, (now) => isDrained(now) && now.failed === 1);
    expect(status.failures).toMatchObject([{ kind: 'sample', code: 'not_found' }]);
    expect(await counts()).toMatchObject({ samples: 1 });
    if (!kept.ok) throw new Error('Expected the picture to be there before');
    await station.files.write(kept.value, 1e9);
    expect(await station.desk.retry()).toEqual({ ok: true, value: { items: 1 } });
    await until(station.desk, (now) => isDrained(now) && now.sent.pictures === 2);
    expect(await counts()).toMatchObject({ samples: 2 });
  });

  it('takes labels that were made at the endpoint once each, and tells it what is taken back here', async () => {
    const { stationKey } = await enrol('Line 7');
    const station = await openStation(temporaryFolder());
    const { itemId, sha256 } = await keepSample(station, 301);
    await station.desk.start();
    await station.desk.configure(to(endpoint.address, stationKey));
    await until(station.desk, (now) => isDrained(now) && now.sent.pictures === 1);
    const queue = z.object({ rows: z.array(z.looseObject({ id: z.number(), sha256: z.string() })) });
    const listed = queue.parse(await endpoint.ask('GET', '/api/labeling-queue?limit=200'));
    const row = listed.rows.find((other) => other.sha256 === sha256);
    const marks = [{ label: 'short', score: null, box: { x: 5, y: 6, width: 20, height: 10 } }];
    await endpoint.ask('POST', `/api/labeling-queue/${row?.id}/label`, { decision: 'labelled', marks });
    await until(station.desk, ({ received }) => received.labels === 1);
    const labels = await station.store.call('labels.list', { itemId });
    expect(labels).toMatchObject({ ok: true, value: [{ origin: 'cloud', decision: 'labelled', undoneAt: null }] });
    const item = await station.store.call('queue.get', { id: itemId });
    expect(item).toMatchObject({ ok: true, value: { state: 'labelled', labels: [{ label: 'short' }] } });
    await station.store.call('labels.undo', { id: itemId, at: Date.now() });
    await until(station.desk, (now) => isDrained(now) && now.sent.labels === 1);
    const again = queue.parse(await endpoint.ask('GET', '/api/labeling-queue?limit=200'));
    expect(again.rows.find(({ id }) => id === row?.id)).toMatchObject({ state: 'waiting' });
  });

  it('refuses an address that others could read along, and takes it where a person allows it', async () => {
    const { stationKey } = await enrol('Line 8');
    const station = await openStation(temporaryFolder());
    const there = to('http://192.0.2.1:7430', stationKey);
    expect(await station.desk.configure(there)).toMatchObject({ ok: false, failure: { code: 'bad_input' } });
    expect(await station.desk.target()).toMatchObject({ on: false });
    expect(await station.desk.configure({ ...there, allowInsecure: true })).toMatchObject({ ok: true });
  });
});
