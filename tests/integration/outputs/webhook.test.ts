import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { webhookSettings } from '../../../preload/contract/output-settings.ts';
import { aVerdict } from '../../support/outputs/a-verdict.ts';
import { Gate } from '../../support/outputs/gate.ts';
import { until } from '../../support/outputs/plc.ts';
import { openTried } from '../../support/outputs/plc-station.ts';

interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

async function open(answer: (response: ServerResponse) => void = (response) => void response.writeHead(204).end()) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, received };
}

const settings = (port: number) =>
  webhookSettings.parse({ kind: 'webhook', url: `http://127.0.0.1:${port}/verdicts?line=1` });

describe('a webhook', () => {
  it('is sent each verdict, signed, with the headers that it asks for', async () => {
    const { port, received } = await open();
    const secrets = { signingKey: 'the key', headers: { 'x-token': 'abc' } };
    const tried = await openTried(settings(port), { secrets });
    await until(() => tried.news().state === 'connected');
    expect(await tried.room.tell('tried', aVerdict(3), undefined)).toMatchObject({ ok: true });
    const [one] = received;
    expect(JSON.parse(one?.body ?? '')).toEqual(aVerdict(3));
    expect(one?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-token': 'abc',
      'idempotency-key': 'station-1/tried/3',
    });
    const [, at, hmac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(one?.headers['x-caracal-signature'])) ?? [];
    expect(hmac).toBe(createHmac('sha256', 'the key').update(`${at}.${one?.body}`).digest('hex'));
  });

  it.each([
    [401, 'unauthorised', /HTTP 401/],
    [302, 'unreachable', /leads elsewhere/],
    [503, 'unreachable', /HTTP 503/],
    [422, 'bad_input', /not sent again/],
  ])('that answers %i has failed as %s', async (status, code, sentence) => {
    const other = await open();
    const { port } = await open(
      (response) =>
        void response.writeHead(status, { location: `http://127.0.0.1:${other.port}/` }).end('x'.repeat(100_000)),
    );
    const tried = await openTried(settings(port));
    await until(() => tried.news().state === 'connected');
    expect(await tried.room.tell('tried', aVerdict(1), undefined)).toMatchObject({
      ok: false,
      failure: { code, message: expect.stringMatching(sentence) },
    });
    expect(other.received).toEqual([]);
  });

  it('that hangs costs its deadline, and is left alone after a few of these until one goes through', async () => {
    let answers = false;
    const { port, received } = await open((response) => void (answers ? response.writeHead(200).end() : undefined));
    const tried = await openTried(settings(port), { deadlineMs: 40 });
    await until(() => tried.news().state === 'connected');
    for (const inspection of [1, 2, 3]) {
      await until(() => tried.news().state === 'connected');
      expect(await tried.room.tell('tried', aVerdict(inspection), undefined)).toMatchObject({ ok: false });
    }
    expect(tried.news()).toMatchObject({ state: 'away', note: expect.stringMatching(/./) });
    expect(tried.news().nextTryAt).not.toBeNull();
    const asked = received.length;
    await tried.room.tell('tried', aVerdict(4), undefined);
    expect(received.length).toBe(asked);
    answers = true;
    await until(() => tried.news().state === 'connected');
    expect(await tried.room.tell('tried', aVerdict(5), undefined)).toMatchObject({ ok: true });
    expect(tried.news().note).toBe('');
  });

  it('whose address is gone, or that answers with garbage, is a failure that tells no query', async () => {
    const { port } = await open();
    const gate = await Gate.to(port);
    onTestFinished(() => gate.fall());
    const tried = await openTried(settings(gate.port));
    await until(() => tried.news().state === 'connected');
    gate.garble();
    const garbled = await tried.room.tell('tried', aVerdict(1), undefined);
    expect(garbled).toMatchObject({ ok: false, failure: { code: 'unreachable' } });
    await gate.fall();
    await until(() => tried.news().state === 'connected');
    const gone = await tried.room.tell('tried', aVerdict(1), undefined);
    expect(gone).toMatchObject({ ok: false, failure: { code: 'unreachable' } });
    expect(JSON.stringify([garbled, gone])).not.toContain('line=1');
  });
});
