import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pullModel } from '../../../main/models/fetch.ts';
import { incomingFolder } from '../../../main/models/places.ts';
import { type FileAnswer, sendFile, serve } from '../../support/model-server.ts';
import { catalogued, installedBytes, placesIn, pulled, pulledUntilCut, pullOf } from '../../support/pulling.ts';
import { seededBytes } from '../../support/random-pictures.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const bytes = seededBytes(300_000, 1);
const always = (answer: FileAnswer) => serve((request, response) => sendFile(request, response, answer));
const firstThen = (first: FileAnswer, then: FileAnswer) =>
  serve((request, response, count) => sendFile(request, response, count === 1 ? first : then));

describe('pulling from an address', () => {
  it('installs the file, tells its steps, and asks nothing the next time', async () => {
    const { address, asked } = await always({ bytes });
    const places = placesIn(temporaryFolder());
    const { outcome, steps, told } = await pulled(pullOf(catalogued(address, bytes), places));
    expect(outcome).toEqual({ ok: true, value: { folder: join(places.installed, 'finder') } });
    expect(steps).toEqual(['looking', 'copying', 'checking', 'installed']);
    expect(told.at(-1)).toEqual({
      name: 'finder',
      step: 'installed',
      doneBytes: 300_000,
      totalBytes: 300_000,
      resumedAt: 0,
    });
    expect(installedBytes(places)).toEqual(bytes);
    expect((await pulled(pullOf(catalogued(address, bytes), places))).steps).toEqual(['looking', 'installed']);
    expect(asked).toHaveLength(1);
    expect(readdirSync(incomingFolder(places))).toEqual([]);
  });

  it('goes on where a broken connection stopped', async () => {
    const arrived = Promise.withResolvers<void>();
    const { address, asked } = await firstThen({ bytes, cut: { after: 100_000, arrived: arrived.promise } }, { bytes });
    const places = placesIn(temporaryFolder());
    const cut = await pulledUntilCut(pullOf(catalogued(address, bytes), places), 100_000, arrived.resolve);
    expect(cut.outcome).toMatchObject({
      ok: false,
      failure: { code: 'unreachable', remedy: 'Pull again: it goes on from where it stopped.' },
    });
    const again = await pulled(pullOf(catalogued(address, bytes), places));
    expect(again.outcome.ok).toBe(true);
    expect(asked[1]).toMatchObject({ range: 'bytes=100000-', 'if-range': '"one"' });
    expect(again.told.find(({ step }) => step === 'copying')?.resumedAt).toBe(100_000);
    expect(installedBytes(places)).toEqual(bytes);
  });

  it.each<[string, FileAnswer]>([
    ['has another edition by now', { bytes, etag: '"two"' }],
    ['knows no ranges', { bytes, ignoresRanges: true }],
  ])('begins anew where the server %s', async (_what, then) => {
    const arrived = Promise.withResolvers<void>();
    const { address } = await firstThen(
      { bytes: seededBytes(300_000, 2), cut: { after: 100_000, arrived: arrived.promise } },
      then,
    );
    const places = placesIn(temporaryFolder());
    await pulledUntilCut(pullOf(catalogued(address, bytes), places), 100_000, arrived.resolve);
    expect((await pulled(pullOf(catalogued(address, bytes), places))).outcome.ok).toBe(true);
    expect(installedBytes(places)).toEqual(bytes);
  });

  it('follows a redirect on this machine, and none to a plain address elsewhere', async () => {
    const { address } = await serve((request, response) => {
      if (request.url === '/moved') sendFile(request, response, { bytes });
      else response.writeHead(302, { location: '/moved' }).end();
    });
    expect((await pulled(pullOf(catalogued(address, bytes), placesIn(temporaryFolder())))).outcome.ok).toBe(true);
    const away = await serve((_request, response) =>
      response.writeHead(302, { location: 'http://models.invalid/a?key=1' }).end(),
    );
    expect((await pulled(pullOf(catalogued(away.address, bytes), placesIn(temporaryFolder())))).outcome).toMatchObject({
      ok: false,
      failure: { code: 'unreachable', received: 'http://models.invalid/a' },
    });
  });

  it('fetches a file whose size nobody published, and all files of a model or none', async () => {
    const { address } = await serve((request, response) => sendFile(request, response, { bytes }));
    const [file] = catalogued(address, bytes).files;
    if (file === undefined) throw new Error('Expected a file');
    const entry = catalogued(address, bytes, { files: [{ ...file, bytes: null }] });
    const places = placesIn(temporaryFolder());
    expect((await pulled(pullOf(entry, places))).outcome.ok).toBe(true);
    const absent = { ...file, file: 'second.onnx', sha256: '0'.repeat(64) };
    const elsewhere = placesIn(temporaryFolder());
    const failed = await pulled(pullOf(catalogued(address, bytes, { files: [file, absent] }), elsewhere));
    expect(failed.outcome).toMatchObject({ ok: false, failure: { code: 'hash_mismatch', thing: 'second.onnx' } });
    expect(installedBytes(elsewhere)).toBeUndefined();
  });
});

