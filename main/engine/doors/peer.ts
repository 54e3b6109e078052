import { RPCHandler } from '@orpc/server/websocket';
import type { CallContext, Caller } from './caller.ts';
import { keepForm, type StationDoors } from './station-doors.ts';

/** Calls that one caller may have open at once, live ones included; more is a flood. */
const openCallsMax = 256;

type Wire = (data: string | Uint8Array<ArrayBuffer>) => void | Promise<void>;

export interface Peer {
  /** Takes what came over the wire; garbage is refused by closing the wire, never by an exception. */
  receive(data: unknown): void;
  close(): void;
}

interface PeerOptions {
  readonly caller: Caller;
  readonly send: Wire;
  /** The other side sent what no client sends, or too much at once: its wire is to be cut. */
  readonly cut: (reason: 'garbage' | 'flood') => void;
}

/** Serves callers over any wire that carries messages: a MessagePort of Node or Electron, a WebSocket. */
export function createPeerDoor({ router, ledger }: StationDoors): (options: PeerOptions) => Peer {
  const handler = new RPCHandler<CallContext>(router, { interceptors: [keepForm] });
  return ({ caller, send, cut }) => {
    const wire = { send, addEventListener: () => undefined };
    const context: CallContext = { caller, ledger };
    let openCalls = 0;
    let isCut = false;
    const end = (reason: 'garbage' | 'flood'): void => {
      if (isCut) return;
      isCut = true;
      cut(reason);
    };
    return {
      receive: (data) => {
        if (isCut) return;
        const message = asMessage(data);
        if (message === undefined) return end('garbage');
        if (openCalls >= openCallsMax) return end('flood');
        openCalls += 1;
        void handler
          .message(wire, message, { context })
          .catch(() => end('garbage'))
          .finally(() => {
            openCalls -= 1;
          });
      },
      close: () => {
        isCut = true;
        handler.close(wire);
      },
    };
  };
}

function asMessage(data: unknown): string | ArrayBuffer | undefined {
  if (typeof data === 'string' || data instanceof ArrayBuffer) return data;
  return data instanceof Uint8Array ? new Uint8Array(data).buffer : undefined;
}
