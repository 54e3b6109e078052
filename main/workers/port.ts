import type { Message } from './protocol.ts';
import { type ShellParent, shellPort } from './shell-port.ts';

/** The channel to whoever started this process, the same under Node's fork and Electron's utilityProcess. */
export interface Port {
  post(message: Message): void;
  /** Messages handed over that the other side, or its pipe, has not taken yet. */
  readonly waiting: number;
  onMessage(listen: (message: unknown) => void): void;
  onClose(listen: () => void): void;
}

type MaybeUtility = NodeJS.Process & { readonly parentPort?: ShellParent };

export function openPort(host: MaybeUtility): Port | undefined {
  // Electron sets it in its utility processes alone.
  if (host.parentPort !== undefined && host.parentPort !== null) return shellPort(host.parentPort);
  return host.send === undefined ? undefined : new ForkPort(host);
}

class ForkPort implements Port {
  readonly #host: NodeJS.Process;
  #waiting = 0;

  constructor(host: NodeJS.Process) {
    this.#host = host;
  }

  get waiting(): number {
    return this.#waiting;
  }

  post(message: Message): void {
    if (!this.#host.connected) return;
    this.#waiting += 1;
    // An error here means that the channel has closed, which onClose tells.
    this.#host.send?.(message, undefined, undefined, () => {
      this.#waiting -= 1;
    });
  }

  onMessage(listen: (message: unknown) => void): void {
    this.#host.on('message', listen);
  }

  onClose(listen: () => void): void {
    // The engine may have gone while this program was still being read: then no event comes any more.
    if (this.#host.connected) this.#host.once('disconnect', listen);
    else listen();
  }
}
