import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';

const program = '/usr/sbin/mosquitto';

export const whyNoBroker = existsSync(program) ? undefined : 'needs mosquitto';

/** A real broker on a port of its own; it keeps nothing. */
export class Broker {
  readonly port: number;
  readonly #folder: string;
  readonly #config: string;
  #process: ChildProcess | undefined;

  private constructor(port: number, folder: string, config: string) {
    this.port = port;
    this.#folder = folder;
    this.#config = config;
  }

  /** With `passwords`, a file as mosquitto_passwd makes it, nobody comes in without one. */
  static async open(folder: string, passwords?: string): Promise<Broker> {
    const port = await freePort();
    const access =
      passwords === undefined ? 'allow_anonymous true' : `allow_anonymous false\npassword_file ${passwords}`;
    const config = join(folder, 'mosquitto.conf');
    writeFileSync(config, `user ${userInfo().username}\nlistener ${port} 127.0.0.1\n${access}\npersistence false\n`);
    const broker = new Broker(port, folder, config);
    await broker.start();
    return broker;
  }

  async start(): Promise<void> {
    this.#process = spawn(program, ['-c', this.#config], { cwd: this.#folder, stdio: 'ignore' });
    const client = mqtt.connect(`mqtt://127.0.0.1:${this.port}`, {
      reconnectPeriod: 20,
      username: 'line',
      password: 'right',
    });
    client.on('error', () => undefined);
    await new Promise<void>((resolve) => client.once('connect', () => resolve()));
    await client.endAsync(true);
  }

  async stop(): Promise<void> {
    const process = this.#process;
    if (process === undefined || process.exitCode !== null) return;
    const gone = new Promise((resolve) => process.once('exit', resolve));
    process.kill('SIGKILL');
    await gone;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface HeardMessage {
  readonly topic: string;
  readonly payload: Buffer;
  readonly retain: boolean;
}

/** Whoever listens at the broker: a host, or a test. */
export async function listenAt(port: number, topic: string): Promise<{ client: MqttClient; heard: HeardMessage[] }> {
  const heard: HeardMessage[] = [];
  const client = mqtt.connect(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 20, username: 'line', password: 'right' });
  client.on('error', () => undefined);
  client.on('message', (at, payload, { retain }) => void heard.push({ topic: at, payload, retain }));
  await new Promise<void>((resolve) => client.once('connect', () => resolve()));
  await client.subscribeAsync(topic, { qos: 1 });
  return { client, heard };
}
