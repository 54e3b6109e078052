import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that can be frozen, filled with garbage, or torn down and put up again on the same port. */
export class Gate {
  readonly #target: number;
  #server: Server | undefined;
  #port = 0;
  readonly #sockets = new Set<Socket>();
  #mode: 'open' | 'frozen' | 'garbage' = 'open';
  /** How many came. */
  calls = 0;

  private constructor(target: number) {
    this.#target = target;
  }

  static async to(target: number): Promise<Gate> {
    const gate = new Gate(target);
    await gate.raise();
    return gate;
  }

  get port(): number {
    return this.#port;
  }

  /** What the server says does not arrive any more, and nobody is told so. */
  freeze(): void {
    this.#mode = 'frozen';
  }

  /** Instead of what the server says comes something that nobody understands. */
  garble(): void {
    this.#mode = 'garbage';
  }

  thaw(): void {
    this.#mode = 'open';
  }

  /** Every connection is cut, and none is taken. */
  async fall(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
  }

  async raise(): Promise<void> {
    this.#mode = 'open';
    const server = createServer((socket) => this.#lead(socket));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
  }

  #lead(near: Socket): void {
    this.calls += 1;
    const far = connect(this.#target, '127.0.0.1');
    for (const socket of [near, far]) {
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (data) => void far.write(data));
    far.on('data', (data) => {
      if (this.#mode === 'open') near.write(data);
      if (this.#mode === 'garbage') near.write(Buffer.from(Array.from({ length: 300 }, (_, at) => (at * 7_919) & 255)));
    });
  }
}
