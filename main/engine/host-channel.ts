import type { Role } from '../../preload/contract/capability.ts';
import type { ParentPort, ShellPort } from '../domain/shell-port.ts';
import { type FromEngine, type ToEngine, toEngine } from './host-protocol.ts';
import { shellToEngine } from './shell-protocol.ts';

/** A page of the Electron shell: its ports, and who the shell says sits before it. */
export interface ShellPage {
  readonly role: Role;
  readonly contract: ShellPort;
  readonly frames: ShellPort;
}

/** How the engine speaks with the host that started it, whichever it is. */
export interface HostChannel {
  tell(message: FromEngine): void;
  onMessage(listener: (message: ToEngine) => void): void;
  /** Only the Electron shell brings pages; under the browser host they come over the WebSocket. */
  onPage(listener: (page: ShellPage) => void): void;
  /** The host is gone: nobody is left to run for. Under Electron the engine ends with its shell by itself. */
  onClose(listener: () => void): void;
}

export interface EngineProcessParts {
  readonly parentPort?: ParentPort | null | undefined;
  readonly send?: ((message: FromEngine) => unknown) | undefined;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
}

export function openHostChannel(process: EngineProcessParts): HostChannel {
  const { parentPort } = process;
  return parentPort === undefined || parentPort === null ? nodeChannel(process) : shellChannel(parentPort);
}

function nodeChannel(process: EngineProcessParts): HostChannel {
  return {
    tell: (message) => {
      process.send?.(message);
    },
    onMessage: (listener) => {
      process.on('message', (message) => hear(message, listener));
    },
    onPage: () => undefined,
    onClose: (listener) => {
      process.on('disconnect', listener);
    },
  };
}

function shellChannel(parentPort: ParentPort): HostChannel {
  return {
    tell: (message) => parentPort.postMessage(message),
    onMessage: (listener) => {
      parentPort.on('message', ({ data }) => hear(data, listener));
    },
    onPage: (listener) => {
      parentPort.on('message', ({ data, ports: [contract, frames] }) => {
        const told = shellToEngine.safeParse(data).data;
        if (told?.kind !== 'page' || contract === undefined || frames === undefined) return;
        listener({ role: told.role, contract, frames });
      });
    },
    onClose: () => undefined,
  };
}

/** The same channel carries the launching of workers, so what is not for this protocol is left to others. */
function hear(data: unknown, listener: (message: ToEngine) => void): void {
  const message = toEngine.safeParse(data).data;
  if (message !== undefined) listener(message);
}
