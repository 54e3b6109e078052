import type { Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';

const boundary = 'frame';

/** A network camera that speaks Motion-JPEG over HTTP on loopback. */
export class MjpegServer {
  readonly #server: Server;
  readonly #viewers = new Set<ServerResponse>();
  readonly #timer: NodeJS.Timeout;
  #silent = false;

  private constructor(server: Server, jpeg: Buffer) {
    this.#server = server;
    this.#timer = setInterval(() => {
      if (!this.#silent) for (const viewer of this.#viewers) writePart(viewer, jpeg);
    }, 40);
  }

  static async listen(port = 0): Promise<MjpegServer> {
    const pixels = Buffer.alloc(160 * 120 * 3, 90);
    const jpeg = await sharp(pixels, { raw: { width: 160, height: 120, channels: 3 } })
      .jpeg()
      .toBuffer();
    const server = createServer((request, response) => {
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
