import { EventEmitter } from 'node:events';
import process from 'node:process';
import type { Wire } from './utility-wire.ts';

/** What Electron does before the program of a utility process runs: it puts the port to the shell on `process`. */
const send = process.send?.bind(process);
const tell = (wire: Wire): void => {
  if (process.connected) send?.(wire);
};

/** Keeps what comes until it is started, as Electron's ports do. */
class ChildPort extends EventEmitter {
  readonly #id: number;
  #early: unknown[] | undefined = [];

  constructor(id: number) {
    super();
    this.#id = id;
  }

  heard(data: unknown): void {
    if (this.#early === undefined) this.emit('message', { data, ports: [] });
    else this.#early.push(data);
  }

  postMessage(data: unknown): void {
    tell({ kind: 'port', port: this.#id, data });
  }

  start(): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const data of early) this.heard(data);
  }

  close(): void {
    if (ports.delete(this.#id)) tell({ kind: 'close', port: this.#id });
  }
}

const ports = new Map<number, ChildPort>();
const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (data: unknown) => tell({ kind: 'word', data, ports: [] }),
});
const early: unknown[] = [];
parentPort.on('newListener', (event) => {
  if (event !== 'message') return;
  setImmediate(() => {
    for (const message of early.splice(0)) parentPort.emit('message', message);
  });
});

process.on('message', (wire: Wire) => {
  if (wire.kind === 'word') {
    const handed = wire.ports.map((id) => {
      const port = new ChildPort(id);
      ports.set(id, port);
      return port;
    });
    const message = { data: wire.data, ports: handed };
    if (parentPort.listenerCount('message') === 0) early.push(message);
    else parentPort.emit('message', message);
    return;
  }
  const port = ports.get(wire.port);
  if (wire.kind === 'port') port?.heard(wire.data);
  else if (ports.delete(wire.port)) port?.emit('close');
});
// Electron ends its utility processes with itself.
process.on('disconnect', () => process.exit(0));

Object.assign(process, { parentPort, send: undefined });
await import(process.argv[2] ?? '');
