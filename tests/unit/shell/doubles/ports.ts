import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { MessagePortMain } from 'electron';
import type { MakeChannel } from '../../../../main/shell/electron-parts.ts';

/**
 * Electron's port over a real one of Node's: the messages are cloned and queued for real, and other ports travel with them.
 * Electron hands over `{ data, ports }`, Node only what was posted, so both are put in an envelope.
 */
export class PortDouble extends EventEmitter implements MessagePortMain {
  readonly #port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.#port = port;
    port.on('close', () => this.emit('close'));
  }

  get inner(): MessagePort {
    return this.#port;
  }

  postMessage(data: unknown, transfer: MessagePortMain[] = []): void {
    const ports = transfer.map(innerOf);
    this.#port.postMessage({ data, ports }, ports);
  }

  start(): void {
    this.#port.on('message', (envelope: { data: unknown; ports: MessagePort[] }) => {
      this.emit('message', { data: envelope.data, ports: envelope.ports.map((port) => new PortDouble(port)) });
    });
  }

  close(): void {
    this.#port.close();
  }
}

export function innerOf(port: MessagePortMain): MessagePort {
  if (port instanceof PortDouble) return port.inner;
  throw new TypeError('Expected a port made by makeChannel of the doubles');
}

export const makeChannel: MakeChannel = () => {
  const { port1, port2 } = new MessageChannel();
  return { port1: new PortDouble(port1), port2: new PortDouble(port2) };
};

/** The next message of a port, with its ports. */
export function nextMessage(port: MessagePortMain): Promise<{ data: unknown; ports: MessagePortMain[] }> {
  return new Promise((resolve) => {
    port.once('message', resolve);
    port.start();
  });
}
