import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import type { ParentPort, ShellMessage } from '../../../main/domain/shell-port.ts';
import { createShellLauncher } from '../../../main/engine/workers/shell-launcher.ts';
import { type Message, workerChannel } from '../../../main/workers/protocol.ts';
import { shellPort } from '../../../main/workers/shell-port.ts';
import { makeChannel } from '../shell/doubles/ports.ts';

const picture: Message = { kind: 'told', event: 'picture', value: { frameId: '1', jpeg: new Uint8Array(8) } };
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

class ParentDouble extends EventEmitter implements ParentPort {
  postMessage(): void {
    // The launch itself is not what is looked at here.
  }

  say(message: ShellMessage): void {
    this.emit('message', message);
  }
}

/** Both ends of a worker's channel as the shell joins them, over a real one. */
function joined() {
  const { port1: ofWorker, port2: ofEngine } = makeChannel();
  closing.push(() => ofWorker.close());
  const [workerParent, engineParent] = [new ParentDouble(), new ParentDouble()];
  const port = shellPort(workerParent);
  workerParent.say({ data: workerChannel, ports: [ofWorker] });
  const worker = createShellLauncher(engineParent).launch('vision');
  const heard: Message[] = [];
  worker.onMessage((message) => heard.push(message));
  const listen = (): void => engineParent.say({ data: { kind: 'worker-channel', worker: 1 }, ports: [ofEngine] });
  return { port, worker, heard, listen };
}

describe('the channel between a worker and its engine under Electron', () => {
  it('counts what an engine that hangs has not taken, so that the worker holds back', () => {
    const { port } = joined();
    for (let sent = 0; sent < 65; sent += 1) port.post(picture);
    expect(port.waiting).toBe(65);
  });

  it('is empty again once the engine has taken it all', async () => {
    const { port, heard, listen } = joined();
    for (let sent = 0; sent < 65; sent += 1) port.post(picture);
    listen();
    await expect.poll(() => port.waiting).toBe(0);
    expect(heard).toHaveLength(65);
  });

  it('keeps its own counting from those who listen', async () => {
    const { port, worker, listen } = joined();
    const asked: unknown[] = [];
    port.onMessage((message) => asked.push(message));
    listen();
    port.post(picture);
    const ping: Message = { kind: 'request', call: 1, verb: 'ping', input: null };
    await expect.poll(() => port.waiting).toBe(0);
    worker.send(ping);
    await expect.poll(() => asked).toEqual([ping]);
  });
});
