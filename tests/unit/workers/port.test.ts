import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { openPort } from '../../../main/workers/port.ts';
import type { Message } from '../../../main/workers/protocol.ts';
import { workerChannel } from '../../../main/workers/protocol.ts';

const message: Message = { kind: 'told', event: 'picture', value: 1 };

/** As much of a process as a port touches; `send` is absent where nothing forked it. */
class HostDouble extends EventEmitter {
  connected = true;
  readonly sent: { message: Message; taken: () => void }[] = [];

  send(given: Message, _handle: undefined, _options: undefined, taken: () => void): boolean {
    this.sent.push({ message: given, taken });
    return true;
  }
}

const asProcess = (host: object): NodeJS.Process => host as NodeJS.Process;

describe('the port of a worker', () => {
  it('does not exist in a process that nobody started as a worker', () => {
    expect(openPort(asProcess(new EventEmitter()))).toBeUndefined();
  });

  it('counts what the pipe of a fork has not taken yet', () => {
    const host = new HostDouble();
    const port = openPort(asProcess(host));
    port?.post(message);
    port?.post(message);
    expect(port?.waiting).toBe(2);
    host.sent[0]?.taken();
    expect(port?.waiting).toBe(1);
  });

  it('posts nothing into a channel that has closed, and tells that it has', () => {
    const host = new HostDouble();
    const port = openPort(asProcess(host));
    let closed = 0;
    port?.onClose(() => {
      closed += 1;
    });
    host.connected = false;
    host.emit('disconnect');
    port?.post(message);
    expect([closed, host.sent.length, port?.waiting]).toEqual([1, 0, 0]);
  });

  it('leads past the shell to the engine where Electron started the process', () => {
    const parentPort = new EventEmitter();
    const port = openPort(asProcess(Object.assign(new HostDouble(), { parentPort })));
    const heard: unknown[] = [];
    let closed = 0;
    port?.onMessage((given) => heard.push(given));
    port?.onClose(() => {
      closed += 1;
    });
    const posted: unknown[] = [];
    const engine = Object.assign(new EventEmitter(), {
      postMessage: (given: unknown) => posted.push(given),
      start: () => undefined,
    });
    parentPort.emit('message', { data: workerChannel, ports: [engine] });
    port?.post(message);
    engine.emit('message', { data: 'hello' });
    engine.emit('close');
    expect([posted, heard, closed]).toEqual([[message], ['hello'], 1]);
  });
});