describe('a pull that is refused leaves what was there untouched', () => {
  const older = seededBytes(5_000, 9);

  it.each<[string, (address: string) => Promise<{ address: string }>, string]>([
    ['other bytes of the same size', () => always({ bytes: seededBytes(300_000, 3) }), 'hash_mismatch'],
    ['a shorter file', () => always({ bytes: bytes.subarray(0, 200_000) }), 'hash_mismatch'],
    ['a longer file', () => always({ bytes: seededBytes(300_001, 3) }), 'hash_mismatch'],
    ['nothing', () => serve((_request, response) => response.writeHead(404).end()), 'not_found'],
    ['a server in trouble', () => serve((_request, response) => response.writeHead(503).end()), 'unreachable'],
    [
      'a sign-in page',
      () =>
        serve((_request, response) =>
          response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>'),
        ),
      'unreachable',
    ],
    [
      'an end without an announced length',
      () => serve((_request, response) => response.end(Buffer.from(bytes.subarray(0, 1000)))),
      'hash_mismatch',
    ],
    [
      'redirects without end',
      () => serve((_request, response) => response.writeHead(302, { location: '/again' }).end()),
      'unreachable',
    ],
  ])('where %s is sent', async (_what, start, code) => {
    const places = placesIn(temporaryFolder());
    const before = await always({ bytes: older });
    await pulled(pullOf(catalogued(before.address, older), places));
    const { address } = await start('');
    const { outcome } = await pulled(pullOf(catalogued(address, bytes), places));
    expect(outcome).toMatchObject({ ok: false, failure: { code } });
    expect(installedBytes(places)).toEqual(older);
  });

  it.each([
    ['nobody listens', 'http://127.0.0.1:2/model.onnx'],
    ['no machine has the name', 'http://models.invalid/model.onnx'],
  ])('where %s, with the way that needs no network', async (_what, address) => {
    const { outcome } = await pulled(pullOf(catalogued(address, bytes), placesIn(temporaryFolder())));
    expect(outcome).toMatchObject({
      ok: false,
      failure: { code: 'unreachable', remedy: expect.stringContaining('CARACAL_MODELS_FROM') },
    });
  });

  it('where a server stalls, and what came before is continued the next time', async () => {
    const { address, asked } = await serve((request, response, count) => {
      if (count > 1) sendFile(request, response, { bytes });
      else response.writeHead(200, { 'content-length': bytes.length, etag: '"one"' }).write(bytes.subarray(0, 50_000));
    });
    const places = placesIn(temporaryFolder());
    const { outcome } = await pulled(pullOf(catalogued(address, bytes), places, { stallMs: 400 }));
    expect(outcome).toMatchObject({
      ok: false,
      failure: { code: 'deadline_exceeded', expected: 'bytes within 400 ms' },
    });
    expect((await pulled(pullOf(catalogued(address, bytes), places))).outcome.ok).toBe(true);
    expect(asked[1]?.range).toBe('bytes=50000-');
  });

  it('where it is stopped by the person who asked for it', async () => {
    const stop = new AbortController();
    const { address } = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 50_000), () => stop.abort());
    });
    const { outcome } = await pulled(
      pullOf(catalogued(address, bytes), placesIn(temporaryFolder()), { signal: stop.signal }),
    );
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });

  it('where whoever watched it went away: the transfer ends and another may begin', async () => {
    let closed = 0;
    const { address } = await serve((request, response) => {
      request.socket.once('close', () => {
        closed += 1;
      });
      response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 50_000));
    });
    const pull = pullOf(catalogued(address, bytes), placesIn(temporaryFolder()));
    for await (const { step } of pullModel(pull)) if (step === 'copying') break;
    expect(pull.busy.size).toBe(0);
    await expect.poll(() => closed).toBe(1);
  });

  it('where the same model is being pulled already', async () => {
    const { address } = await always({ bytes });
    const busy = new Set(['finder']);
    const { outcome } = await pulled(pullOf(catalogued(address, bytes), placesIn(temporaryFolder()), { busy }));
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'overloaded' } });
    expect(busy.has('finder')).toBe(true);
  });
});
