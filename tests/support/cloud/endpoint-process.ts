import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findStation } from '../../../main/serving/local-access.ts';

const program = fileURLToPath(new URL('../../../cloud/endpoint/main.ts', import.meta.url));
const run = promisify(execFile);

/** The endpoint as its own process on PGlite, which a test may kill and start again at the same port. */
export class EndpointProcess {
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;
  #child: ChildProcess | undefined;
  #port = 0;

  constructor(folder: string, databaseUrl = '') {
    this.#folder = folder;
    this.#env = { ...process.env, DATABASE_URL: databaseUrl };
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const args = [program, '--port', String(this.#port), '--data', this.#folder];
    const child = spawn(process.execPath, args, { env: this.#env, stdio: ['ignore', 'pipe', 'inherit'] });
    this.#child = child;
    for await (const line of createInterface({ input: child.stdout })) {
      const [, port] = /http:\/\/127\.0\.0\.1:(\d+)/.exec(line) ?? [];
      if (port === undefined) continue;
      this.#port = Number(port);
      return;
    }
    throw new Error('Expected the endpoint to start');
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Before it runs, since its data folder is its own while it does; gives the key of the station. */
  async enrol(name: string): Promise<string> {
    const args = [program, 'enrol', '--station', name, '--data', this.#folder];
    return (await run(process.execPath, args, { env: this.#env })).stdout.trim();
  }

  async ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const local = await findStation(this.#folder);
    const response = await fetch(`${this.address}${path}`, {
      method,
      headers: { authorization: `Bearer ${local?.key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`Expected ${path} to be answered, got ${response.status}`);
    return response.json();
  }
}
