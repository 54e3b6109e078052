import type { ShellPort } from '../domain/shell-port.ts';
import type { Port } from './port.ts';
import { type Taken, workerChannel } from './protocol.ts';

/** The first word from the shell: it carries the port that leads to the engine. */
export interface ShellParent {
  once(
    event: 'message',
    listen: (first: { readonly data: unknown; readonly ports: readonly ShellPort[] }) => void,
  ): unknown;
}

/**
 * The channel of a worker that Electron's shell started on the engine's word. The two speak directly, past the shell; a worker
 * speaks only after it was asked, so nothing is lost before the port is there.
 */
export function shellPort(parent: ShellParent): Port {
  const messages: ((message: unknown) => void)[] = [];
  const closes: (() => void)[] = [];
  let engine: ShellPort | undefined;
  let waiting = 0;
  parent.once('message', ({ data, ports: [port] }) => {
    if (data !== workerChannel || port === undefined) return;
    engine = port;
    port.on('message', ({ data: told }) => {
      if (isTaken(told)) waiting = Math.max(0, waiting - told.count);
      else for (const listen of messages) listen(told);
    });
    port.on('close', () => {
      for (const listen of closes) listen();
    });
    port.start();
  });
  return {
    post: (message) => {
      if (engine === undefined) return;
      waiting += 1;
      engine.postMessage(message);
    },
    get waiting() {
      return waiting;
    },
    onMessage: (listen) => void messages.push(listen),
    onClose: (listen) => void closes.push(listen),
  };
}

const isTaken = (told: unknown): told is Taken =>
  typeof told === 'object' &&
  told !== null &&
  'kind' in told &&
  told.kind === 'taken' &&
  'count' in told &&
  typeof told.count === 'number';
