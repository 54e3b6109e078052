import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { failureStatus } from '../../../../preload/contract/failures.ts';
import { frameCredit } from '../../../../preload/contract/frames.ts';
import type { Failure } from '../../../domain/outcome.ts';
import { failure } from '../../../domain/outcome.ts';
import type { FrameFeed } from '../frame-feed.ts';
import { createPeerDoor } from '../peer.ts';
import type { StationDoors } from '../station-doors.ts';
import type { Admission, Gatekeeper } from './gatekeeper.ts';

const connectionsMax = 64;
const callBytesMax = 1024 * 1024;
const creditBytesMax = 64;
/** A viewer that asks for more while so much waits for it does not take what it is sent. */
const unsentBytesMax = 8 * 1024 * 1024;
/** Close codes of the WebSocket standard. */
const closeCode = { garbage: 1007, flood: 1013, goingAway: 1001 } as const;

interface SocketsOptions {
  readonly station: StationDoors;
  readonly gatekeeper: Gatekeeper;
  /** How often each screen is asked whether it is still there; silent for that long, it is cut off. */
  readonly pingMs: number;
}

/** The WebSocket doors: `/rpc` for calls, `/frames` for pictures. */
export class Sockets {
  readonly #calls = new WebSocketServer({ noServer: true, maxPayload: callBytesMax });
  readonly #frames = new WebSocketServer({ noServer: true, maxPayload: creditBytesMax });
  readonly #answering = new Map<WebSocket, boolean>();
  readonly #gatekeeper: Gatekeeper;
  readonly #feed: FrameFeed;
  readonly #openPeer: ReturnType<typeof createPeerDoor>;
  readonly #pings: NodeJS.Timeout;

  constructor({ station, gatekeeper, pingMs }: SocketsOptions) {
    this.#gatekeeper = gatekeeper;
    this.#feed = station.frames;
    this.#openPeer = createPeerDoor(station);
    this.#pings = setInterval(() => this.#ping(), pingMs);
    this.#pings.unref();
  }

  get connections(): number {
    return this.#answering.size;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // A socket that breaks before it is a WebSocket has nobody else who listens for that.
    socket.on('error', () => socket.destroy());
    const { headers, method = 'GET', url = '/' } = request;
    const admission = this.#gatekeeper.admit({ method, headers, isUpgrade: true });
    const [path, search] = url.split('?');
    if (!admission.ok) refuse(socket, admission.failure);
    else if (this.#answering.size >= connectionsMax) refuse(socket, tooMany);
    else if (path === '/rpc') {
      this.#calls.handleUpgrade(request, socket, head, (ws) => this.#serveCalls(ws, admission.value));
    } else if (path === '/frames') {
      const sourceId = new URLSearchParams(search).get('source') ?? undefined;
      this.#frames.handleUpgrade(request, socket, head, (ws) => this.#serveFrames(ws, sourceId));
    } else refuse(socket, nothingThere);
  }

  close(): void {
    clearInterval(this.#pings);
    for (const ws of this.#answering.keys()) {
      ws.close(closeCode.goingAway, 'the station stops');
      ws.terminate();
    }
  }

  #serveCalls(ws: WebSocket, { role, by }: Admission): void {
    const peer = this.#openPeer({
      caller: { role, door: by === 'local key' ? 'cli' : 'websocket' },
      // Settles when the data left: a live iterator then waits for a slow screen instead of filling memory.
      send: (data) => new Promise((sent) => ws.send(data, () => sent())),
      cut: (reason) => ws.close(closeCode[reason], reason),
    });
    this.#attend(ws, () => peer.close());
    ws.on('message', (data, isBinary) => peer.receive(isBinary ? data : String(data)));
  }

  #serveFrames(ws: WebSocket, sourceId: string | undefined): void {
    const viewer = this.#feed.view((packet) => ws.send(packet), sourceId);
    this.#attend(ws, () => viewer.close());
    ws.on('message', (data) => {
      if (String(data) !== frameCredit) ws.close(closeCode.garbage, 'garbage');
      else if (ws.bufferedAmount > unsentBytesMax) ws.close(closeCode.flood, 'flood');
      else viewer.ready();
    });
  }

  #attend(ws: WebSocket, left: () => void): void {
    this.#answering.set(ws, true);
    ws.on('pong', () => this.#answering.set(ws, true));
    // What breaks the protocol or its limits arrives here; the library then closes the socket by itself.
    ws.on('error', () => undefined);
    ws.on('close', () => {
      this.#answering.delete(ws);
      left();
    });
  }

  #ping(): void {
    for (const [ws, isAnswering] of this.#answering) {
      if (!isAnswering) {
        ws.terminate();
        continue;
      }
      this.#answering.set(ws, false);
      ws.ping();
    }
  }
}

const tooMany = failure('overloaded', {
  thing: 'connections',
  expected: `at most ${connectionsMax}`,
  received: 'one more',
  remedy: 'Close a screen that is not used.',
});
const nothingThere = failure('not_found', {
  thing: 'WebSocket',
  expected: '/rpc or /frames',
  received: 'another path',
  remedy: 'Connect to one of these.',
});

function refuse(socket: Duplex, { code, message }: Failure): void {
  const status = failureStatus[code];
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? code}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(message)}`,
  ];
  // One that never closes its side would else hold the connection for ever.
  socket.once('finish', () => socket.destroy());
  socket.end(`${lines.join('\r\n')}\r\n\r\n${message}`);
}
