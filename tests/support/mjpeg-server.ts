import type { Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';

const boundary = 'frame';
const noise = Buffer.from(Array.from({ length: 4_000 }, (_, at) => (at * 7_919 + (at >> 3)) & 255));
const others: Readonly<Record<string, { readonly type: string; readonly body: string }>> = {
  '/text': { type: 'text/plain', body: 'Out of order. Call the janitor.\n'.repeat(50) },
  '/page': { type: 'text/html', body: '<!doctype html><title>Camera</title><p>Log in first</p>'.repeat(50) },
  '/empty': { type: 'multipart/x-mixed-replace; boundary=frame', body: '' },
};

/** A network camera that speaks Motion-JPEG over HTTP on loopback. */
export class MjpegServer {
  readonly #server: Server;
  readonly #viewers = new Set<ServerResponse>();
  readonly #timer: NodeJS.Timeout;
  #silent = false;
  #sends: Buffer;
  readonly #jpeg: Buffer;
  #sent = 0;

  private constructor(server: Server, jpeg: Buffer) {
    this.#server = server;
    this.#jpeg = jpeg;
    this.#sends = jpeg;
    this.#timer = setInterval(() => {
      if (this.#silent) return;
      this.#sent += 1;
      for (const viewer of this.#viewers) writePart(viewer, this.#sends);
    }, 40);
  }

  static async listen(port = 0): Promise<MjpegServer> {
    // Of some detail, so that most of its bytes are picture.
    const pixels = Buffer.from(Array.from({ length: 160 * 120 * 3 }, (_, at) => ((at * 7_919) >> 4) & 127));
    const jpeg = await sharp(pixels, { raw: { width: 160, height: 120, channels: 3 } })
      .jpeg()
      .toBuffer();
    const server = createServer((request, response) => {
      const other = others[request.url ?? ''];
      if (other !== undefined) return void response.writeHead(200, { 'content-type': other.type }).end(other.body);
      if (request.url?.split('?')[0] !== '/video')
        return void response.writeHead(request.url === '/private' ? 401 : 404).end();
      response.writeHead(200, { 'content-type': `multipart/x-mixed-replace; boundary=${boundary}` });
      running.#viewers.add(response);
      response.once('close', () => running.#viewers.delete(response));
    });
    const running = new MjpegServer(server, jpeg);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return running;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  url(path: string, credentials = ''): string {
    return `http://${credentials}127.0.0.1:${this.port}${path}`;
  }

  /** From now on what it sends as pictures is none. */
  garbage(garbage: boolean): void {
    this.#sends = garbage ? noise : this.#jpeg;
  }

  /** From now on the second half of each picture is missing, as after a bad line, with an end as a whole one has. */
  halves(halves: boolean): void {
    const end = Buffer.from([0xff, 0xd9]);
    this.#sends = halves ? Buffer.concat([this.#jpeg.subarray(0, this.#jpeg.length * 0.6), end]) : this.#jpeg;
  }

  /** Settles when so many more parts were sent. */
  async sent(count: number): Promise<void> {
    const goal = this.#sent + count;
    while (this.#sent < goal) await sleep(20);
  }

  silence(silent: boolean): void {
    this.#silent = silent;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function writePart(viewer: ServerResponse, jpeg: Buffer): void {
  viewer.write(`--${boundary}\r\nContent-Type: image/jpeg\r\nContent-Length: ${jpeg.length}\r\n\r\n`);
  viewer.write(jpeg);
  viewer.write('\r\n');
}
