import { readFile } from 'node:fs/promises';
import type { IClientOptions, MqttClient } from 'mqtt';
import type { SettingsOf } from '../../preload/contract/output-settings.ts';
import { fail, type Outcome, succeed } from '../domain/outcome.ts';
import type { OutputJob } from '../domain/outputs/output-job.ts';
import { unreachable, wordsOf, wrongCredentials } from './failures.ts';
import type { Lost } from './job.ts';

type Settings = SettingsOf<'mqtt'>;

export interface MqttSessionOptions {
  readonly job: OutputJob<'mqtt'>;
  readonly clientId: string;
  readonly will?: NonNullable<IClientOptions['will']> | undefined;
  readonly lost: Lost;
  readonly heard: (topic: string, payload: Buffer) => void;
}

/** Reaches a broker once; whoever keeps the output open tries again, so that there is one place that waits. */
export async function openMqttSession(options: MqttSessionOptions): Promise<Outcome<MqttSession>> {
  const { job, clientId, will, lost } = options;
  const { settings, secrets, deadlineMs } = job;
  const thing = `The broker at ${settings.url}`;
  const ca = await readAuthority(settings);
  if (!ca.ok) return ca;
  const { connect } = (await import('mqtt')).default;
  const client = connect(settings.url, {
    clientId,
    clean: true,
    protocolVersion: 4,
    reconnectPeriod: 0,
    connectTimeout: deadlineMs,
    keepalive: 10,
    queueQoSZero: false,
    ...(settings.user === null ? {} : { username: settings.user, password: secrets.password ?? '' }),
    ...(ca.value === undefined ? {} : { ca: ca.value }),
    ...(will === undefined ? {} : { will }),
  });
  const connected = await new Promise<Outcome<null>>((resolve) => {
    client.once('connect', () => resolve(succeed(null)));
    client.on('error', (error) => resolve(refused(thing, error)));
    client.once('close', () => resolve(unreachable(thing, 'a connection that was closed')));
  });
  if (!connected.ok) {
    await endNow(client);
    return connected;
  }
  // From here on an error is followed by a close.
  let why: unknown = 'a connection that was closed';
  client.on('error', (error) => {
    why = error;
  });
  client.on('close', () => lost(unreachable(thing, why)));
  client.on('message', (topic, payload) => options.heard(topic, payload));
  return succeed(new MqttSession(client, thing));
}

export class MqttSession {
  readonly thing: string;
  readonly #client: MqttClient;

  constructor(client: MqttClient, thing: string) {
    this.#client = client;
    this.thing = thing;
  }

  /** With QoS 1 it settles once the broker has acknowledged. */
  publish(topic: string, payload: string | Buffer, qos: 0 | 1, retain: boolean): Promise<Outcome<null>> {
    return this.#client.publishAsync(topic, payload, { qos, retain }).then(
      () => succeed(null),
      (error: unknown) => refused(this.thing, error),
    );
  }

  /** False where the broker does not let this user hear of it. */
  subscribe(topic: string): Promise<Outcome<boolean>> {
    return this.#client.subscribeAsync(topic, { qos: 1 }).then(
      (granted) => succeed(granted.every(({ qos }) => qos < 128)),
      (error: unknown) =>
        /unspecified|not authorized|subscribe error/i.test(wordsOf(error))
          ? succeed(false)
          : unreachable(this.thing, error),
    );
  }

  /** `politely` the broker does not tell the will: whoever leaves so has said farewell by itself. */
  async close(politely: boolean): Promise<void> {
    this.#client.removeAllListeners('close');
    this.#client.on('error', () => undefined);
    if (politely && this.#client.connected) await this.#client.endAsync().catch(() => undefined);
    else await endNow(this.#client);
  }
}

const endNow = (client: MqttClient): Promise<void> => client.endAsync(true).catch(() => undefined);

async function readAuthority({ caFile }: Settings): Promise<Outcome<Buffer | undefined>> {
  if (caFile === null) return succeed(undefined);
  return readFile(caFile).then(succeed, (error: unknown) =>
    fail('bad_input', {
      thing: caFile,
      expected: 'a PEM file with the certificate of who vouches for the broker',
      received: wordsOf(error),
      remedy: 'Correct its path, or leave it out where the broker has a certificate that everybody knows.',
    }),
  );
}

/** 4 and 5 of MQTT 3.1.1, 134 and 135 of MQTT 5: a user or password that is wrong, or one that may not. */
function refused(thing: string, error: unknown): Outcome<never> {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  const isRefusal = code === 4 || code === 5 || code === 134 || code === 135;
  return isRefusal ? wrongCredentials(thing, wordsOf(error)) : unreachable(thing, error);
}
