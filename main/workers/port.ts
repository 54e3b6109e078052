import type { Message } from './protocol.ts';

/** The channel to whoever started this process, the same under Node's fork and Electron's utilityProcess. */
export interface Port {
  post(message: Message): void;
  /** Messages handed over that the other side's pipe has not taken yet. */
  readonly waiting: number;
  onMessage(listen: (message: unknown) => void): void;
  onClose(listen: () => void): void;
}

/** What Electron gives a utility process; declared here because only the shell knows Electron. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listen: (event: { readonly data: unknown }) => void): void;
}

type MaybeUtility = NodeJS.Process & { readonly parentPort?: ParentPort };

export function openPort(host: MaybeUtility): Port | undefined {
  if (host.parentPort !== undefined) return electronPort(host.parentPort);
  return host.send === undefined ? undefined : new ForkPort(host);
}

function electronPort(parent: ParentPort): Port {
  return {
    post: (message) => parent.postMessage(message),
    waiting: 0,
    onMessage: (listen) => parent.on('message', (event) => listen(event.data)),
    // Electron ends its utility processes itself when the app goes.
    onClose: () => undefined,
  };
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
    this.#host.once('disconnect', listen);
  }
}
