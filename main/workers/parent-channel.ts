import type { ShellPort } from '../domain/shell-port.ts';
import { type Message, workerChannel } from './protocol.ts';

/** How a worker reaches its engine, whoever started it. */
export interface ParentChannel {
  send(message: Message): void;
  onMessage(listener: (message: Message) => void): void;
  /** The engine let go or died: the worker winds down and exits. */
  onClose(listener: () => void): void;
}

/** The parts of `process` that carry words: Node's channel, or Electron's port to the shell. */
export interface WorkerProcessParts {
  readonly parentPort?: { once(event: 'message', listener: (first: ShellFirst) => void): unknown } | null | undefined;
  readonly send?: ((message: Message) => unknown) | undefined;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
}

interface ShellFirst {
  readonly data: unknown;
  readonly ports: readonly ShellPort[];
}

export function openParentChannel(process: WorkerProcessParts): ParentChannel {
  const { parentPort } = process;
  return parentPort === undefined || parentPort === null ? nodeChannel(process) : shellChannel(parentPort);
}

function nodeChannel(process: WorkerProcessParts): ParentChannel {
  return {
    send: (message) => {
      process.send?.(message);
    },
    onMessage: (listener) => {
      process.on('message', (message) => listener(message as Message));
    },
    onClose: (listener) => {
      process.on('disconnect', listener);
    },
  };
}

/** The shell hands over a port to the engine as its first word; a worker speaks only after it was asked. */
function shellChannel(parentPort: NonNullable<WorkerProcessParts['parentPort']>): ParentChannel {
  const messages: ((message: Message) => void)[] = [];
  const closes: (() => void)[] = [];
  let engine: ShellPort | undefined;
  parentPort.once('message', ({ data, ports: [port] }) => {
    if (data !== workerChannel || port === undefined) return;
    engine = port;
    port.on('message', (message) => {
      for (const listener of messages) listener(message.data as Message);
    });
    port.on('close', () => {
      for (const listener of closes) listener();
    });
    port.start();
  });
  return {
    send: (message) => engine?.postMessage(message),
    onMessage: (listener) => void messages.push(listener),
    onClose: (listener) => void closes.push(listener),
  };
}
