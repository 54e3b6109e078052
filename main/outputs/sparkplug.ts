import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SettingsOf } from '../../preload/contract/output-settings.ts';
import type { VerdictMessage } from '../../preload/contract/outputs.ts';
import { type Outcome, succeed } from '../domain/outcome.ts';
import type { OutputJob } from '../domain/outputs/output-job.ts';
import { unreachable } from './failures.ts';
import type { Lost, Messenger, OutputClock, OutputPlace } from './job.ts';
import { type MqttSession, openMqttSession } from './mqtt-session.ts';
import { bornMetrics, metricsOf } from './sparkplug-metrics.ts';
import { type Metric, SparkplugCodec } from './sparkplug-payload.ts';

type Names = Extract<SettingsOf<'mqtt'>['payload'], { format: 'sparkplug-b' }>;

const rebirth = 'Node Control/Rebirth';

/**
 * An edge node of Sparkplug B 3.0 with one device. Its will is its death certificate, births come before data, each message
 * carries the next number, and a host may ask for the births again.
 */
export async function openSparkplug(
  job: OutputJob<'mqtt'>,
  names: Names,
  lost: Lost,
  place: OutputPlace,
  clock: OutputClock,
): Promise<Outcome<Messenger>> {
  const codec = await SparkplugCodec.open();
  const bdSeq = await nextBirth(place.folder, job.id);
  const death = { name: 'bdSeq', type: 'UInt64', value: bdSeq, timestamp: clock.wallMs() } as const;
  const node: { heard: SparkplugNode['heard'] } = { heard: () => undefined };
  const opened = await openMqttSession({
    job,
    clientId: `caracal-${place.station.slice(0, 12)}-${job.id}`,
    will: {
      topic: topicOf(names, 'NDEATH'),
      payload: codec.encode({ timestamp: death.timestamp, metrics: [death] }),
      qos: 1,
      retain: false,
    },
    lost,
    heard: (topic, payload) => node.heard(topic, payload),
  });
  if (!opened.ok) return opened;
  const born = new SparkplugNode(opened.value, names, codec, clock, death, lost);
  node.heard = (topic, payload) => born.heard(topic, payload);
  const begun = await born.begin();
  if (begun.ok) return succeed(born);
  await opened.value.close(true);
  return begun;
}

type Kind = 'NBIRTH' | 'NDEATH' | 'NCMD' | 'DBIRTH' | 'DDATA';

const topicOf = ({ group, node, device }: Names, kind: Kind): string =>
  kind.startsWith('D') ? `spBv1.0/${group}/${kind}/${node}/${device}` : `spBv1.0/${group}/${kind}/${node}`;

/** One number more for each connection, from 0 to 255 and round again, also over restarts. */
async function nextBirth(folder: string, id: string): Promise<number> {
  const file = join(folder, `${id}.births`);
  const last = Number.parseInt(await readFile(file, 'utf8').catch(() => '-1'), 10);
  const next = Number.isInteger(last) ? (last + 1) % 256 : 0;
  // Where it cannot be kept the births go on from the last that could: hosts only compare a birth with its own death.
  await mkdir(folder, { recursive: true, mode: 0o700 })
    .then(() => writeFile(`${file}.part`, String(next), { mode: 0o600 }))
    .then(() => rename(`${file}.part`, file))
    .catch(() => undefined);
  return next;
}

class SparkplugNode implements Messenger {
  readonly #session: MqttSession;
  readonly #names: Names;
  readonly #codec: SparkplugCodec;
  readonly #clock: OutputClock;
  readonly #death: Metric;
  readonly #lost: Lost;
  #seq = 0;
  /** Its own data comes back to it: Sparkplug tells with QoS 0, and only an echo says that the broker has it. */
  #hearsItself = false;
  readonly #echoes = new Map<number, () => void>();

  constructor(
    session: MqttSession,
    names: Names,
    codec: SparkplugCodec,
    clock: OutputClock,
    death: Metric,
    lost: Lost,
  ) {
    this.#session = session;
    this.#names = names;
    this.#codec = codec;
    this.#clock = clock;
    this.#death = death;
    this.#lost = lost;
  }

  async begin(): Promise<Outcome<null>> {
    const commands = await this.#session.subscribe(topicOf(this.#names, 'NCMD'));
    if (!commands.ok) return commands;
    const own = await this.#session.subscribe(topicOf(this.#names, 'DDATA'));
    if (!own.ok) return own;
    this.#hearsItself = own.value;
    return this.#birth();
  }

  async tell(message: VerdictMessage): Promise<Outcome<null>> {
    const seq = this.#seq;
    const echo = Promise.withResolvers<void>();
    this.#echoes.set(seq, echo.resolve);
    const sent = await this.#send('DDATA', metricsOf(message));
    if (sent.ok && this.#hearsItself) await echo.promise;
    this.#echoes.delete(seq);
    return sent;
  }

  readonly heard = (topic: string, bytes: Buffer): void => {
    const payload = this.#codec.decode(bytes);
    if (payload === undefined) return;
    if (topic === topicOf(this.#names, 'DDATA')) {
      this.#echoes.get(payload.seq ?? -1)?.();
      return;
    }
    const wantsBirth = payload.metrics.some(({ name, value }) => name === rebirth && value === true);
    if (!wantsBirth) return;
    void this.#birth().then((born) => {
      if (!born.ok) this.#lost(unreachable(this.#session.thing, born.failure.message));
    });
  };

  /** Its death is told first: a will is told only of those who leave without a word. */
  async close(): Promise<void> {
    const timestamp = this.#clock.wallMs();
    const death = this.#codec.encode({ timestamp, metrics: [this.#death] });
    await this.#session.publish(topicOf(this.#names, 'NDEATH'), death, 1, false);
    await this.#session.close(true);
  }

  async #birth(): Promise<Outcome<null>> {
    const timestamp = this.#clock.wallMs();
    // The births of a node begin its count anew.
    this.#seq = 0;
    const control = { name: rebirth, type: 'Boolean', value: false, timestamp } as const;
    const born = await this.#send('NBIRTH', [{ ...this.#death, timestamp }, control]);
    return born.ok ? this.#send('DBIRTH', bornMetrics(timestamp)) : born;
  }

  /** The number is taken as it is handed over: what is told at once later goes later. */
  #send(kind: Kind, metrics: readonly Metric[]): Promise<Outcome<null>> {
    const seq = this.#seq;
    this.#seq = (seq + 1) % 256;
    const payload = this.#codec.encode({ timestamp: this.#clock.wallMs(), seq, metrics });
    return this.#session.publish(topicOf(this.#names, kind), payload, 0, false);
  }
}
