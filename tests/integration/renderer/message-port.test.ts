import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFrameFeed } from '../../../main/engine/doors/frame-feed.ts';
import { createPortDoor, serveFramePort } from '../../../main/engine/doors/port.ts';
import { portsMessage } from '../../../preload/contract/handover.ts';
import { type HearsMessages, messagePortTransport } from '../../../renderer/app/message-port-transport.ts';
import type { Link } from '../../../renderer/app/transport.ts';
import { unpack } from '../../../renderer/overlay/packet.ts';
import { fixtureModel } from '../../support/fixture-predictions.ts';
import { createFixtureStation } from '../../support/fixture-station.ts';

type Heard = Parameters<HearsMessages['addEventListener']>[1];

/** The page's window, which hears the preload bridge. */
function playedWindow() {
  const listeners: Heard[] = [];
  const page = { addEventListener: (_: 'message', heard: Heard) => void listeners.push(heard) };
  const hear = (event: object): void => {
    for (const heard of listeners) Reflect.apply(heard, page, [event]);
  };
  return { page, hear };
}

function serve() {
  const station = createFixtureStation();
  const frames = createFrameFeed();
  const door = createPortDoor({ ...station, frames });
  const { page, hear } = playedWindow();
  const transport = messagePortTransport(page);
  const engineEnds: NodePort[] = [];
  onTestFinished(() => {
    station.close();
    for (const port of engineEnds) port.close();
  });
  /** What the shell does for each page and each new engine. */
  const handOver = (source: object = page): void => {
    const contract = new MessageChannel();
    const pictures = new MessageChannel();
    engineEnds.push(contract.port1, pictures.port1);
    door(contract.port1, 'operator');
    serveFramePort(frames, pictures.port1);
    hear({ source, data: { type: portsMessage }, ports: [contract.port2, pictures.port2] });
  };
  return { transport, frames, handOver, engineEnds };
}

async function opened(served: ReturnType<typeof serve>): Promise<Link> {
  const opening = served.transport.open(new AbortController().signal);
  served.handOver();
  const result = await opening;
  if (result.kind !== 'open') throw new Error(`Expected a link, got ${result.kind}`);
  return result.link;
}

const head = {
  frameId: 'demo-1',
  sourceId: 'demo',
  capturedAt: 1_767_600_000_000,
  width: 64,
  height: 64,
  part: null,
  model: fixtureModel,
  detections: [],
  verdict: 'pass',
  inferMs: 1,
  endToEndMs: 2,
} as const;

describe('the ports of the desktop app', () => {
  it('carry calls and live values of the contract', async () => {
    const link = await opened(serve());
    expect(await link.client.station.get()).toMatchObject({ name: 'Line 3', role: 'operator' });
    for await (const health of await link.client.station.watch()) {
      expect(health.state).toBe('ready');
      break;
    }
    link.close();
  });

  it('carry pictures of the source that is looked at, one for each credit', async () => {
    const served = serve();
    const link = await opened(served);
    const seen: (string | undefined)[] = [];
    const channel = link.openFrames('demo', {
      packet: (bytes) => seen.push(unpack(bytes)?.head.frameId),
      closed: () => undefined,
    });
    await expect.poll(() => served.frames.viewers).toBe(1);
    for (const frameId of ['demo-1', 'demo-2', 'demo-3']) {
      served.frames.publish({ ...head, detections: [], frameId }, new Uint8Array([1]));
    }
    await expect.poll(() => seen).toEqual(['demo-1']);
    channel.next();
    await expect.poll(() => seen).toEqual(['demo-1', 'demo-3']);
    channel.close();
    await expect.poll(() => served.frames.viewers).toBe(0);
    link.close();
  });

  it('are taken from the own window alone', async () => {
    const served = serve();
    const stop = new AbortController();
    const opening = served.transport.open(stop.signal);
    served.handOver({});
    stop.abort();
    expect(await opening).toEqual({ kind: 'unreachable' });
  });

  it('tell when the engine behind them is gone, and a new pair opens a new link', async () => {
    const served = serve();
    const link = await opened(served);
    for (const port of served.engineEnds) port.close();
    await link.closed;
    const next = await opened(served);
    expect(await next.client.station.health()).toMatchObject({ state: 'ready' });
    next.close();
  });
});
